"""The sources of the English sample hold together: tree, interviews, passages and everything that points at them."""

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table

from qdatool.coding.colors import CODE_COLORS
from qdatool.coding.relation_types import READY_TYPES
from qdatool.coding.roles import MemoKind

SOURCES = Path(__file__).resolve().parents[2] / "sample_projects" / "thematic-network-en"
LEVELS = {"global": 1, "organizing": 9, "pre-organizing": 31, "basic": 85}
# Taken from the published theme table of the study: all Persian labels, and all (parent, child) pairs of them.
PERSIAN_LABELS_SHA256 = "949ef5da05adac8620240f6aaa49b83cc627cafb927c81b4602bc5802aa3ab55"
PERSIAN_TREE_SHA256 = "c2ffd32f84dfc72df6659e1c3d896c133f339e496b9f56e161b027bb7ce4d02f"

Row = dict[str, str]


def read_rows(name: str) -> list[Row]:
    with (SOURCES / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def stored_text(path: Path) -> str:
    lines: list[str] = []
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def words(text: str) -> list[str]:
    return re.sub(r"[^\w\s]", "", text.casefold()).split()


def digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8")).hexdigest()


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.stem: stored_text(path) for path in sorted((SOURCES / "documents").glob("*.docx"))}


@pytest.fixture(scope="module")
def codes() -> list[Row]:
    return read_rows("codes.csv")


@pytest.fixture(scope="module")
def codings() -> list[Row]:
    return read_rows("codings.csv")


@pytest.mark.parametrize("name", ["codes", "codings", "participants", "memos", "relations", "evidence", "models"])
def test_a_table_starts_with_a_byte_order_mark_so_that_spreadsheets_read_persian(name: str) -> None:
    assert (SOURCES / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_tree_has_the_levels_of_the_study(codes: list[Row]) -> None:
    assert Counter(row["level"] for row in codes) == LEVELS


def test_the_persian_labels_are_those_of_the_study(codes: list[Row]) -> None:
    assert digest(row["label_fa"] for row in codes) == PERSIAN_LABELS_SHA256


def test_every_theme_stands_under_the_parent_it_has_in_the_study(codes: list[Row]) -> None:
    persian = {row["label"]: row["label_fa"] for row in codes}
    pairs = [f"{persian[row['parent']]}\t{row['label_fa']}" for row in codes if row["parent"]]
    assert digest(pairs) == PERSIAN_TREE_SHA256


def test_labels_are_english_and_need_no_path(codes: list[Row]) -> None:
    assert all(row["label"] == row["label_en"] and "/" not in row["label"] for row in codes)
    assert len({row["label"].casefold() for row in codes}) == len(codes)


def test_a_parent_is_listed_before_its_children(codes: list[Row]) -> None:
    position = {row["label"]: i for i, row in enumerate(codes)}
    assert [row["label"] for i, row in enumerate(codes) if row["parent"] and position[row["parent"]] >= i] == []


def test_each_organizing_theme_has_its_own_colour_and_hands_it_down(codes: list[Row]) -> None:
    color = {row["label"]: row["color"] for row in codes}
    organizing = [row["color"] for row in codes if row["level"] == "organizing"]
    assert len(set(organizing)) == len(organizing)
    assert set(color.values()) <= set(CODE_COLORS)
    lower = [row for row in codes if row["level"] in ("pre-organizing", "basic")]
    assert [row["label"] for row in lower if row["color"] != color[row["parent"]]] == []


def test_every_theme_is_defined(codes: list[Row]) -> None:
    assert [row["label"] for row in codes if not row["definition"].endswith(".")] == []


def test_an_example_is_a_passage_of_that_theme(codes: list[Row], codings: list[Row]) -> None:
    passages = {(row["code"], row["quote"]) for row in codings}
    examples = [(row["label"], row["example"]) for row in codes if row["example"]]
    assert len(examples) >= 20
    assert [label for label, example in examples if (label, example) not in passages] == []


def test_there_are_seven_interviews_of_at_least_1200_words(texts: dict[str, str]) -> None:
    assert len(texts) == 7
    assert {name: len(words(text)) for name, text in texts.items() if len(words(text)) < 1200} == {}


def test_an_interview_starts_with_a_heading_and_a_table_of_two_rows(texts: dict[str, str]) -> None:
    for name in texts:
        heading, table = list(Document(str(SOURCES / "documents" / f"{name}.docx")).iter_inner_content())[:2]
        assert heading.style.name == "Heading 1"
        assert isinstance(table, Table) and len(table.rows) == 2


def test_every_paragraph_after_the_table_is_a_turn_of_a_named_speaker(texts: dict[str, str]) -> None:
    speakers = {name: {line.partition(":")[0] for line in text.split("\n")[3:] if line} for name, text in texts.items()}
    participant = {row["document"]: row["participant"] for row in read_rows("participants.csv") if row["document"]}
    expected = {name: {"Interviewer", participant[name]} for name in texts} | {"Interview 06": {"I", "R"}}
    assert speakers == expected


def test_no_eight_words_follow_each_other_twice(texts: dict[str, str]) -> None:
    runs: Counter[tuple[str, ...]] = Counter()
    for text in texts.values():
        tokens = words(text)
        runs.update(zip(*(tokens[i:] for i in range(8)), strict=False))
    assert [" ".join(run) for run, times in runs.items() if times > 1] == []


def test_every_quote_occurs_once_in_one_paragraph_of_its_document(texts: dict[str, str], codings: list[Row]) -> None:
    assert [row["quote"] for row in codings if texts[row["document"]].count(row["quote"]) != 1] == []
    assert [row["quote"] for row in codings if "\n" in row["quote"] or row["quote"] != row["quote"].strip()] == []


def test_every_basic_theme_is_applied_and_only_basic_themes_are(codes: list[Row], codings: list[Row]) -> None:
    assert {row["code"] for row in codings} == {row["label"] for row in codes if row["level"] == "basic"}


def test_the_number_of_passages_stays_readable(codings: list[Row]) -> None:
    assert 160 <= len(codings) <= 220
    assert len({(row["document"], row["quote"], row["code"], row["coder"]) for row in codings}) == len(codings)


def test_at_most_one_passage_in_twenty_names_its_theme(codes: list[Row], codings: list[Row]) -> None:
    persian = {row["label"]: row["label_fa"] for row in codes}
    naming = [
        row["quote"]
        for row in codings
        if row["code"].casefold() in row["quote"].casefold() or persian[row["code"]] in row["quote"]
    ]
    assert len(naming) <= 0.05 * len(codings)


def test_one_coder_reads_everything_and_the_second_one_interview(texts: dict[str, str], codings: list[Row]) -> None:
    read: dict[str, set[str]] = {}
    for row in codings:
        read.setdefault(row["coder"], set()).add(row["document"])
    assert read == {"Leila Karimi": set(texts), "Sam Okoro": {"Interview 03"}}


def test_the_project_names_the_coders_and_rounds_that_the_codings_use(codings: list[Row]) -> None:
    project = json.loads((SOURCES / "project.json").read_text(encoding="utf-8"))
    assert (project["language"], project["template"]) == ("en", "thematic-network")
    assert set(project["coders"]) == {row["coder"] for row in codings}
    assert set(project["rounds"]) == {row["round"] for row in codings}


def test_ten_participants_of_whom_three_have_no_transcript(texts: dict[str, str]) -> None:
    rows = read_rows("participants.csv")
    assert [row["participant"] for row in rows] == [f"P{n}" for n in range(1, 11)]
    assert sorted(row["document"] for row in rows if row["document"]) == sorted(texts)
    silent = {row["participant"] for row in rows if row["transcript"] == "no"}
    assert silent == {row["participant"] for row in rows if not row["document"]} == {"P4", "P7", "P9"}
    readme = (SOURCES / "README.md").read_text(encoding="utf-8")
    assert all(participant in readme for participant in silent)


def test_every_memo_points_at_something_that_exists(
    texts: dict[str, str], codes: list[Row], codings: list[Row]
) -> None:
    targets = {
        "": {""},
        "code": {row["label"] for row in codes},
        "document": set(texts),
        "quotation": set(texts),
    }
    passages = {(row["document"], row["quote"]) for row in codings}
    memos = read_rows("memos.csv")
    assert 8 <= len(memos) <= 10
    assert {memo["kind"] for memo in memos} <= set(MemoKind)
    assert [memo["title"] for memo in memos if memo["target"] not in targets[memo["target_kind"]]] == []
    quoting = [memo for memo in memos if memo["target_kind"] == "quotation"]
    assert [memo["title"] for memo in quoting if (memo["target"], memo["quote"]) not in passages] == []


def test_a_memo_has_forty_to_a_hundred_and_twenty_words() -> None:
    assert [memo["title"] for memo in read_rows("memos.csv") if not 40 <= len(memo["body"].split()) <= 120] == []


def test_relations_join_organizing_themes_in_both_languages(codes: list[Row]) -> None:
    organizing = {row["label"] for row in codes if row["level"] == "organizing"}
    relations = read_rows("relations.csv")
    assert 3 <= len(relations) <= 5
    assert {end for row in relations for end in (row["source"], row["target"])} <= organizing
    assert {row["type"] for row in relations} <= set(READY_TYPES)
    assert all(row["proposition_fa"] and row["proposition_en"] for row in relations)


def test_evidence_is_a_coded_passage_below_one_end_of_its_relation(codes: list[Row], codings: list[Row]) -> None:
    parent = {row["label"]: row["parent"] for row in codes}
    above: dict[tuple[str, str], set[str]] = {}
    for row in codings:
        above.setdefault((row["document"], row["quote"]), set()).add(parent[parent[row["code"]]])
    evidence = read_rows("evidence.csv")
    stray = [
        row["quote"]
        for row in evidence
        if not above.get((row["document"], row["quote"]), set()) & {row["source"], row["target"]}
    ]
    assert stray == []
    assert {row["stance"] for row in evidence} <= {"supports", "contradicts"}


def test_every_relation_has_one_to_three_pieces_of_evidence() -> None:
    pieces = Counter((row["source"], row["target"]) for row in read_rows("evidence.csv"))
    assert set(pieces) == {(row["source"], row["target"]) for row in read_rows("relations.csv")}
    assert all(1 <= times <= 3 for times in pieces.values())


def test_there_is_one_thematic_network_with_titles_and_captions() -> None:
    (model,) = read_rows("models.csv")
    assert model["kind"] == "thematic-network"
    assert model["title_en"] == "Digital governance: thematic network"
    assert all(model[field] for field in ("title_fa", "caption_fa", "caption_en"))


def test_the_interviews_carry_persian_script_an_emoji_curly_quotes_and_dashes(texts: dict[str, str]) -> None:
    everything = "".join(texts.values())
    assert all(sign in everything for sign in ("یک دست صدا ندارد", "\N{GRIMACING FACE}", "“", "”", "’", "–"))
    assert "'" not in everything and '"' not in everything
