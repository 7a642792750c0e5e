from __future__ import annotations

from qdatool.figures.style import Palette, figure_style, mixed


def test_a_grey_style_uses_no_colour_of_a_code():
    grey = figure_style(palette=Palette.GREY)
    assert grey.fill("#a64736", "#ffffff") == "#ffffff"
    assert grey.stroke("#a64736", "#333333") == "#333333"


def test_a_coloured_style_tints_the_fill_and_draws_the_line_in_full():
    style = figure_style()
    assert style.stroke("#a64736", "#333333") == "#a64736"
    assert style.fill("#000000", "#ffffff") == mixed("#000000", "#ffffff", style.tint)


def test_lettering_is_never_shrunk_below_seven_points():
    assert figure_style().scaled(0.1).item_pt == 7
