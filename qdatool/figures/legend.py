"""The legend below a figure: what its forms, its colours, its lines and its numbers stand for.

It is made of shapes like all else, so that every format has it and a figure that reads from the right has it turned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qdatool.coding.model_options import Counted
from qdatool.figures.collapsing import Fold, folds
from qdatool.figures.figure import Anchor, BoxOutline, LineShape, Rect
from qdatool.figures.lettering import TextBlock
from qdatool.figures.map_forms import draw_form
from qdatool.figures.sheet import BoxLook, Sheet
from qdatool.figures.spec import (
    FigureSpec,
    FreeSpec,
    GioiaSpec,
    Label,
    LabelText,
    LegendEntry,
    LineKind,
    NetworkSpec,
    NodeForm,
    RoleModelSpec,
    ThemeNode,
    TreeSpec,
)
from qdatool.figures.style import FigureStyle
from qdatool.wording import say

_SAMPLE = (18.0, 8.0)
_GAP = 4.0
_BETWEEN = 14.0
_ABOVE = 6.0
_BETWEEN_ROWS = 2.0
_FORMS = {
    NodeForm.CODE: "Code or category",
    NodeForm.QUOTATION: "Quotation",
    NodeForm.MEMO: "Memo",
    NodeForm.PARTICIPANT: "Participant",
    NodeForm.NOTE: "Note",
    NodeForm.PICTURE: "Picture",
}

COUNTED = {
    Counted.QUOTATIONS: "Number in parentheses: quotations",
    Counted.INTERVIEWS: "Number in parentheses: interviews",
    Counted.BOTH: "Numbers in parentheses: quotations; interviews",
}
"""What the numbers beside categories and themes say."""

_Placed = tuple[LegendEntry, TextBlock, float]


def legend_of(spec: FigureSpec, languages: Sequence[str], counted: Counted | None) -> tuple[LegendEntry, ...]:
    """Return what a figure's legend says; nothing where the figure has no signs to explain."""
    entries: list[LegendEntry] = []
    if isinstance(spec, FreeSpec):
        forms = {node.form for node in spec.nodes}
        entries += [LegendEntry(_said(_FORMS[form], languages), form) for form in NodeForm if form in forms]
    if isinstance(spec, FreeSpec | RoleModelSpec):
        kinds = {link.kind: LineKind(link.is_directed, link.line_style) for link in spec.links if link.kind}
        entries += [LegendEntry(name, kind) for name, kind in kinds.items()]
    else:
        entries += [LegendEntry(node.label, node.color) for node in _branches(spec) if node.color]
    if counted is not None and (isinstance(spec, RoleModelSpec) or _has_evidence(spec)):
        sentence = "+ supporting quotations, \u2212 contradicting quotations"
        entries.append(LegendEntry(_said(sentence, languages)))
    if counted is not None and not isinstance(spec, GioiaSpec):
        entries.append(LegendEntry(_said(COUNTED[counted], languages)))
    if counted is None and any(fold is not Fold.OPEN for fold in folds(spec).values()):
        entries.append(LegendEntry(_said("Number in parentheses: lowest codes below", languages)))
    return tuple(entries)


def _has_evidence(spec: FigureSpec) -> bool:
    return isinstance(spec, FreeSpec) and any(link.supporting or link.contradicting for link in spec.links)


def write_legend(sheet: Sheet, entries: Iterable[LegendEntry], top: float) -> float:
    """Write the legend below ``top`` in as many rows as it needs, and return where the figure ends then."""
    rows = list(_rows(sheet, [entry for entry in entries if _is_told_apart(entry, sheet.style)]))
    if not rows:
        return top
    top += _ABOVE
    number = 0
    for row in rows:
        height = max(_SAMPLE[1], *(block.height for _, block, _ in row))
        for entry, block, x in row:
            _draw(sheet, f"legend:{number}", entry, block, Rect(x, top, 0.0, height))
            number += 1
        top += height + _BETWEEN_ROWS
    return top + sheet.style.margin


def _branches(spec: RoleModelSpec | NetworkSpec | TreeSpec | GioiaSpec) -> tuple[ThemeNode, ...]:
    """Return the nodes that give their colour to all below them."""
    if isinstance(spec, NetworkSpec):
        return spec.root.children
    if isinstance(spec, GioiaSpec):
        return spec.dimensions
    if isinstance(spec, TreeSpec):
        return spec.roots[0].children if len(spec.roots) == 1 else spec.roots
    return ()


def _is_told_apart(entry: LegendEntry, style: FigureStyle) -> bool:
    """Tell whether the sample looks like anything: a colour does not in a style with neither colours nor patterns."""
    is_color = isinstance(entry.sample, str) and not isinstance(entry.sample, NodeForm)
    return not is_color or style.uses_colors or style.has_patterns


def _rows(sheet: Sheet, entries: Sequence[LegendEntry]) -> Iterator[list[_Placed]]:
    """Yield the entries with their words and the x at which they begin, row by row."""
    margin = sheet.style.margin
    lettering = sheet.typesetter.lettering(sheet.style.count_pt)
    row: list[_Placed] = []
    x = margin
    for entry in entries:
        before = _SAMPLE[0] + _GAP if entry.sample is not None else 0.0
        block = sheet.typesetter.block(entry.label, lettering, sheet.width - 2 * margin - before)
        if row and x + before + block.width > sheet.width - margin:
            yield row
            row, x = [], margin
        row.append((entry, block, x))
        x += before + block.width + _BETWEEN
    if row:
        yield row


def _draw(sheet: Sheet, key: str, entry: LegendEntry, block: TextBlock, place: Rect) -> None:
    """Draw a sample and its words in the middle of a row's height."""
    x = place.x
    if entry.sample is not None:
        rect = Rect(x, place.center_y - _SAMPLE[1] / 2, *_SAMPLE)
        _draw_sample(sheet, key, entry.sample, rect)
        x = rect.right + _GAP
    sheet.add_text(key, block, x, place.center_y - block.height / 2, Anchor.START)


def _draw_sample(sheet: Sheet, key: str, sample: NodeForm | LineKind | str, rect: Rect) -> None:
    style = sheet.style
    if isinstance(sample, NodeForm):
        draw_form(sheet, key, rect, sample, None)
    elif isinstance(sample, LineKind):
        ends = ((rect.x, rect.center_y), (rect.right, rect.center_y))
        size = style.arrow_size if sample.is_directed else 0.0
        look = (style.link_color, style.arrow_line)
        line = LineShape(key, ends, *look, line_style=sample.line_style, arrow_size=size)
        sheet.add_line(line)
    else:
        fill, stroke = style.fill(sample, style.paper), style.stroke(sample, style.line_color)
        sheet.add_box(key, rect, BoxLook(BoxOutline.ROUNDED, fill, stroke, style.box_line, style.corner_radius))
        sheet.add_pattern(key, rect, sample)


def _said(sentence: str, languages: Sequence[str]) -> Label:
    return tuple(LabelText(say(sentence, language), language) for language in languages)
