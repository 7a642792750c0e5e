"""Links between quotations: types, both ways round, what goes with what."""

from __future__ import annotations

import pytest

from qdatool.coding.project import Project
from qdatool.coding.quotation_links import (
    link_quotations,
    links_of_quotation,
    set_link_type,
    unlink_quotations,
)
from qdatool.coding.quotations import load_quotations, move_edge, set_adds_dimension, uncode
from qdatool.coding.relation_types import list_link_types, list_relation_types
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.spans import Span
from tests.builders import Sample


@pytest.fixture
def link(project: Project, ids: Sample) -> int:
    """A link that says that the held quotation explains the lone one."""
    return link_quotations(project, ids.held_quotation, ids.lone_quotation, "explains", "tired, and stayed")


def test_the_types_are_named_in_both_languages_and_none_of_codes_alone_is_among_them(project: Project) -> None:
    types = {one.key: one for one in list_link_types(project)}
    assert list(types) == ["supports", "contradicts", "explains", "continues", "exemplifies", "repeats", "associated"]
    assert (types["continues"].name_in("fa"), types["continues"].name_in("en")) == ("ادامهٔ", "continues")
    assert "explains" not in {one.key for one in list_relation_types(project)}


def test_a_link_is_seen_from_both_ends(project: Project, ids: Sample, link: int) -> None:
    (seen,) = links_of_quotation(project, ids.lone_quotation)
    ends = (ids.held_quotation, ids.lone_quotation)
    assert (seen.id, seen.source_id, seen.target_id, seen.type_key) == (link, *ends, "explains")
    assert seen.other_end(ids.lone_quotation) == ids.held_quotation
    assert links_of_quotation(project, ids.held_quotation) == (seen,)
    assert links_of_quotation(project, ids.lone_quotation) == (seen,)


def test_a_type_without_direction_links_two_quotations_once(project: Project, ids: Sample) -> None:
    first = link_quotations(project, ids.quotation, ids.lone_quotation, "contradicts")
    assert link_quotations(project, ids.lone_quotation, ids.quotation, "contradicts") == first
    directed = link_quotations(project, ids.quotation, ids.lone_quotation, "supports")
    assert link_quotations(project, ids.lone_quotation, ids.quotation, "supports") != directed


def test_a_link_takes_another_type_and_turns_round(project: Project, ids: Sample, link: int) -> None:
    set_link_type(project, link, "continues", turned=True)
    (seen,) = links_of_quotation(project, ids.held_quotation)
    assert (seen.source_id, seen.target_id, seen.type_key) == (ids.lone_quotation, ids.held_quotation, "continues")
    assert seen.comment == "tired, and stayed"


@pytest.mark.parametrize(
    ("target", "type_key", "reason"),
    [
        ("quotation", "explains", OperationReason.SELF_LINK),
        (None, "explains", OperationReason.UNKNOWN_QUOTATION),
        ("lone_quotation", "causes", OperationReason.UNKNOWN_RELATION_TYPE),
    ],
)
def test_a_link_that_makes_no_sense_is_refused(
    project: Project, ids: Sample, target: str | None, type_key: str, reason: OperationReason
) -> None:
    with pytest.raises(InvalidOperation) as refused:
        link_quotations(project, ids.quotation, getattr(ids, target) if target else 999, type_key)
    assert refused.value.reason is reason


def test_two_links_of_one_type_are_refused(project: Project, ids: Sample, link: int) -> None:
    other = link_quotations(project, ids.held_quotation, ids.lone_quotation, "supports")
    with pytest.raises(InvalidOperation) as refused:
        set_link_type(project, other, "explains")
    assert refused.value.reason is OperationReason.ALREADY_LINKED


def test_a_quotation_stays_while_a_link_holds_it(project: Project, ids: Sample, link: int) -> None:
    uncode(project, [ids.lone_coding])
    assert ids.lone_quotation in load_quotations(project, [ids.lone_quotation])
    unlink_quotations(project, link)
    assert load_quotations(project, [ids.lone_quotation]) == {}


def test_links_follow_when_the_only_coding_of_a_quotation_moves(project: Project, ids: Sample, link: int) -> None:
    moved = move_edge(project, [ids.held_coding], Span(90, 110))
    (seen,) = links_of_quotation(project, moved)
    assert (seen.id, seen.source_id) == (link, moved)


def test_moving_an_edge_onto_the_other_end_drops_the_link(project: Project, ids: Sample, link: int) -> None:
    from qdatool.coding.quotations import load_codings

    shared = load_codings(project, [ids.coding])[0]
    link_quotations(project, ids.held_quotation, ids.quotation, "supports")
    move_edge(project, [ids.held_coding], Span(shared.start, shared.end))
    assert links_of_quotation(project, ids.held_quotation) == ()
    assert [one.id for one in links_of_quotation(project, ids.quotation)] == [link]


def test_a_coding_can_add_a_dimension(project: Project, ids: Sample) -> None:
    from qdatool.coding.quotations import codings_of_document

    set_adds_dimension(project, [ids.coding])
    marked = {one.id for one in codings_of_document(project, ids.first) if one.adds_dimension}
    assert marked == {ids.coding}
    set_adds_dimension(project, [ids.coding], adds=False)
    assert not any(one.adds_dimension for one in codings_of_document(project, ids.first))
