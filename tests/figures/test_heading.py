"""The title over a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.coding.roles import Direction
from qdatool.export.figure_formats import write_figure
from qdatool.figures.heading import TITLE_KEY
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureCaption, LabelText
from tests.figures.conftest import assert_tidy

TITLE = (LabelText("مدل پارادایمی حکمرانی دیجیتال در اداره‌های دولتی و راهبردهای آن", "fa"),)


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_a_title_stands_above_all_and_moves_the_figure_down_as_a_whole(paradigm, style, measurer, direction):
    spec = paradigm("fa", direction=direction, caption=FigureCaption("شکل ۱.", "مدل", "fa"))
    plain, titled = (layout_figure(each, style, measurer) for each in (spec, replace(spec, heading=TITLE)))
    assert_tidy(titled)
    title = [text for text in titled.texts if text.key == TITLE_KEY]
    others = [text for text in titled.texts if text.key != TITLE_KEY]
    assert max(text.rect.bottom for text in title) < min(text.rect.y for text in others)
    assert all(text.is_bold for text in title)
    down = titled.height - plain.height
    assert [node.rect.y - down for node in titled.nodes] == pytest.approx([node.rect.y for node in plain.nodes])
    assert [node.rect.x for node in titled.nodes] == [node.rect.x for node in plain.nodes]
    assert [line.points[0][1] - down for line in titled.lines] == pytest.approx(
        [line.points[0][1] for line in plain.lines]
    )


def test_a_figure_without_a_title_is_as_it_was(paradigm, style, measurer):
    figure = layout_figure(paradigm("en"), style, measurer)
    assert all(text.key != TITLE_KEY for text in figure.texts)


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png", "pptx", "drawio", "docx", "graphml", "tiff"])
def test_every_format_takes_a_figure_with_a_title(paradigm, style, measurer, tmp_path, suffix):
    figure = layout_figure(replace(paradigm("fa"), heading=TITLE), style, measurer)
    target = tmp_path / f"figure.{suffix}"
    write_figure(figure, target)
    assert target.stat().st_size > 0
    if suffix in ("svg", "drawio"):
        assert "مدل پارادایمی" in target.read_text(encoding="utf-8")
