from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import networkx
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from qdatool.coding.letter_styles import LetterSize, LetterStyle
from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.model_options import Counted, MapLayout
from qdatool.coding.node_styles import NodeStyle
from qdatool.coding.roles import Direction, LineStyle
from qdatool.export.figure_formats import write_figure
from qdatool.figures.layout import layout_figure
from qdatool.figures.legend import legend_of
from qdatool.figures.spec import FigureLanguage, FreeLink, FreeNode, FreeSpec, LabelText, PinnedPosition
from tests.figures.conftest import assert_tidy


def free_map(size: int, **changes: object) -> FreeSpec:
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Category number {i}", "en"),)) for i in range(size))
    links = tuple(FreeLink(f"code:{i}", f"code:{(i * 7 + 3) % size}") for i in range(size))
    return FreeSpec("Map", FigureLanguage.EN, Direction.LTR, nodes, links, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, 1, 2, 25, 200])
def test_nodes_of_a_map_never_overlap(style, measurer, size):
    assert_tidy(layout_figure(free_map(size), style, measurer))


def test_the_same_map_comes_out_the_same(style, measurer):
    assert layout_figure(free_map(12), style, measurer) == layout_figure(free_map(12), style, measurer)


def test_only_directed_links_have_arrowheads(style, measurer):
    nodes = free_map(2).nodes
    for is_directed in (True, False):
        links = (FreeLink("code:0", "code:1", is_directed=is_directed),)
        spec = FreeSpec("Map", FigureLanguage.EN, Direction.LTR, nodes, links)
        (line,) = layout_figure(spec, style, measurer).lines
        assert bool(line.arrow_size) is is_directed


def test_a_pinned_node_stays_and_the_others_give_way(style, measurer):
    spec = free_map(12, pinned={"code:3": PinnedPosition(200.0, 100.0)})
    figure = layout_figure(spec, style, measurer)
    rect = figure.node("code:3").rect
    assert (rect.center_x, rect.center_y) == pytest.approx((200.0, 100.0))
    assert_tidy(figure)


SIZED = NodeSize(150.0, 60.0)


@pytest.mark.parametrize("width_mm", [160.0, 90.0])
def test_a_box_is_as_large_as_the_user_made_it(style, measurer, width_mm):
    pinned = {"code:2": PinnedPosition(200.0, 120.0)}
    figure = layout_figure(free_map(6, sizes={"code:2": SIZED}, pinned=pinned), style, measurer, width_mm)
    rect, scale = figure.node("code:2").rect, width_mm / 160
    assert (rect.width, rect.height) == pytest.approx((150 * scale, 60 * scale))
    assert (rect.center_x, rect.center_y) == pytest.approx((200 * scale, 120 * scale))
    (text,) = [text for text in figure.texts if text.key == "code:2"]
    assert text.rect.center_y == pytest.approx(rect.center_y, abs=2.0)
    assert_tidy(figure)


def test_no_box_is_too_small_for_its_words_or_too_wide_for_the_figure(style, measurer):
    sizes = {"code:1": NodeSize(5.0, 2.0), "code:3": NodeSize(5_000.0, 30.0)}
    figure = layout_figure(free_map(6, sizes=sizes), style, measurer)
    assert_tidy(figure)
    small = figure.node("code:1").rect
    lines = [text for text in figure.texts if text.key == "code:1"]
    assert " ".join(line.text for line in lines) == "Category number 1"
    assert all(small.contains(line.rect.x, line.rect.y) for line in lines)


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_a_bent_link_goes_over_its_bend_and_says_its_name_half_way(style, measurer, direction):
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Category {i}", "en"),)) for i in range(2))
    label = (LabelText("causes", "en"),)
    link = FreeLink("code:0", "code:1", label)
    pinned = {"code:0": PinnedPosition(100.0, 40.0), "code:1": PinnedPosition(300.0, 40.0)}
    routes = {link.key: (PinnedPosition(100.0, 400.0),)}
    spec = FreeSpec("Map", FigureLanguage.EN, direction, nodes, (link,), pinned=pinned, routes=routes)
    figure = layout_figure(spec, style, measurer)
    (line,) = figure.lines
    x = 100.0 if direction is Direction.LTR else figure.width - 100.0
    assert line.points[1] == pytest.approx((x, 400.0))
    # Straight down from the first box, as the bend lies below it.
    assert line.points[0] == pytest.approx((x, figure.node("code:0").rect.bottom))
    (text,) = [text for text in figure.texts if text.key == link.key]
    half = sum(math.dist(*part) for part in pairwise(line.points)) / 2
    on_line = (text.rect.center_x, text.rect.center_y)
    assert half - math.dist(line.points[0], line.points[1]) == pytest.approx(math.dist(on_line, line.points[1]), abs=2)
    assert_tidy(figure)


def test_a_bent_link_keeps_its_way_on_a_slide(style, measurer, tmp_path):
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Category {i}", "en"),)) for i in range(2))
    link = FreeLink("code:0", "code:1")
    pinned = {"code:0": PinnedPosition(100.0, 40.0), "code:1": PinnedPosition(350.0, 40.0)}
    routes = {link.key: (PinnedPosition(200.0, 300.0), PinnedPosition(300.0, 280.0))}
    spec = FreeSpec("Map", FigureLanguage.EN, Direction.LTR, nodes, (link,), pinned=pinned, routes=routes)
    figure = layout_figure(spec, style, measurer)
    write_figure(figure, tmp_path / "m.pptx")
    shapes = Presentation(tmp_path / "m.pptx").slides[0].shapes
    drawn = [shape for shape in shapes if shape.shape_type is MSO_SHAPE_TYPE.LINE]
    (line,) = figure.lines
    ends = {((part.begin_x.pt, part.begin_y.pt), (part.end_x.pt, part.end_y.pt)) for part in drawn}
    wanted = list(pairwise(line.points))
    assert len(ends) == len(wanted) == 3
    for start, end in wanted:
        assert min(math.dist(start, s) + math.dist(end, e) for s, e in ends) < 0.3
    # Every part holds on to something at both of its ends, so that boxes and bends can be moved.
    held = [part._element.findall(f".//{qn(tag)}") for part in drawn for tag in ("a:stCxn", "a:endCxn")]
    assert all(len(one) == 1 for one in held)
    boxes = {shape.shape_id for shape in shapes if shape.has_text_frame and shape.text_frame.text}
    held_boxes = [int(one[0].get("id")) for one in held if int(one[0].get("id")) in boxes]
    assert sorted(held_boxes) == sorted(boxes)
    heads = [part for part in drawn if part._element.findall(f".//{qn('a:tailEnd')}")]
    assert [(head.end_x.pt, head.end_y.pt) for head in heads] == [pytest.approx(line.points[-1], abs=0.1)]


def test_a_bent_link_keeps_its_way_in_a_diagram_and_a_graph(style, measurer, tmp_path):
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Category {i}", "en"),)) for i in range(2))
    link = FreeLink("code:0", "code:1")
    routes = {link.key: (PinnedPosition(20.0, 200.0), PinnedPosition(300.0, 280.0))}
    spec = FreeSpec("Map", FigureLanguage.EN, Direction.RTL, nodes, (link,), routes=routes)
    figure = layout_figure(spec, style, measurer)
    (line,) = figure.lines
    write_figure(figure, tmp_path / "m.drawio")
    points = etree.parse(tmp_path / "m.drawio").findall(".//Array/mxPoint")
    assert [(float(point.get("x")), float(point.get("y"))) for point in points] == [
        pytest.approx(bend, abs=0.01) for bend in line.bends
    ]
    write_figure(figure, tmp_path / "m.graphml")
    (edge,) = networkx.read_graphml(tmp_path / "m.graphml").edges(data=True)
    assert [tuple(map(float, bend.split(","))) for bend in edge[2]["bends"].split()] == [
        pytest.approx(bend, abs=0.01) for bend in line.bends
    ]


def test_what_speaks_for_and_against_a_link_stands_below_its_words_in_the_digits_of_the_figure(style, measurer):
    label = (LabelText("شرط لازمِ", "fa"),)
    link = FreeLink("code:0", "code:1", label, kind=label, supporting=12, contradicting=3)
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"کد {i}", "fa"),)) for i in range(2))
    spec = FreeSpec("نقشه", FigureLanguage.FA, Direction.RTL, nodes, (link,))
    with_legend = replace(spec, legend=legend_of(spec, ("fa",), counted=Counted.QUOTATIONS))
    figure = layout_figure(with_legend, style, measurer, 120)
    words, signs = (shape for shape in figure.texts if shape.key == link.key)
    assert (words.text, signs.text) == ("شرط لازمِ", "+۱۲\u00a0−۳")
    assert signs.direction is Direction.LTR
    assert words.y < signs.y
    assert any("−" in text.text for text in figure.texts if text.key.startswith("legend"))
    plain = replace(spec, links=(replace(link, supporting=0, contradicting=0),))
    assert len(legend_of(plain, ("fa",), counted=Counted.QUOTATIONS)) == len(with_legend.legend) - 1


@pytest.mark.parametrize("gap", [40.0, 160.0])
def test_words_stand_over_a_level_line_that_they_would_hide(style, measurer, gap):
    label = (LabelText("is needed for", "en"),)
    link = FreeLink("code:0", "code:1", label, line_style=LineStyle.DOTTED, kind=label)
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Code {i}", "en"),)) for i in range(2))
    pinned = {"code:0": PinnedPosition(100.0, 100.0), "code:1": PinnedPosition(140.0 + gap, 100.0)}
    spec = FreeSpec("Map", FigureLanguage.EN, Direction.LTR, nodes, (link,), pinned=pinned)
    figure = layout_figure(spec, style, measurer, 160)
    (ground,) = (box for box in figure.boxes if box.key == link.key)
    (line,) = figure.lines
    hidden = ground.rect.contains(ground.rect.center_x, line.points[0][1])
    assert hidden is (gap > 100)


@pytest.mark.parametrize("size", [2, 5])
def test_words_on_a_link_leave_a_part_of_it_to_be_seen(style, measurer, size):
    words = (LabelText("شرط زمینه‌ای برای", "fa"), LabelText("is context for", "en"))
    links = tuple(FreeLink("code:0", f"code:{i}", words) for i in range(1, size))
    figure = layout_figure(replace(free_map(size), links=links), style, measurer)
    for line in figure.lines:
        (x1, y1), (x2, y2) = line.points
        (ground,) = [box.rect for box in figure.boxes if box.key == line.key]
        assert abs(y2 - y1) - ground.height > 9 or abs(x2 - x1) - ground.width > 9


@pytest.mark.parametrize("width_mm", [60.0, 75.0, 90.0])
@pytest.mark.parametrize("layout", [*MapLayout])
def test_a_narrow_map_is_no_higher_than_its_boxes_one_above_the_other(style, measurer, layout, width_mm):
    large = NodeStyle(letters=LetterStyle(LetterSize.MUCH_LARGER))
    spec = free_map(12, layout=layout, styles={f"code:{i}": large for i in range(12)})
    figure = layout_figure(spec, style, measurer, width_mm)
    assert_tidy(figure)
    assert figure.height < sum(node.rect.height for node in figure.nodes) + 13 * 36
