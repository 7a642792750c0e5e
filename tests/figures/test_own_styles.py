"""Single nodes drawn otherwise than usual, in every kind of figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.coding.drafts import PictureKind
from qdatool.coding.node_styles import NO_COLOR, LineWeight, NodeStyle
from qdatool.coding.pictures import Picture
from qdatool.coding.roles import Direction
from qdatool.figures.figure import BoxOutline, BoxShape, PictureShape
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureLanguage, FreeNode, FreeSpec, GioiaSpec, LabelText, NodeForm, ThemeNode, TreeSpec
from qdatool.figures.style import Palette, figure_style, mixed
from tests.figures.conftest import assert_tidy

RED = "#A64736"


@pytest.fixture
def colored():
    return figure_style(palette=Palette.COLOR)


def largest(figure, key) -> BoxShape:
    boxes = [box for box in figure.boxes if box.key == key]
    return max(boxes, key=lambda box: box.rect.width * box.rect.height)


def theme(number, *children):
    return ThemeNode(f"code:{number}", (LabelText(f"Theme {number}", "en"),), children)


SIX = theme(1, theme(2, theme(3)), theme(4, theme(5)))


def specs(paradigm, network):
    headings = tuple((LabelText(word, "en"),) for word in ("a", "b", "c"))
    return {
        "paradigm": (paradigm("en"), "role:causal"),
        "category": (paradigm("fa"), "code:2"),
        "network": (network("en", branches=(2, 3)), "code:0"),
        "leaf": (network("en", branches=(2, 3), depth=3), "code:1"),
        "tree": (TreeSpec("T", FigureLanguage.EN, Direction.LTR, (SIX,)), "code:3"),
        "gioia": (GioiaSpec("G", FigureLanguage.EN, Direction.LTR, (SIX,), headings), "code:3"),
    }


@pytest.mark.parametrize("kind", ["paradigm", "category", "network", "leaf", "tree", "gioia"])
def test_fill_line_weight_and_dashes_come_out_in_every_figure(paradigm, network, measurer, colored, kind):
    spec, key = specs(paradigm, network)[kind]
    own = NodeStyle(RED, RED, LineWeight.HEAVY, is_dashed=True)
    usual = layout_figure(spec, colored, measurer)
    figure = layout_figure(replace(spec, styles={key: own}), colored, measurer)
    box = largest(figure, key)
    assert box.fill == mixed(RED, colored.paper, colored.tint)
    assert (box.stroke, box.line_width, box.is_dashed) == (RED, colored.heavy_line, True)
    node = figure.node(key)
    assert all(box.rect.contains(node.rect.center_x, y) for y in (node.rect.y + 1, node.rect.bottom - 1))
    others = [shape for shape in usual.shapes if shape.key != key]
    assert [shape for shape in figure.shapes if shape.key != key] == others
    assert_tidy(figure)


def test_light_letters_turn_dark_on_a_light_fill(network, measurer, colored):
    spec = network("fa")
    usual = {text.color for text in layout_figure(spec, colored, measurer).texts if text.key == "code:0"}
    assert usual == {colored.root_ink}
    for fill in (RED, NO_COLOR):
        figure = layout_figure(replace(spec, styles={"code:0": NodeStyle(fill)}), colored, measurer)
        assert {text.color for text in figure.texts if text.key == "code:0"} == {colored.ink}


def test_print_without_colour_keeps_the_lines_alone(paradigm, measurer, style):
    spec = paradigm("fa")
    usual = largest(layout_figure(spec, style, measurer), "role:causal")
    own = NodeStyle(RED, RED, LineWeight.HEAVY, is_dashed=True)
    box = largest(layout_figure(replace(spec, styles={"role:causal": own}), style, measurer), "role:causal")
    assert box == replace(usual, line_width=style.heavy_line, is_dashed=True)


def test_no_frame_and_no_fill(paradigm, measurer, colored):
    spec = replace(paradigm("fa"), styles={"role:causal": NodeStyle(NO_COLOR, NO_COLOR)})
    box = largest(layout_figure(spec, colored, measurer), "role:causal")
    assert (box.fill, box.stroke) == (colored.paper, None)


def test_the_fill_of_a_picture_lies_below_it(measurer, colored):
    picture = Picture("0" * 64, PictureKind.PNG, 40, 30, b"dots")
    node = FreeNode("picture:1", (LabelText("A street", "en"),), form=NodeForm.PICTURE, picture=picture)
    spec = FreeSpec("M", FigureLanguage.EN, Direction.LTR, (node,), styles={node.key: NodeStyle(RED, RED)})
    frame, shown, caption = layout_figure(spec, colored, measurer).shapes_of(node.key)
    assert (frame.fill, frame.stroke) == (mixed(RED, colored.paper, colored.tint), RED)
    assert isinstance(shown, PictureShape)
    for inner in (shown.rect, caption.rect):
        assert frame.rect.contains(inner.x, inner.y) and frame.rect.contains(inner.right, inner.bottom)


def test_the_bar_of_a_role_goes_with_its_fill(paradigm, measurer, colored):
    def bar(own):
        figure = layout_figure(replace(paradigm("fa"), styles={"role:causal": own}), colored, measurer)
        return next(box for box in figure.boxes if box.key == "role:causal" and box.outline is BoxOutline.BAR).fill

    assert bar(NodeStyle(line=RED)) == colored.title_fill
    assert bar(NodeStyle(NO_COLOR)) == colored.paper
    assert bar(NodeStyle(RED, is_solid=True)) == mixed(RED, colored.paper, colored.tint)
    assert bar(NodeStyle(RED)) == mixed(RED, colored.paper, 2 * colored.tint)


def test_a_node_that_the_figure_does_not_show_changes_nothing(paradigm, measurer, colored):
    spec = paradigm("fa")
    with_stranger = replace(spec, styles={"code:9999": NodeStyle(RED)})
    assert layout_figure(with_stranger, colored, measurer) == layout_figure(spec, colored, measurer)


def test_the_frame_of_a_category_lies_below_its_words_and_its_sign(paradigm, measurer, colored):
    figure = layout_figure(replace(paradigm("en"), styles={"code:2": NodeStyle(RED)}), colored, measurer)
    first, *rest = figure.shapes_of("code:2")
    assert isinstance(first, BoxShape) and first.fill == mixed(RED, colored.paper, colored.tint)
    assert len(rest) == len(layout_figure(paradigm("en"), colored, measurer).shapes_of("code:2"))
