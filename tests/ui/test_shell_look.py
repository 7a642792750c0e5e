"""Colours that can be read, icons that exist and mirror, labels that lose their own end."""

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from qdatool.coding.colors import CODE_COLORS
from qdatool.resources import resource_folder
from qdatool.ui.controls import WrappingLabel, draw_elided
from qdatool.ui.direction import runs_right_to_left
from qdatool.ui.icons import Icon, icon, paint_icon
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import DARK, LIGHT, mixed
from qdatool.wording import interface_language, set_interface_language

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2, success criterion 1.4.3."""

    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@THEMES
@pytest.mark.parametrize("ink", ["text_1", "text_2", "text_3", "accent_text", "ok", "warn", "error"])
def test_text_can_be_read_on_the_page(theme, ink):
    assert contrast(getattr(theme, ink), theme.page) >= 4.5


@THEMES
def test_text_can_be_read_on_the_accent_and_on_selected_rows(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.text_2, theme.selected) >= 4.5


@THEMES
@pytest.mark.parametrize("name", ["ok", "warn", "error"])
def test_chips_can_be_read(theme, name):
    assert contrast(getattr(theme, name), getattr(theme, f"{name}_tint")) >= 4.5


@THEMES
def test_every_code_color_stands_out_from_the_page(theme):
    assert [color for color in theme.code_colors if contrast(color, theme.page) < 3] == []


def test_the_palette_is_the_one_that_projects_store():
    assert LIGHT.code_colors == CODE_COLORS


def test_a_stored_color_gets_the_shade_of_the_theme():
    assert DARK.code_color(CODE_COLORS[0].lower()) == DARK.code_colors[0]
    assert DARK.code_color("#123456") == "#123456"


def test_mixing_goes_from_the_ground_to_the_color():
    assert [mixed("#FF0000", "#0000FF", share) for share in (0, 1)] == ["#0000FF", "#FF0000"]


def test_every_icon_has_its_file_and_every_file_its_icon():
    files = {file.stem for file in resource_folder("icons").glob("*.svg")}
    assert {name.value for name in Icon} == files


def painted(name: Icon) -> QImage:
    picture = QImage(32, 32, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, QRectF(0, 0, 32, 32), name, tokens().text_1)
    painter.end()
    return picture


@pytest.mark.parametrize(("name", "mirrors"), [(Icon.UNDO, True), (Icon.BACK, True), (Icon.HISTORY, False)])
def test_icons_that_point_along_the_line_mirror_and_a_clock_does_not(qapp, name, mirrors):
    left_to_right = painted(name)
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right_to_left = painted(name)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert (left_to_right != right_to_left) is mirrors


def test_an_icon_is_as_sharp_as_the_screen(qapp):
    picture = icon(Icon.UNDO).pixmap(QSize(16, 16), 1.5)
    assert (picture.size(), picture.devicePixelRatio()) == (QSize(24, 24), 1.5)


@pytest.mark.parametrize(
    ("text", "runs"), [("API سامانه‌های شهری", True), ("Public trust (اعتماد)", False), ("12", False)]
)
def test_a_label_runs_as_most_of_its_letters_do(text, runs):
    assert runs_right_to_left(text) is runs


@pytest.mark.parametrize(("language", "runs"), [("fa", True), ("en", False)])
def test_a_label_with_as_many_letters_of_both_runs_as_the_window_does(language, runs):
    before = interface_language()
    set_interface_language(language)
    try:
        assert runs_right_to_left("API وبا") is runs
        assert runs_right_to_left("وبا API") is runs
        assert not runs_right_to_left("1, 2")
    finally:
        set_interface_language(before)


@pytest.mark.parametrize("text", ["نبود سامانه‌های یکپارچه اطلاعاتی", "No integrated information systems"])
def test_a_long_label_loses_its_own_end(qapp, text):
    picture = QImage(60, 20, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    painter.setFont(interface_font())
    shown = draw_elided(painter, picture.rect(), text, Qt.LayoutDirection.LeftToRight)
    painter.end()
    assert shown.endswith("…")
    assert text.startswith(shown[:-1].rstrip("\u200d"))


def test_a_wrapped_label_shows_signs_as_they_are(qtbot):
    label = WrappingLabel("a < b & c")
    qtbot.addWidget(label)
    assert label.accessibleName() == "a < b & c"
    assert "&lt;" in label.text()
