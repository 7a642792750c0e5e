from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from qdatool.coding.roles import Direction
from qdatool.figures.qt_text import QtTextMeasurer, load_fonts, text_layout
from qdatool.figures.style import figure_style
from qdatool.resources import resource_folder


@pytest.mark.parametrize("family", ["Inter", "Vazirmatn"])
def test_the_window_fonts_come_in_four_weights(family):
    load_fonts()
    assert {QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)} == {400, 500, 600, 700}


def test_every_font_is_plain_truetype_which_every_system_reads():
    files = sorted(resource_folder("fonts").glob("*/*.ttf"))
    assert files
    assert {file.read_bytes()[:4] for file in files} == {b"\x00\x01\x00\x00"}


def test_every_font_folder_carries_its_licence():
    folders = [folder for folder in resource_folder("fonts").iterdir() if folder.is_dir()]
    assert folders
    assert all("SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8") for folder in folders)


@pytest.mark.parametrize("text", ["شرایط علّی: پدیدهٔ محوری، گ چ پ ژ (۱۲٪) «می‌شود؟»", "API – 12% “x”"])
def test_figures_are_set_in_the_bundled_fonts_alone(text):
    load_fonts()
    fonts = figure_style().fonts
    layout = text_layout(text, fonts.families(text), False, Direction.RTL)
    used = {run.rawFont().familyName() for run in layout.glyphRuns()}
    assert used <= {fonts.arabic, fonts.latin}
    assert not any(0 in run.glyphIndexes() for run in layout.glyphRuns())


def test_width_grows_evenly_with_size():
    measurer = QtTextMeasurer(figure_style().fonts)
    small = measurer.width("نارضایتی عمومی", 7, False, Direction.RTL)
    assert measurer.width("نارضایتی عمومی", 14, False, Direction.RTL) == pytest.approx(2 * small)


def test_a_command_measures_where_there_is_no_display():
    script = (
        "from qdatool.figures.qt_text import QtTextMeasurer; from qdatool.figures.style import figure_style;"
        "from qdatool.coding.roles import Direction;"
        "print(QtTextMeasurer(figure_style().fonts).width('سلام', 8.0, False, Direction.RTL) > 5)"
    )
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=environment | {"QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert (run.stdout.strip(), run.returncode) == ("True", 0)
