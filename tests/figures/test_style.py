from __future__ import annotations

import pytest

from qdatool.errors import ExportFailed, ExportReason
from qdatool.figures.style import Palette, figure_style, mixed, preset_width_mm


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


@pytest.mark.parametrize(("preset", "width"), [("elsevier-single", 90), ("plos", 190.5), ("fa-column", 75)])
def test_a_preset_names_a_width(preset, width):
    assert preset_width_mm(preset) == width


def test_an_unknown_preset_is_refused_with_the_known_ones():
    with pytest.raises(ExportFailed) as refused:
        preset_width_mm("nature")
    assert refused.value.reason is ExportReason.UNKNOWN_PRESET
    assert "elsevier-single" in str(refused.value.facts["known"])
