"""How fast names are looked for and replaced; the floor is folding the same text in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import count

import pytest
from sqlalchemy import insert

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.guids import make_guids
from qdatool.coding.project import Project
from qdatool.coding.pseudonyms import Replacement, SearchTask, find_occurrences, gather_texts, pseudonymise
from qdatool.storage import schema
from qdatool.text.folding import fold
from qdatool.text.identifiers import IdentifierKind
from qdatool.text.language import Finder, Wanted
from tests.builders import add_text, empty_project

NAMES = tuple(f"نام{chr(0x628 + i % 20)}{chr(0x633 + i // 20)}" for i in range(60))
WORDS = "من با مدیر حرف زدم و گفت که باید صبر کنی چون کار سخت است و هیچ کس کمک نمی‌کند"
WANTED = Wanted(NAMES, frozenset(IdentifierKind))
MOST_FLOORS = 150
LONGEST_PARAGRAPH_MS = 16
MOST_TO_REPLACE_S = 1.5
CODINGS = 10_000


def text_of(characters: int, generator: random.Random) -> str:
    """Return paragraphs of some 400 characters, a name in every third and a phone in every tenth."""
    paragraphs: list[str] = []
    length = 0
    for number in count():
        if length >= characters:
            return "\n".join(paragraphs)
        words = generator.choices(WORDS.split(), k=80)
        if number % 3 == 0:
            words[40] = generator.choice(NAMES)
        if number % 10 == 0:
            words[60] = "۰۹۱۲۳۴۵۶۷۸۹"
        paragraphs.append(" ".join(words))
        length += len(paragraphs[-1]) + 1
    raise AssertionError


def test_a_million_characters_are_looked_through_in_small_steps() -> None:
    text = text_of(1_000_000, random.Random(1))
    finder = Finder(WANTED)
    start = time.thread_time()
    fold(text)
    floor = time.thread_time() - start
    steps, last = [], time.thread_time()
    found = 0
    for _, marks in finder.in_paragraphs(text):
        found += len(marks)
        steps.append(time.thread_time() - last)
        last = time.thread_time()
    steps.sort()
    p95 = steps[len(steps) * 95 // 100]
    print(
        f"\n{found} names in {len(text):,} characters: {sum(steps):.2f} s, {sum(steps) / floor:.0f} x the floor "
        f"(at most {MOST_FLOORS}); a paragraph {p95 * 1e3:.2f} ms p95, {steps[-1] * 1e3:.1f} ms at most"
    )
    assert sum(steps) <= MOST_FLOORS * floor
    assert p95 * 1e3 <= LONGEST_PARAGRAPH_MS


@pytest.fixture
def study(tmp_path) -> Iterator[Project]:
    """Return a project of a million characters with 10,000 codings."""
    generator = random.Random(1)
    with empty_project(tmp_path / "study.qdatool") as project:
        with project.change(Operation.BUILD_SAMPLE) as db:
            code = create_code(project, CodeDraft("کد"))
            text = text_of(1_000_000, generator)
            document = add_text(project, text)
            starts = generator.sample(range(len(text) - 100), CODINGS)
            guids = make_guids(CODINGS)
            db.execute(
                insert(schema.quotation),
                [
                    {
                        "guid": guid,
                        "document_id": document,
                        "start": start,
                        "end": start + 80,
                        "quote": text[start : start + 80],
                    }
                    for guid, start in zip(guids, starts, strict=True)
                ],
            )
            db.exec_driver_sql(
                "INSERT INTO coding (guid, quotation_id, code_id, coder_id, round_id, created_at) "
                f"SELECT guid, id, {code}, {project.coder_id}, {project.round_id}, '' FROM quotation"
            )
        yield project


def test_names_are_replaced_under_ten_thousand_codings(study: Project) -> None:
    found = find_occurrences(SearchTask(gather_texts(study), WANTED), lambda _share: None, lambda: False)
    replacements = [Replacement(one.place, one.start, one.end, one.words, "شرکت‌کننده") for one in found]
    start = time.perf_counter()
    pseudonymise(study, replacements)
    seconds = time.perf_counter() - start
    print(f"\n{len(found)} places replaced under {CODINGS:,} codings: {seconds:.2f} s (at most {MOST_TO_REPLACE_S})")
    assert seconds <= MOST_TO_REPLACE_S
