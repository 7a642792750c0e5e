"""Which codes stand together: against counting every pair by hand."""

from __future__ import annotations

import random
from itertools import combinations, product
from pathlib import Path

import pytest

from qdatool.analysis.cooccurrence import (
    CodePair,
    TogetherUnit,
    c_coefficient,
    gather_cooccurrence,
    pairs_of_codes,
)
from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from tests.analysis.studies import TEXT, Coding, add_codings, paragraph, study

CODES = ("trust", "doubt", "help", "home")


def pairs(project: Project, unit: TogetherUnit, **asked: str) -> dict[tuple[str, str], CodePair]:
    return {(pair.a, pair.b): pair for pair in pairs_of_codes(gather_cooccurrence(project, unit, **asked), unit)}


def made(path: Path, codings: list[Coding], documents: int = 1) -> Project:
    return study(path / "p.qdatool", {f"d{n}": TEXT for n in range(1, documents + 1)}, CODES, codings)


def test_one_quotation_with_both_codes_is_one_pair(tmp_path):
    with made(tmp_path, [("d1", 0, 10, "trust", "A"), ("d1", 0, 10, "doubt", "A")]) as project:
        found = pairs(project, TogetherUnit.OVERLAP)["trust", "doubt"]
    assert (found.n_a, found.n_b, found.n_ab, found.c, found.jaccard) == (1, 1, 1, 1.0, 1.0)


def test_two_quotations_with_both_codes_that_overlap_are_three_pairs_and_c_is_not_clipped(tmp_path):
    codings = [("d1", start, start + 10, code, "A") for start in (0, 5) for code in ("trust", "doubt")]
    with made(tmp_path, codings) as project:
        found = pairs(project, TogetherUnit.OVERLAP)["trust", "doubt"]
    assert (found.n_a, found.n_b, found.n_ab) == (2, 2, 3)
    assert found.c == 3.0
    assert found.jaccard == 1.0


def test_touching_quotations_share_nothing(tmp_path):
    with made(tmp_path, [("d1", 0, 5, "trust", "A"), ("d1", 5, 9, "doubt", "A")]) as project:
        assert pairs(project, TogetherUnit.OVERLAP) == {}
        assert pairs(project, TogetherUnit.QUOTATION) == {}
        assert pairs(project, TogetherUnit.PARAGRAPH)["trust", "doubt"].n_ab == 1


def test_jaccard_is_over_characters(tmp_path):
    codings = [("d1", 0, 10, "trust", "A"), ("d1", 5, 12, "doubt", "A"), ("d1", 4, 12, "doubt", "B")]
    with made(tmp_path, codings) as project:
        found = pairs(project, TogetherUnit.OVERLAP)["trust", "doubt"]
    assert found.n_ab == 2
    assert found.jaccard == pytest.approx(6 / 12)


def test_a_code_and_the_one_above_it_are_no_pair(tmp_path):
    with made(tmp_path, []) as project:
        trust = load_codes(project).named("trust")[0]
        create_code(project, CodeDraft("deep trust", trust))
        add_codings(project, [("d1", 0, 9, code, "A") for code in ("trust", "deep trust", "doubt")])
        assert set(pairs(project, TogetherUnit.QUOTATION)) == {("trust", "doubt"), ("deep trust", "doubt")}


def test_with_a_level_its_codes_count_what_lies_below(tmp_path):
    with made(tmp_path, []) as project:
        axial = find_level(project, "axial").id
        ground, other = (create_code(project, CodeDraft(name, level_id=axial)) for name in ("ground", "other"))
        for name, parent in (("a", ground), ("b", ground), ("c", other)):
            create_code(project, CodeDraft(name, parent))
        add_codings(project, [("d1", 0, 9, "a", "A"), ("d1", 0, 9, "b", "A"), ("d1", 3, 6, "c", "A")])
        found = pairs(project, TogetherUnit.OVERLAP, level="axial")
    assert list(found) == [("ground", "other")]
    assert (found["ground", "other"].n_a, found["ground", "other"].n_ab) == (1, 1)


def test_one_coder_can_be_counted(tmp_path):
    with made(tmp_path, [("d1", 0, 9, "trust", "A"), ("d1", 0, 9, "doubt", "B")]) as project:
        assert pairs(project, TogetherUnit.OVERLAP, coder="A") == {}
        assert len(pairs(project, TogetherUnit.OVERLAP)) == 1
        with pytest.raises(InvalidOperation) as refused:
            pairs(project, TogetherUnit.OVERLAP, coder="Z")
    assert refused.value.reason is OperationReason.UNKNOWN_CODER


def test_a_rare_code_beside_a_frequent_one_is_marked():
    pair = CodePair("a", "b", 60, 10, 5, 0.1)
    assert pair.is_far_apart
    assert pair.of_smaller == 0.5
    assert not CodePair("a", "b", 50, 10, 5, 0.1).is_far_apart


def test_c_of_nothing_left_over_is_no_error():
    assert c_coefficient(1, 1, 2) == float("inf")


def random_codings() -> list[Coding]:
    generator = random.Random(4)
    codings = []
    for _ in range(80):
        start = generator.randrange(len(TEXT) - 12)
        place = f"d{generator.randint(1, 3)}"
        codings.append(
            (place, start, start + generator.randint(1, 12), generator.choice(CODES), generator.choice("AB"))
        )
    return codings


@pytest.mark.parametrize("unit", TogetherUnit)
def test_counts_are_those_of_looking_at_every_pair(tmp_path, unit):
    codings = random_codings()
    with made(tmp_path, codings, documents=3) as project:
        found = pairs(project, unit)
    spans: dict[str, set[tuple[str, int, int]]] = {code: set() for code in CODES}
    for document, start, end, code, _ in codings:
        spans[code].add((document, start, end))
    for a, b in combinations(CODES, 2):
        n_ab = by_hand(spans[a], spans[b], unit)
        assert (found[a, b].n_ab if (a, b) in found else 0) == n_ab
        if n_ab and unit is TogetherUnit.OVERLAP:
            first, second = characters(spans[a]), characters(spans[b])
            assert found[a, b].jaccard == pytest.approx(len(first & second) / len(first | second))
        elif n_ab:
            assert found[a, b].jaccard == found[a, b].c


Place = tuple[str, int, int]


def by_hand(first: set[Place], second: set[Place], unit: TogetherUnit) -> int:
    if unit is TogetherUnit.OVERLAP:
        meeting = {
            frozenset((one, other))
            for one, other in product(first, second)
            if one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
        }
        return len(meeting)
    if unit is TogetherUnit.QUOTATION:
        return len(first & second)
    return len(units_of(first, unit) & units_of(second, unit))


def units_of(places: set[Place], unit: TogetherUnit) -> set[tuple[str, int]]:
    if unit is TogetherUnit.DOCUMENT:
        return {(document, 0) for document, _, _ in places}
    return {
        (document, number)
        for document, start, end in places
        for number in range(4)
        if start < paragraph(number)[1] and paragraph(number)[0] < end
    }


def characters(places: set[Place]) -> set[tuple[str, int]]:
    return {(document, place) for document, start, end in places for place in range(start, end)}
