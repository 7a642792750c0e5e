"""Fonts, widths and glyph outlines from Qt: the one place that makes a Qt application for work without a window."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGlyphRun,
    QGuiApplication,
    QPainterPath,
    QTextLayout,
    QTextOption,
    QTransform,
)

from qdatool.coding.roles import Direction
from qdatool.figures.figure import FigureFonts, TextLine
from qdatool.resources import resource_folder

# Fonts take whole pixels only. Text is laid out at this size and scaled, so that its width grows evenly with its size
# and is the same on screen, in a PDF and in a picture of any resolution.
LAYOUT_PX = 100
_WIDE_ENOUGH_PX = 1_000_000.0


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the fonts of ``resources/fonts`` with Qt, once, and return their families in alphabetical order.

    Makes a Qt application that needs no display when the process has none yet.
    """
    ensure_gui_application()
    families: set[str] = set()
    for file in sorted(resource_folder("fonts").glob("*/*.ttf")):
        font_id = QFontDatabase.addApplicationFont(str(file))
        families.update(QFontDatabase.applicationFontFamilies(font_id))
    return tuple(sorted(families))


def ensure_gui_application() -> QGuiApplication:
    """Return the Qt application, made on the ``offscreen`` platform when the process has none yet.

    The window makes its own application first; what asks here first is a command, and a command must also run where
    there is no display, whatever ``QT_QPA_PLATFORM`` says: Qt ends the process when it cannot reach one.
    """
    running = QCoreApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    return _offscreen_application()


class QtTextMeasurer:
    """Measures with the given fonts, by their design metrics, and keeps what it has measured."""

    def __init__(self, fonts: FigureFonts) -> None:
        load_fonts()
        self._fonts = fonts
        self._widths: dict[tuple[str, bool, Direction, FigureFonts | None], float] = {}

    def width(
        self, text: str, size_pt: float, is_bold: bool, direction: Direction, fonts: FigureFonts | None = None
    ) -> float:
        """Return the width in points of ``text`` on one line; ``fonts`` are others than those given."""
        key = (text, is_bold, direction, fonts)
        if key not in self._widths:
            layout = text_layout(text, (fonts or self._fonts).families(text), is_bold, direction)
            # Advance widths, as every other renderer counts them; not the ink of a last letter that hangs over.
            self._widths[key] = layout.lineAt(0).horizontalAdvance() / LAYOUT_PX if text else 0.0
        return self._widths[key] * size_pt


def layout_of(line: TextLine, fonts: FigureFonts) -> QTextLayout:
    """Return a line of a figure laid out ``LAYOUT_PX`` high, its left end at x = 0 and its baseline at y = 0."""
    return text_layout(line.text, line.families(fonts), line.is_bold, line.direction, line.bold_lead)


def text_layout(
    text: str, families: tuple[str, ...], is_bold: bool, direction: Direction, bold_lead: int = 0
) -> QTextLayout:
    """Return ``text`` on one line, ``LAYOUT_PX`` high, its left end at x = 0 and its baseline at y = 0."""
    layout = QTextLayout(text, _font(families, is_bold))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setUseDesignMetrics(True)
    is_right_to_left = direction is Direction.RTL
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_right_to_left else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if bold_lead:
        lead = QTextLayout.FormatRange()
        lead.start, lead.length = 0, bold_lead
        lead.format.setFont(_font(families, True))
        layout.setFormats([lead])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDE_ENOUGH_PX)
    line.setPosition(QPointF(0.0, -line.ascent()))
    layout.endLayout()
    return layout


def glyph_outlines(line: TextLine, fonts: FigureFonts) -> QPainterPath:
    """Return the outlines of a line's letters in points, where the figure has them."""
    layout = layout_of(line, fonts)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    scale = line.size_pt / LAYOUT_PX
    # Qt returns the runs of several fonts in an order that changes from one process to the next.
    for run in sorted(layout.glyphRuns(), key=_leftmost):
        raw_font = run.rawFont()
        for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            glyph = raw_font.pathForGlyph(index)
            glyph.translate(place)
            path.addPath(glyph)
    return QTransform(scale, 0.0, 0.0, scale, line.left, line.y).map(path)


def _leftmost(run: QGlyphRun) -> float:
    return min((place.x() for place in run.positions()), default=0.0)


@cache
def _font(families: tuple[str, ...], is_bold: bool) -> QFont:
    font = QFont(list(families))
    font.setPixelSize(LAYOUT_PX)
    font.setBold(is_bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Two f drawn as one have no character of their own, and would be lost to who copies words out of a PDF.
    font.setFeature(QFont.Tag("liga"), 0)
    return font


@cache
def _offscreen_application() -> QGuiApplication:
    return QGuiApplication([sys.argv[0] or "qdatool", "-platform", "offscreen"])
