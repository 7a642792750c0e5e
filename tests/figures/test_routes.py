"""Links that were led elsewhere and boxes that were resized, in every figure that has them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest

from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.roles import Direction, Role
from qdatool.figures.figure import Rect
from qdatool.figures.layout import layout_figure
from qdatool.figures.role_figure import FEEDBACK_KEY
from qdatool.figures.routes import aim, half_way, roomiest_part, way_of
from qdatool.figures.spec import PIN_WIDTH_PT, PinnedPosition, link_key, role_key
from tests.figures.conftest import assert_tidy

BOX, OTHER = Rect(0, 0, 100, 40), Rect(300, 0, 100, 40)
ARROW = link_key(role_key(Role.CAUSAL), role_key(Role.PHENOMENON))


def line_of(figure, key):
    return next(line for line in figure.lines if line.key == key)


def test_a_line_meets_its_boxes_at_right_angles_beside_and_below_them():
    assert way_of(BOX, OTHER, [(200, 15), (200, 25)]) == ((100, 15), (200, 15), (200, 25), (300, 25))
    assert way_of(BOX, OTHER, [(50, 90), (350, 90)]) == ((50, 40), (50, 90), (350, 90), (350, 40))


def test_a_line_turns_round_a_corner_without_a_leap():
    ring = [(50 + 120 * math.cos(turn / 100), 20 + 120 * math.sin(turn / 100)) for turn in range(629)]
    ends = [way_of(BOX, OTHER, [point])[0] for point in ring]
    assert max(math.dist(*pair) for pair in pairwise(ends)) < 4.0
    assert all(x in (0, 100) or y in (0, 40) for x, y in ((round(x, 6), round(y, 6)) for x, y in ends))


def test_bends_that_a_box_covers_are_passed_over():
    assert way_of(BOX, OTHER, [(50, 20), (200, 15), (350, 20)]) == ((100, 15), (200, 15), (300, 15))
    assert way_of(BOX, OTHER, [(50, 20)]) == way_of(BOX, OTHER, [])


@pytest.mark.parametrize("side", [4.0, 40.0])
def test_what_a_line_makes_for_lies_inside_even_a_small_box(side):
    rect = Rect(10, 10, side, side)
    for point in ((0, 0), (500, 12), (12, -300)):
        assert rect.contains(*aim(rect, point))


def test_words_find_the_middle_of_a_line_and_its_roomiest_part():
    line = ((0, 0), (0, 10), (30, 10), (30, 100))
    assert half_way(line) == (30, 35)
    assert roomiest_part(line) == ((0, 10), (30, 10))
    assert roomiest_part(((0, 0), (0, 10), (5, 90))) == ((0, 10), (5, 90))


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
@pytest.mark.parametrize("width_mm", [160.0, 130.0])
@pytest.mark.parametrize("key", [ARROW, FEEDBACK_KEY])
def test_an_arrow_of_a_paradigm_goes_over_its_points(paradigm, style, measurer, key, direction, width_mm):
    route = (PinnedPosition(60.0, 500.0), PinnedPosition(170.0, 512.0))
    spec = paradigm(direction=direction, has_feedback=True, routes={key: route})
    figure = layout_figure(spec, style, measurer, width_mm)
    scale = figure.width / PIN_WIDTH_PT
    xs = [at.x * scale if direction is Direction.LTR else figure.width - at.x * scale for at in route]
    wanted = [pytest.approx((x, at.y * scale)) for x, at in zip(xs, route, strict=True)]
    line = line_of(figure, key)
    assert list(line.bends) == wanted
    assert list(line.points[1:-1]) == wanted
    assert line.arrow_size
    usual = layout_figure(replace(spec, routes={}), style, measurer, width_mm)
    assert line_of(usual, key).bends == ()
    assert [box.rect for box in figure.boxes] == [box.rect for box in usual.boxes]


def test_a_route_below_everything_makes_the_figure_higher(paradigm, network, style, measurer):
    far = (PinnedPosition(200.0, 650.0),)
    web = network("en", depth=2, branches=(2, 2, 2))
    for spec, key in ((paradigm(), ARROW), (web, link_key("code:0", web.root.children[0].key))):
        figure = layout_figure(replace(spec, routes={key: far}), style, measurer)
        assert line_of(figure, key).bends
        assert figure.height > 650.0


def test_a_column_leaves_routes_and_sizes_of_the_row_aside(paradigm, style, measurer):
    usual = layout_figure(paradigm(), style, measurer, 84)
    sizes = {role_key(Role.STRATEGY): NodeSize(300, 300)}
    spec = paradigm(routes={ARROW: (PinnedPosition(60.0, 250.0),)}, sizes=sizes)
    assert layout_figure(spec, style, measurer, 84) == usual


def test_evidence_stands_by_the_roomiest_part_of_a_routed_arrow(paradigm, style, measurer):
    spec = paradigm("en", routes={ARROW: (PinnedPosition(40.0, 300.0), PinnedPosition(170.0, 300.0))})
    links = tuple(replace(link, supporting=12) if link.key == ARROW else link for link in spec.links)
    figure = layout_figure(replace(spec, links=links), style, measurer)
    (text,) = [text for text in figure.texts if text.key == ARROW]
    assert text.rect.bottom < 300
    assert text.rect.center_x == pytest.approx(105.0)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("role", list(Role))
def test_a_placed_box_of_a_paradigm_is_as_large_as_wanted_and_moves_no_other(paradigm, style, measurer, language, role):
    key = role_key(role)
    usual = layout_figure(paradigm(language, 2), style, measurer)
    pins = {key: PinnedPosition(230.0, 700.0)}
    figure = layout_figure(paradigm(language, 2, pinned=pins, sizes={key: NodeSize(180, 140)}), style, measurer)
    rect = figure.node(key).rect
    assert (rect.width, rect.height) == pytest.approx((180, 140))
    assert abs(rect.center_x - figure.width / 2) < 5
    assert rect.center_y == pytest.approx(700)
    lines = [
        text
        for text in figure.texts
        if text.key == key or text.key in {n.key for n in figure.nodes if n.parent_key == key}
    ]
    assert lines
    assert all(rect.contains(text.rect.x, text.rect.center_y) for text in lines)
    for other in Role:
        if other is not role:
            before, after = usual.node(role_key(other)).rect, figure.node(role_key(other)).rect
            assert (after.width, after.height) == pytest.approx((before.width, before.height))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("size", [NodeSize(5, 5), NodeSize(60, 230), NodeSize(900, 120)])
def test_a_resized_box_in_the_row_touches_no_other_and_holds_its_words(paradigm, style, measurer, role, size):
    figure = layout_figure(paradigm("fa", sizes={role_key(role): size}), style, measurer)
    assert_tidy(figure)
    assert figure.node(role_key(role)).rect.height >= size.height_pt


def test_a_theme_of_a_network_is_as_large_as_wanted(network, style, measurer):
    key = network("en", branches=(2, 2, 2)).root.children[0].key
    pins = {key: PinnedPosition(150.0, 500.0)}
    spec = network("en", depth=2, branches=(2, 2, 2), pinned=pins, sizes={key: NodeSize(150, 44)})
    figure = layout_figure(spec, style, measurer)
    rect = figure.node(key).rect
    assert (rect.width, rect.height) == pytest.approx((150, 44))
    assert (rect.center_x, rect.center_y) == pytest.approx((150, 500))


def test_a_placed_global_theme_is_as_large_as_wanted_and_moves_no_other(network, style, measurer):
    pins = {"code:0": PinnedPosition(230.0, 200.0)}
    spec = network("en", depth=2, branches=(3, 3, 3, 3), pinned=pins)
    usual = layout_figure(spec, style, measurer)
    figure = layout_figure(replace(spec, sizes={"code:0": NodeSize(130, 90)}), style, measurer)
    rect = figure.node("code:0").rect
    assert (rect.width, rect.height, rect.center_x) == pytest.approx((130, 90, usual.node("code:0").rect.center_x))
    assert [node.rect for node in figure.nodes[:-1]] == [node.rect for node in usual.nodes[:-1]]


@pytest.mark.parametrize("level", [0, 1, 2])
def test_resized_themes_that_are_not_pinned_overlap_none(network, style, measurer, level):
    node = network("fa").root
    for _ in range(level):
        node = node.children[0]
    key = node.key
    for size in (NodeSize(5, 5), NodeSize(600, 70)):
        assert_tidy(layout_figure(network("fa", depth=2, sizes={key: size}), style, measurer))


def test_a_spoke_and_a_twig_of_a_network_go_over_their_points(network, style, measurer):
    figure = layout_figure(network(depth=2, direction=Direction.LTR), style, measurer)
    keys = [line.key for line in figure.lines]
    routes = {key: (PinnedPosition(100.0, 100.0), PinnedPosition(140.0, 120.0)) for key in keys[:2]}
    spec = replace(network(depth=2, direction=Direction.LTR), routes=routes)
    led = layout_figure(spec, style, measurer)
    for key in keys[:2]:
        line = line_of(led, key)
        assert line.points[1:-1] == line.bends == ((100.0, 100.0), (140.0, 120.0))
        assert not line.is_curve
    assert [line.bends for line in led.lines[2:]] == [()] * (len(keys) - 2)
