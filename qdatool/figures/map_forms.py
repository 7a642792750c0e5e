"""The forms of nodes on a free map: each kind of thing has its own, so that none needs a colour to be known by."""

from __future__ import annotations

from qdatool.figures.figure import BoxOutline, Rect
from qdatool.figures.map_pictures import draw_sign
from qdatool.figures.sheet import BoxLook, Sheet
from qdatool.figures.spec import NodeForm
from qdatool.figures.style import FigureStyle

_BAR_WIDTH = 2.0


def draw_form(sheet: Sheet, key: str, rect: Rect, form: NodeForm, color: str | None) -> None:
    """Draw a node without its words; of a picture the sign that stands for it."""
    if form is NodeForm.PICTURE:
        draw_sign(sheet, key, rect)
        return
    sheet.add_box(key, rect, _look(sheet.style, form, color))
    if form is NodeForm.QUOTATION:
        bar = Rect(rect.x, rect.y, _BAR_WIDTH, rect.height)
        sheet.add_box(key, bar, BoxLook(BoxOutline.PLAIN, sheet.style.line_color, None, 0.0))
    elif form is NodeForm.CODE:
        sheet.add_pattern(key, rect, color)


def _look(style: FigureStyle, form: NodeForm, color: str | None) -> BoxLook:
    """Return the form of a node: oval for participants, dashes for memos, no frame for notes, a box for the rest."""
    stroke = style.stroke(color, style.line_color)
    if form is NodeForm.PARTICIPANT:
        return BoxLook(BoxOutline.OVAL, style.paper, stroke, style.box_line)
    if form is NodeForm.MEMO:
        return BoxLook(BoxOutline.ROUNDED, style.paper, stroke, style.box_line, style.corner_radius, is_dashed=True)
    if form is NodeForm.QUOTATION:
        return BoxLook(BoxOutline.PLAIN, style.paper, stroke, style.thin_line)
    if form is NodeForm.NOTE:
        return BoxLook(BoxOutline.PLAIN, style.title_fill, None, 0.0)
    return BoxLook(BoxOutline.ROUNDED, style.fill(color, style.paper), stroke, style.box_line, style.corner_radius)
