"""Links drawn otherwise than usual, in every kind of figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.coding.link_styles import LinkStyle
from qdatool.coding.node_styles import LineWeight
from qdatool.coding.roles import Direction, LineStyle
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureLanguage, FreeLink, FreeNode, FreeSpec, GioiaSpec, LabelText, ThemeNode, TreeSpec
from qdatool.figures.style import Palette, figure_style

RED = "#A64736"
OWN = LinkStyle(RED, LineWeight.HEAVY, LineStyle.DOTTED)
WORDS = (LabelText("Theme", "en"),)


def theme(number, *children):
    return ThemeNode(f"code:{number}", WORDS, children)


SIX = theme(1, theme(2, theme(3)), theme(4, theme(5)))


def specs(paradigm, network):
    values = ("T", FigureLanguage.EN, Direction.LTR, (SIX,))
    nodes = tuple(FreeNode(f"code:{i}", WORDS) for i in (1, 2))
    return {
        "paradigm": (paradigm("fa"), "link:role:causal>role:phenomenon"),
        "network": (network("en", branches=(2, 3)), "link:code:0>code:9"),
        "tree": (TreeSpec(*values), "link:code:1>code:2"),
        "from above": (TreeSpec(*values, is_top_down=True), "link:code:1>code:2"),
        "gioia": (GioiaSpec(*values, headings=(WORDS, WORDS, WORDS)), "link:code:2>code:1"),
        "map": (FreeSpec("M", *values[1:3], nodes, (FreeLink("code:1", "code:2"),)), "link:code:1>code:2"),
    }


@pytest.mark.parametrize("kind", ["paradigm", "network", "tree", "from above", "gioia", "map"])
def test_colour_strength_and_dashes_come_out_in_every_figure(paradigm, network, measurer, kind):
    spec, key = specs(paradigm, network)[kind]
    colored = figure_style(palette=Palette.COLOR)
    usual = layout_figure(spec, colored, measurer)
    figure = layout_figure(replace(spec, link_styles={key: OWN}), colored, measurer)
    drawn = [line for line in figure.lines if line.key == key]
    assert drawn and all(line.stroke == RED and line.line_width == colored.heavy_line for line in drawn)
    assert {line.line_style for line in drawn} == {LineStyle.DOTTED}
    assert [s for s in figure.shapes if s.key != key] == [s for s in usual.shapes if s.key != key]


def test_print_without_colour_keeps_its_ink(paradigm, measurer, style):
    key = "link:role:causal>role:phenomenon"
    (usual,) = layout_figure(paradigm("fa"), style, measurer).shapes_of(key)
    (drawn,) = layout_figure(replace(paradigm("fa"), link_styles={key: OWN}), style, measurer).shapes_of(key)
    assert drawn == replace(usual, line_width=style.heavy_line, line_style=LineStyle.DOTTED)
