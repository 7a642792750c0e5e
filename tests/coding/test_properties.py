from __future__ import annotations

import pytest

from qdatool.coding.project import Project
from qdatool.coding.properties import (
    add_dimension,
    add_property,
    list_properties,
    move_dimension,
    move_property,
    place_on_dimension,
    remove_dimension,
    remove_property,
    rename_dimension,
    rename_property,
    take_off_dimension,
)
from qdatool.coding.quotations import load_quotations, uncode
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample


def shown(project: Project, code_id: int) -> dict[str, list[str]]:
    """Return the properties with the ends of their dimensions."""
    found = list_properties(project, code_id)
    return {one.name: [f"{line.low_name}-{line.high_name}" for line in one.dimensions] for one in found}


def test_properties_and_dimensions_come_in_their_order(project: Project, ids: Sample) -> None:
    made = add_property(project, ids.trust, "  دوام ")
    add_dimension(project, made, "کوتاه", "بلند")
    move_property(project, made, 0)
    move_dimension(project, ids.dimension, 1)
    assert list(shown(project, ids.trust).items()) == [
        ("دوام", ["کوتاه-بلند"]),
        ("استواری", ["گاهی-همیشه", "کم-زیاد"]),
        ("دامنه", []),
    ]


def test_names_can_be_changed_but_not_to_nothing(project: Project, ids: Sample) -> None:
    rename_property(project, ids.property, "پایداری")
    rename_dimension(project, ids.dimension, "سست", "استوار")
    assert shown(project, ids.trust)["پایداری"][0] == "سست-استوار"
    for act in (lambda: rename_property(project, ids.property, " "), lambda: add_dimension(project, 1, "a", "")):
        with pytest.raises(InvalidOperation) as refused:
            act()
        assert refused.value.reason is OperationReason.EMPTY_LABEL


def test_a_quotation_placed_twice_stands_where_it_was_put_last(project: Project, ids: Sample) -> None:
    place_on_dimension(project, ids.dimension, ids.marked_quotation, 0.75)
    place_on_dimension(project, ids.dimension, ids.lone_quotation, 0.5)
    marks = list_properties(project, ids.trust)[0].dimensions[0].marks
    assert [(mark.quotation_id, mark.document_id, mark.value) for mark in marks] == [
        (ids.lone_quotation, ids.second, 0.5),
        (ids.marked_quotation, ids.second, 0.75),
    ]


def test_dragging_a_mark_is_one_step(project: Project, ids: Sample) -> None:
    for value in (0.3, 0.4, 0.5):
        place_on_dimension(project, ids.dimension, ids.marked_quotation, value)
    project.undo()
    assert list_properties(project, ids.trust)[0].dimensions[0].marks[0].value == 0.25


def test_a_place_outside_the_line_is_a_mistake_of_the_caller(project: Project, ids: Sample) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        place_on_dimension(project, ids.dimension, ids.marked_quotation, 1.5)


@pytest.mark.parametrize(
    "act",
    [
        lambda project, ids: take_off_dimension(project, ids.dimension, ids.lone_quotation),
        lambda project, ids: remove_dimension(project, ids.dimension),
        lambda project, ids: remove_property(project, ids.property),
    ],
)
def test_a_quotation_that_only_a_mark_held_goes_with_it(project: Project, ids: Sample, act) -> None:
    place_on_dimension(project, ids.dimension, ids.lone_quotation, 0.5)
    uncode(project, (ids.lone_coding,))
    assert load_quotations(project, (ids.lone_quotation,))
    act(project, ids)
    assert not load_quotations(project, (ids.lone_quotation,))


def test_what_is_gone_is_refused(project: Project, ids: Sample) -> None:
    remove_property(project, ids.property)
    for act, reason in (
        (lambda: move_property(project, ids.property, 0), OperationReason.UNKNOWN_PROPERTY),
        (lambda: remove_dimension(project, ids.dimension), OperationReason.UNKNOWN_DIMENSION),
    ):
        with pytest.raises(InvalidOperation) as refused:
            act()
        assert refused.value.reason is reason
