from __future__ import annotations

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.roles import Direction
from qdatool.export.figure_formats import write_figure
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureLanguage, FreeLink, FreeNode, FreeSpec, LabelText, PinnedPosition
from tests.figures.conftest import assert_tidy


def free_map(size: int, **changes: object) -> FreeSpec:
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Category number {i}", "en"),)) for i in range(size))
    links = tuple(FreeLink(f"code:{i}", f"code:{(i * 7 + 3) % size}") for i in range(size))
    return FreeSpec("Map", FigureLanguage.EN, Direction.LTR, nodes, links, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, 1, 2, 25])
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
def test_a_bent_link_goes_over_its_bend_and_says_its_name_there(style, measurer, direction):
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Category {i}", "en"),)) for i in range(2))
    label = (LabelText("causes", "en"),)
    link = FreeLink("code:0", "code:1", label, bend=PinnedPosition(100.0, 400.0))
    pinned = {"code:0": PinnedPosition(100.0, 40.0), "code:1": PinnedPosition(300.0, 40.0)}
    spec = FreeSpec("Map", FigureLanguage.EN, direction, nodes, (link,), pinned=pinned)
    figure = layout_figure(spec, style, measurer)
    (line,) = figure.lines
    x = 100.0 if direction is Direction.LTR else figure.width - 100.0
    assert line.points[1] == pytest.approx((x, 400.0))
    # Straight down from the first box, as the bend lies below it.
    assert line.points[0] == pytest.approx((x, figure.node("code:0").rect.bottom))
    (text,) = [text for text in figure.texts if text.key == link.key]
    assert text.rect.center_x == pytest.approx(x)
    assert_tidy(figure)


def test_a_bent_link_keeps_its_way_on_a_slide(style, measurer, tmp_path):
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Category {i}", "en"),)) for i in range(2))
    link = FreeLink("code:0", "code:1", bend=PinnedPosition(200.0, 300.0))
    pinned = {"code:0": PinnedPosition(100.0, 40.0), "code:1": PinnedPosition(350.0, 40.0)}
    spec = FreeSpec("Map", FigureLanguage.EN, Direction.LTR, nodes, (link,), pinned=pinned)
    figure = layout_figure(spec, style, measurer)
    write_figure(figure, tmp_path / "m.pptx")
    shapes = Presentation(tmp_path / "m.pptx").slides[0].shapes
    (drawn,) = [shape for shape in shapes if shape.shape_type is MSO_SHAPE_TYPE.FREEFORM]
    (line,) = figure.lines
    xs, ys = zip(*line.points, strict=True)
    assert (drawn.left.pt, drawn.top.pt) == pytest.approx((min(xs), min(ys)), abs=0.1)
    assert (drawn.width.pt, drawn.height.pt) == pytest.approx((max(xs) - min(xs), max(ys) - min(ys)), abs=0.1)
    # Below the boxes, as on every other page.
    assert shapes[0].shape_id == drawn.shape_id
