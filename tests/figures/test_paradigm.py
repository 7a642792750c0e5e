from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from qdatool.coding.roles import Direction, Role
from qdatool.errors import ExportFailed, ExportReason
from qdatool.figures.connectors import crosses
from qdatool.figures.figure import Anchor
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import (
    POINTS_PER_MM,
    BoxItem,
    FigureCaption,
    LabelText,
    PinnedPosition,
    RoleLink,
    role_key,
)
from tests.figures.conftest import assert_tidy, mirrored, plain

LONG = ("سامانه‌های یکپارچهٔ خدمت‌رسانی به شهروندان روستایی و عشایر کوچنده", "Integrated systems that serve rural people")


def rects(figure):
    return {role: figure.node(role_key(role)).rect for role in Role}


@pytest.mark.parametrize("language", ["fa", "en", "both"])
@pytest.mark.parametrize("width_mm", [75, 84, 90, 130, 160, 190.5])
def test_every_width_is_met_without_overlap(paradigm, style, measurer, language, width_mm):
    figure = layout_figure(paradigm(language), style, measurer, width_mm)
    assert figure.width == pytest.approx(width_mm * POINTS_PER_MM)
    assert_tidy(figure)


@pytest.mark.parametrize("items", [0, 1, 2, 13])
@pytest.mark.parametrize("width_mm", [90, 160])
def test_any_number_of_long_categories_fits_its_box(paradigm, style, measurer, items, width_mm):
    assert_tidy(layout_figure(paradigm("fa", items, LONG), style, measurer, width_mm))


def test_the_row_runs_from_causes_to_consequences_at_the_far_end(paradigm, style, measurer):
    places = rects(layout_figure(paradigm("fa"), style, measurer))
    row = [Role.CAUSAL, Role.PHENOMENON, Role.STRATEGY, Role.CONSEQUENCE]
    assert sorted(row, key=lambda role: -places[role].x) == row
    assert places[Role.CONTEXTUAL].bottom < places[Role.STRATEGY].y
    assert places[Role.INTERVENING].y > places[Role.STRATEGY].bottom


def test_turning_the_figure_mirrors_places_and_leaves_text_alone(paradigm, style, measurer):
    spec = paradigm("fa")
    right = layout_figure(spec, style, measurer)
    left = layout_figure(replace(spec, direction=Direction.LTR), style, measurer)
    assert [mirrored(box.rect, right.width) for box in right.boxes] == [plain(box.rect) for box in left.boxes]
    assert [text.text for text in right.texts] == [text.text for text in left.texts]
    assert [text.direction for text in right.texts] == [text.direction for text in left.texts]
    assert [mirrored(text.rect, right.width) for text in right.texts] == [plain(text.rect) for text in left.texts]


def test_bullets_stand_at_the_start_of_their_text(paradigm, style, measurer):
    figure = layout_figure(paradigm("fa"), style, measurer)
    bullet, text = figure.shapes_of("code:1")[:2]
    assert text.anchor is Anchor.START
    assert 0 < bullet.rect.x - text.rect.right < 8


def test_swapping_changes_places_of_context_and_intervention(paradigm, style, measurer):
    places = rects(layout_figure(paradigm("fa", is_swapped=True), style, measurer))
    assert places[Role.INTERVENING].y < places[Role.STRATEGY].y < places[Role.CONTEXTUAL].y


def test_an_empty_role_is_drawn_dashed_with_a_placeholder(paradigm, style, measurer):
    figure = layout_figure(paradigm("en", items=0), style, measurer)
    shapes = figure.shapes_of(role_key(Role.STRATEGY))
    assert shapes[0].is_dashed
    assert [shape.text for shape in shapes if hasattr(shape, "text")] == ["Strategies", "No category yet"]


def test_the_phenomenon_has_the_heaviest_border(paradigm, style, measurer):
    figure = layout_figure(paradigm("fa"), style, measurer)
    widths = {role: figure.shapes_of(role_key(role))[0].line_width for role in Role}
    assert all(widths[Role.PHENOMENON] > width for role, width in widths.items() if role is not Role.PHENOMENON)


@pytest.mark.parametrize("width_mm", [90, 160])
def test_no_arrow_runs_through_a_box(paradigm, style, measurer, width_mm):
    spec = paradigm("fa")
    extra = (RoleLink(Role.CAUSAL, Role.STRATEGY), RoleLink(Role.CONTEXTUAL, Role.PHENOMENON))
    figure = layout_figure(
        replace(spec, links=spec.links + extra if width_mm == 160 else spec.links), style, measurer, width_mm
    )
    places = rects(figure)
    for line in figure.lines:
        if not line.arrow_size:
            continue
        ends = line.key.removeprefix("link:").split(">")
        others = [rect for role, rect in places.items() if role_key(role) not in ends]
        for start, end in pairwise(line.points):
            assert not any(crosses(start, end, rect) for rect in others), line.key


def test_a_pinned_box_stays_where_it_was_put_in_both_directions(paradigm, style, measurer):
    pinned = {role_key(Role.CONSEQUENCE): PinnedPosition(120.0, 330.0)}
    left = layout_figure(paradigm("en", pinned=pinned), style, measurer)
    right = layout_figure(paradigm("en", pinned=pinned, direction=Direction.RTL), style, measurer)
    place = rects(left)[Role.CONSEQUENCE]
    assert (place.center_x, place.center_y) == pytest.approx((120.0, 330.0))
    assert rects(right)[Role.CONSEQUENCE].center_x == pytest.approx(right.width - 120.0)


def test_pinning_one_box_moves_no_other(paradigm, style, measurer):
    before = rects(layout_figure(paradigm("fa"), style, measurer))
    pinned = {role_key(Role.CONSEQUENCE): PinnedPosition(120.0, 330.0)}
    after = rects(layout_figure(paradigm("fa", pinned=pinned), style, measurer))
    assert {role for role in Role if before[role] != after[role]} == {Role.CONSEQUENCE}


def test_a_box_pinned_outside_the_frame_is_pushed_back_in(paradigm, style, measurer):
    pinned = {role_key(Role.CAUSAL): PinnedPosition(-500.0, -500.0)}
    figure = layout_figure(paradigm("fa", pinned=pinned), style, measurer)
    place = rects(figure)[Role.CAUSAL]
    assert place.y >= 0
    assert place.right <= figure.width


def test_evidence_is_counted_on_its_arrow_in_the_digits_of_the_figure(paradigm, style, measurer):
    link = RoleLink(Role.CAUSAL, Role.PHENOMENON, supporting=14, contradicting=1)
    figure = layout_figure(paradigm("fa", links=(link,)), style, measurer)
    (text,) = [shape for shape in figure.texts if shape.key == link.key]
    assert text.text == "+۱۴\u00a0−۱"
    assert text.direction is Direction.LTR
    assert_tidy(figure)


def test_counts_take_the_digits_of_the_figure_even_after_a_label_in_the_other_language(paradigm, style, measurer):
    spec = paradigm("fa", items=1)
    borrowed = BoxItem("code:9", (LabelText("Gioia", "en"),), count=12)
    boxes = tuple(replace(box, items=(borrowed,)) if box.role is Role.CAUSAL else box for box in spec.boxes)
    figure = layout_figure(replace(spec, boxes=boxes), style, measurer)
    assert "Gioia\u00a0(۱۲)" in {text.text for text in figure.texts}


@pytest.mark.parametrize("width_mm", [90, 160])
def test_evidence_on_every_arrow_stands_clear_of_the_boxes(paradigm, style, measurer, width_mm):
    spec = paradigm("fa")
    links = tuple(replace(link, supporting=14, contradicting=3) for link in spec.links)
    figure = layout_figure(replace(spec, links=links), style, measurer, width_mm)
    written = [text for text in figure.texts if text.key.startswith("link:")]
    assert len(written) == len(links)
    assert not [text for text in written for rect in rects(figure).values() if text.rect.overlaps(rect)]


@pytest.mark.parametrize(("language", "width_mm"), [("fa", 160), ("en", 160), ("fa", 90)])
def test_the_way_back_and_the_caption_lie_below_and_inside(paradigm, style, measurer, language, width_mm):
    caption = FigureCaption("شکل ۱.", "مدل پارادایمی " * 12, "fa")
    figure = layout_figure(paradigm(language, has_feedback=True, caption=caption), style, measurer, width_mm)
    assert_tidy(figure)
    lines = [text for text in figure.texts if text.key == "caption"]
    assert [line.text[: line.bold_lead] for line in lines if line.bold_lead] == ["شکل ۱."]
    lowest = max(node.rect.bottom for node in figure.nodes)
    assert all(line.rect.y > lowest for line in lines)


def test_a_bilingual_label_keeps_both_lines_each_in_its_own_direction(paradigm, style, measurer):
    figure = layout_figure(paradigm("both"), style, measurer)
    title = [shape for shape in figure.shapes_of(role_key(Role.STRATEGY)) if hasattr(shape, "text")]
    assert [(line.text, line.direction) for line in title] == [
        ("راهبردها", Direction.RTL),
        ("Strategies", Direction.LTR),
    ]


def test_a_category_is_found_by_pointing_at_it(paradigm, style, measurer):
    figure = layout_figure(paradigm("fa"), style, measurer)
    rect = figure.node("code:302").rect
    assert figure.node_at(rect.center_x, rect.center_y).key == "code:302"
    assert figure.node("code:302").parent_key == "role:intervening"


def test_a_figure_too_narrow_to_read_is_refused(paradigm, style, measurer):
    with pytest.raises(ExportFailed) as refused:
        layout_figure(paradigm("fa"), style, measurer, 20)
    assert refused.value.reason is ExportReason.TOO_NARROW


def test_a_narrow_column_stacks_the_boxes_and_leaves_pins_of_the_row_aside(paradigm, style, measurer):
    pinned = {role_key(Role.CAUSAL): PinnedPosition(400.0, 300.0)}
    figure = layout_figure(paradigm("fa", pinned=pinned), style, measurer, 84)
    places = rects(figure)
    stack = [Role.CAUSAL, Role.PHENOMENON, Role.CONTEXTUAL, Role.STRATEGY, Role.CONSEQUENCE]
    assert sorted(stack, key=lambda role: places[role].y) == stack
    assert places[Role.CONTEXTUAL].x > places[Role.INTERVENING].right
    assert_tidy(figure)
