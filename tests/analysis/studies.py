"""Small studies with two coders, written as a grid of what each of them coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import settings

from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.coding_import import import_codings
from qdatool.coding.drafts import CodingRow
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from tests.builders import add_text, empty_project

UNHURRIED = settings(deadline=None, max_examples=50)
"""For properties: a computer that is busy with other things must not fail them."""

WORDS = ("one two three", "four five six", "seven eight", "nine ten eleven")
TEXT = "\n".join(WORDS) + "\n"
"""Four paragraphs; characters 0-13, 14-27, 28-39 and 40-55."""

Coding = tuple[str, int, int, str, str]
"""Document, start, end, code, coder; the coder may be followed by ``@round``."""


def study(path: Path, texts: Mapping[str, str], codes: Sequence[str], codings: Sequence[Coding]) -> Project:
    """Return a project with these texts, in this order, open codes and codings."""
    project = empty_project(path)
    for name, text in texts.items():
        add_text(project, text, name)
    level = find_level(project, "open").id
    for code in codes:
        create_code(project, CodeDraft(code, level_id=level))
    add_codings(project, codings)
    return project


def add_codings(project: Project, codings: Sequence[Coding]) -> None:
    rows = []
    for number, (document, start, end, code, coder) in enumerate(codings, start=2):
        name, _, round_name = coder.partition("@")
        rows.append(CodingRow(number, document, str(start), str(end), "", code, name, round=round_name))
    if rows:
        import_codings(project, rows)


def paragraph(number: int) -> tuple[int, int]:
    """Return the characters of a paragraph of ``TEXT``, counted from 0."""
    start = sum(len(words) + 1 for words in WORDS[:number])
    return start, start + len(WORDS[number])
