"""Models told by roles in the cells of a grid: the process view, the six Cs, roles of one's own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.node_keys import ends_of, role_key
from qdatool.coding.role_templates import READY_ROLES, ModelRole, RoleArrow, RolePlace, RoleTemplate
from qdatool.coding.roles import Direction
from qdatool.figures.connectors import crosses
from qdatool.figures.figure import Figure, Rect
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import (
    BoxItem,
    FigureLanguage,
    LabelText,
    PinnedPosition,
    RoleBox,
    RoleLink,
    RoleModelSpec,
)
from tests.figures.conftest import ITEM, assert_tidy, direction_for, label

GRIDS = [RoleTemplate.PROCESS, RoleTemplate.SIX_CS]
WIDTHS = [84, 90, 160, 190]


def spec_of(
    roles: tuple[ModelRole, ...], language: str = "fa", items: int = 4, text: str = "", **changes: object
) -> RoleModelSpec:
    boxes = []
    for i, role in enumerate(roles):
        names = [(f"{text or ITEM[0]} {n}", f"{text or ITEM[1]} {n}") for n in range(items)]
        entries = tuple(BoxItem(f"code:{100 * i + n}", label(name, language)) for n, name in enumerate(names))
        title = label(("کنش و برهم‌کنش", "Action and interaction"), language)
        empty = label(("هنوز مقوله‌ای ندارد", "No category yet"), language)
        boxes.append(RoleBox(role.key, title, empty, entries, is_core=role.is_core, place=role.place))
    links = tuple(
        RoleLink(role.key, arrow.target, line_style=arrow.line_style, is_directed=arrow.is_directed)
        for role in roles
        for arrow in role.arrows
    )
    values = {"direction": direction_for(language), "links": links, **changes}
    return RoleModelSpec("Model", FigureLanguage(language), boxes=tuple(boxes), **values)  # type: ignore[arg-type]


def boxes_of(figure: Figure) -> dict[str, Rect]:
    return {node.key: node.rect for node in figure.nodes if node.key.startswith("role:")}


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("template", GRIDS)
@pytest.mark.parametrize("language", ["fa", "en", "both"])
def test_boxes_stand_apart_within_the_figure(style, measurer, template, language, width_mm):
    figure = layout_figure(spec_of(READY_ROLES[template], language), style, measurer, width_mm)
    assert len(boxes_of(figure)) == len(READY_ROLES[template])
    assert_tidy(figure)


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("template", GRIDS)
def test_no_arrow_runs_through_a_box_that_it_does_not_join(style, measurer, template, width_mm):
    figure = layout_figure(spec_of(READY_ROLES[template]), style, measurer, width_mm)
    places = boxes_of(figure)
    drawn = [line for line in figure.lines if line.key.startswith("link:")]
    assert len(drawn) == sum(len(role.arrows) for role in READY_ROLES[template])
    for line in drawn:
        others = [rect for key, rect in places.items() if key not in ends_of(line.key)]
        for start, end in pairwise(line.points):
            assert not any(crosses(start, end, rect) for rect in others), line.key


DRIVERS = (
    *READY_ROLES[RoleTemplate.PARADIGM],
    ModelRole("own-1", RolePlace(4, 0), (RoleArrow("strategy"), RoleArrow("consequence"))),
)
"""The paradigm with a role of one's own in the corner, which other boxes part from what it points at."""


@pytest.mark.parametrize("width_mm", [75, *WIDTHS])
@pytest.mark.parametrize("long", ["نارضایتی‌های‌عمومی", "ن" * 200])
@pytest.mark.parametrize("roles", [*(READY_ROLES[each] for each in GRIDS), DRIVERS])
def test_however_long_the_words_nothing_leaves_the_page(style, measurer, roles, long, width_mm):
    spec = spec_of(roles)
    items = (BoxItem("code:1", label((long, long), "fa")),)
    spec = replace(spec, boxes=tuple(replace(box, items=items) for box in spec.boxes))
    assert_tidy(layout_figure(spec, style, measurer, width_mm))


@pytest.mark.parametrize("width_mm", [75, *WIDTHS])
@pytest.mark.parametrize("language", ["fa", "en", "both"])
def test_an_arrow_goes_round_the_boxes_between_rows(style, measurer, language, width_mm):
    spec = spec_of(DRIVERS, language)
    links = tuple(replace(link, supporting=12, contradicting=3) for link in spec.links)
    figure = layout_figure(replace(spec, links=links), style, measurer, width_mm)
    assert_tidy(figure)
    places = boxes_of(figure)
    for line in figure.lines:
        others = [rect for key, rect in places.items() if key not in ends_of(line.key)]
        if line.key.startswith("link:"):
            assert not [line.key for part in pairwise(line.points) for rect in others if crosses(*part, rect)]
            numbers = [text.rect for text in figure.texts if text.key == line.key]
            assert numbers and not any(text.overlaps(rect) for text in numbers for rect in places.values())


def test_a_narrow_column_holds_the_boxes_one_above_the_other(style, measurer):
    roles = READY_ROLES[RoleTemplate.SIX_CS]
    spec = spec_of(roles, text="نارضایتی‌های‌عمومی‌مزمن")
    places = boxes_of(layout_figure(spec, style, measurer, 75))
    tops = [places[role_key(role.key)].y for role in roles]
    assert tops == sorted(tops) and len(set(tops)) == len(roles)


def test_a_word_is_whole_where_its_column_has_just_the_room(style, measurer):
    spec = spec_of(READY_ROLES[RoleTemplate.SIX_CS], "en")
    figure = layout_figure(spec, style, measurer, 90)
    assert {word for text in figure.texts for word in text.text.split()} <= {
        word
        for box in spec.boxes
        for each in (box.title, box.placeholder, *(item.label for item in box.items))
        for part in each
        for word in part.text.split()
    }


def test_the_grid_is_read_from_the_start_side(style, measurer):
    roles = READY_ROLES[RoleTemplate.PROCESS]
    left = boxes_of(layout_figure(spec_of(roles, "en"), style, measurer))
    right = boxes_of(layout_figure(spec_of(roles, "en", direction=Direction.RTL), style, measurer))
    assert left["role:process-conditions"].x < left["role:process-outcome"].x
    assert right["role:process-conditions"].x > right["role:process-outcome"].x
    assert left["role:process-context"].bottom < left["role:process-action"].y


def test_a_wide_box_stands_across_its_columns(style, measurer):
    places = boxes_of(layout_figure(spec_of(READY_ROLES[RoleTemplate.PROCESS], "en"), style, measurer))
    context = places["role:process-context"]
    assert context.x == pytest.approx(places["role:process-conditions"].x)
    assert context.right == pytest.approx(places["role:process-outcome"].right)


def test_a_narrow_figure_flows_from_the_top(style, measurer):
    places = boxes_of(layout_figure(spec_of(READY_ROLES[RoleTemplate.PROCESS]), style, measurer, 84))
    row = [places[role_key(key)] for key in ("process-conditions", "process-action", "process-outcome")]
    assert [rect.center_x for rect in row] == pytest.approx([row[0].center_x] * 3)
    assert [rect.y for rect in row] == sorted(rect.y for rect in row)


def test_empty_columns_and_rows_take_no_room(style, measurer):
    near = (ModelRole("own-1", RolePlace(0, 0), (RoleArrow("own-2"),)), ModelRole("own-2", RolePlace(1, 1)))
    far = (ModelRole("own-1", RolePlace(1, 2), (RoleArrow("own-2"),)), ModelRole("own-2", RolePlace(5, 7)))
    drawn = [layout_figure(spec_of(roles), style, measurer) for roles in (near, far)]
    assert boxes_of(drawn[0]) == boxes_of(drawn[1])


def test_arrows_past_others_go_round_on_lanes_of_their_own(style, measurer):
    roles = (
        ModelRole("own-1", RolePlace(0, 0), (RoleArrow("own-3"), RoleArrow("own-4"))),
        *(ModelRole(f"own-{i + 1}", RolePlace(i, 0)) for i in (1, 2, 3)),
    )
    figure = layout_figure(spec_of(roles), style, measurer)
    lowest = max(rect.bottom for rect in boxes_of(figure).values())
    depths = [max(y for _, y in line.points) for line in figure.lines if line.key.startswith("link:")]
    assert min(depths) > lowest and len(set(depths)) == 2


def test_a_line_without_direction_has_no_head(style, measurer):
    figure = layout_figure(spec_of(READY_ROLES[RoleTemplate.SIX_CS]), style, measurer)
    heads = {line.key: line.arrow_size for line in figure.lines if line.key.startswith("link:")}
    assert heads["link:role:six-covariance>role:six-core"] == 0
    assert heads["link:role:six-cause>role:six-core"] > 0


def test_the_core_has_the_heaviest_frame(style, measurer):
    figure = layout_figure(spec_of(READY_ROLES[RoleTemplate.SIX_CS]), style, measurer)
    widths = {key: figure.shapes_of(key)[0].line_width for key in boxes_of(figure)}
    assert [key for key, width in widths.items() if width == max(widths.values())] == ["role:six-core"]


def test_a_pinned_box_stays_where_it_was_put(style, measurer):
    pinned = {"role:six-cause": PinnedPosition(200.0, 400.0)}
    places = boxes_of(layout_figure(spec_of(READY_ROLES[RoleTemplate.SIX_CS], "en", pinned=pinned), style, measurer))
    assert (places["role:six-cause"].center_x, places["role:six-cause"].center_y) == pytest.approx((200.0, 400.0))


def test_one_role_alone_is_drawn(style, measurer):
    alone = ModelRole("own-1", RolePlace(3, 3))
    (rect,) = boxes_of(layout_figure(spec_of((alone,)), style, measurer)).values()
    assert rect.width < 0.5 * layout_figure(spec_of((alone,)), style, measurer).width


def test_the_longest_words_still_stand_in_their_boxes(style, measurer):
    long = (LabelText("Verantwortungszuschreibungsmechanismen", "en"),)
    roles = tuple(ModelRole(f"own-{i}", RolePlace(i, 0)) for i in range(6))
    spec = spec_of(roles, "en", items=1)
    boxes = tuple(
        RoleBox(box.role, long, box.placeholder, box.items, place=box.place, is_core=False) for box in spec.boxes
    )
    figure = layout_figure(RoleModelSpec("Model", FigureLanguage.EN, Direction.LTR, boxes, ()), style, measurer)
    places = boxes_of(figure)
    for text in figure.texts:
        if text.key in places:
            assert text.rect.x >= places[text.key].x - 0.01 and text.rect.right <= places[text.key].right + 0.01


@pytest.mark.parametrize("template", GRIDS)
@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_every_arrow_of_a_grid_can_be_led_elsewhere(style, measurer, template, direction):
    usual = spec_of(READY_ROLES[template], items=1, direction=direction)
    route = (PinnedPosition(90.0, 520.0), PinnedPosition(300.0, 540.0))
    led = replace(usual, routes={link.key: route for link in usual.links})
    figure, before = layout_figure(led, style, measurer), layout_figure(usual, style, measurer)
    xs = [at.x if direction is Direction.LTR else figure.width - at.x for at in route]
    wanted = tuple((pytest.approx(x), pytest.approx(at.y)) for x, at in zip(xs, route, strict=True))
    links = [line for line in figure.lines if line.key in led.routes]
    assert len(links) == len(usual.links)
    assert all(line.points[1:-1] == line.bends == wanted for line in links)
    assert boxes_of(figure) == boxes_of(before)


@pytest.mark.parametrize("template", GRIDS)
def test_a_resized_box_of_a_grid_touches_no_other_and_a_placed_one_moves_none(style, measurer, template):
    usual = spec_of(READY_ROLES[template], items=1)
    key = usual.boxes[0].key
    size = {key: NodeSize(60.0, 150.0)}
    figure = layout_figure(replace(usual, sizes=size), style, measurer)
    assert_tidy(figure)
    assert boxes_of(figure)[key].height == pytest.approx(150)
    placed = replace(usual, sizes={key: NodeSize(200.0, 90.0)}, pinned={key: PinnedPosition(200.0, 600.0)})
    others, before = boxes_of(layout_figure(placed, style, measurer)), boxes_of(layout_figure(usual, style, measurer))
    rect = others.pop(key)
    assert (rect.width, rect.height, rect.center_y) == pytest.approx((200, 90, 600))
    del before[key]
    assert others == before
