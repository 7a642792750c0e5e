"""Small transcripts and what a user sees of them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QWidget

from qdatool.text.spans import Span
from qdatool.text.turns import find_turns
from qdatool.ui.tokens import LIGHT
from qdatool.ui.transcript import Appearances, CodeLook, SpeakerTurn, StripeCoding, TranscriptContent, TranscriptView

GREEN, BRICK, STEEL, OLIVE = LIGHT.code_colors[:4]

ENGLISH = """Interviewer: How did the bakery begin?
P1: My aunt had an oven 😀 and no customers. We sold bread from the window, then from a cart, and after two winters the
school asked for thirty loaves. Nobody believed it.
Interviewer: And then?
P1: گفتم: «نمی‌دانم»، ولی ماندیم."""

PERSIAN = """پرسشگر: کارگاه چطور شروع شد؟
م۱: خاله‌ام یک تنور داشت 😀 و هیچ مشتری. نان را از پنجره می‌فروختیم، بعد با گاری، تا دو زمستان گذشت و مدرسه سی قرص خواست.
P1: We had no plan at all.
م۱: با API کار می‌کنم (تقریباً ۳٫۵ سال)."""


def content(text: str, title: str = "") -> TranscriptContent:
    """Return a transcript with the turns that an import would find."""
    turns = tuple(
        SpeakerTurn(turn.start, turn.end, turn.speaker, turn.speaker in ("Interviewer", "پرسشگر"))
        for turn in find_turns(text)
    )
    return TranscriptContent(text, turns, title)


def span_of(text: str, words: str) -> Span:
    """Return where some words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def coding(text: str, words: str, number: int, code_id: int = 1, quotation_id: int | None = None) -> StripeCoding:
    """Return a coding of some words; quotation and coding share their number unless told."""
    span = span_of(text, words)
    return StripeCoding(number, number if quotation_id is None else quotation_id, span.start, span.end, code_id, 1)


def appearances(*colors: str) -> Appearances:
    """Return codes 1, 2, ... in these colours and one coder."""
    looks = {i: CodeLook(i, f"code number {i}", color) for i, color in enumerate(colors, 1)}
    return Appearances(looks, {1: "Negar"})


def place_of(view: TranscriptView, text: str, position: int) -> QPoint:
    """Return a pixel of the viewport just inside the character at a position, where a user would click."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(utf16(text, position))
    before = view.cursorRect(cursor)
    cursor.setPosition(utf16(text, position + 1))
    after = view.cursorRect(cursor)
    x = (before.center().x() + after.center().x()) // 2 if before.center().y() == after.center().y() else before.x()
    return QPoint(x, before.center().y())


def utf16(text: str, position: int) -> int:
    """Return Qt's position, counted the slow way."""
    return len(text[:position].encode("utf-16-le")) // 2


def picture(view: QWidget) -> QImage:
    """Return what the widget looks like."""
    return view.grab().toImage()


def side_of_margin(view: TranscriptView) -> QRect:
    """Return the room beside the text where the stripes must be, in pixels of the view."""
    return beside(view, at_right=not is_mirrored(view))


def beside(view: TranscriptView, *, at_right: bool) -> QRect:
    """Return the room right or left of the text."""
    page = view.viewport().geometry()
    if at_right:
        return QRect(page.right() + 1, page.top(), view.width() - page.right() - 1, page.height())
    return QRect(0, page.top(), page.left(), page.height())


def is_mirrored(view: TranscriptView) -> bool:
    """Tell whether the first paragraph runs from right to left."""
    return view.document().firstBlock().textDirection().name == "RightToLeft"


def pixels_of(image: QImage, color: str, within: QRect, tolerance: int = 0) -> list[tuple[int, int]]:
    """Return the pixels of this colour in a rectangle; ``tolerance`` is per channel."""
    within = within.intersected(image.rect())
    shown = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(shown.constBits(), dtype=np.uint8).reshape(shown.height(), shown.bytesPerLine())
    channels = rows[:, : 3 * shown.width()].reshape(shown.height(), shown.width(), 3).astype(int)
    part = channels[within.top() : within.bottom() + 1, within.left() : within.right() + 1]
    is_near = (abs(part - QColor(color).getRgb()[:3]) <= tolerance).all(axis=2)
    return [(int(x) + within.left(), int(y) + within.top()) for y, x in np.argwhere(is_near)]


def extent_of(pixels: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the highest and the lowest row of some pixels."""
    rows = [y for _, y in pixels]
    return min(rows), max(rows)
