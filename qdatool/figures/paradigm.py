"""The paradigm model as a figure: four boxes in a row, context above and intervening conditions below the strategies.

The arrangement is that of Creswell's drawing of Strauss & Corbin (1990, p. 99). Boxes grow with their text; the row
starts at the start edge with the causal conditions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdatool.coding.roles import Role
from qdatool.figures.connectors import connection
from qdatool.figures.figure import Anchor, BoxOutline, Figure, LineShape, Rect
from qdatool.figures.lettering import TextBlock, Typesetter, with_count
from qdatool.figures.room import even_width, first_fitting
from qdatool.figures.sheet import BoxLook, Sheet, pinned_rect
from qdatool.figures.spec import PIN_WIDTH_PT, BoxItem, LabelText, ParadigmBox, ParadigmLink, ParadigmSpec
from qdatool.wording import localized_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qdatool.figures.lettering import Lettering
    from qdatool.figures.measure import TextMeasurer
    from qdatool.figures.style import FigureStyle

_ROW = (Role.CAUSAL, Role.PHENOMENON, Role.STRATEGY, Role.CONSEQUENCE)
_PADDING = 5.0
_NARROW_PADDING = 3.0
_NARROW_COLUMN = 75.0
_BULLET_INDENT = 7.0
_BULLET_RADIUS = 1.1
_COLUMN_GAP = 8.0
_BAR_PADDING = 2.0
_ACROSS_SHARE = 0.476
_LABEL_GAP = 2.0
_FEEDBACK_DROP = 10.0


@dataclass(frozen=True, slots=True)
class _BoxPlan:
    """What stands in one box and how much height it takes; ``columns`` hold the categories in reading order."""

    box: ParadigmBox
    title: TextBlock
    heading: TextBlock | None
    columns: tuple[tuple[tuple[BoxItem, TextBlock], ...], ...]
    placeholder: TextBlock | None
    bar_height: float
    body_height: float

    @property
    def height(self) -> float:
        """The least height of the box."""
        return self.bar_height + self.body_height


def layout_paradigm(spec: ParadigmSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the paradigm model, exactly ``width_pt`` wide and as high as it needs."""
    return first_fitting(style, lambda tried: _Arrangement(spec, tried, measurer, width_pt)).figure()


class _Arrangement:
    """One attempt to lay a paradigm out with lettering of a given size."""

    def __init__(self, spec: ParadigmSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
        self._spec = spec
        self._style = style
        self._width = width
        self._typesetter = Typesetter(style, measurer)
        self._boxes = {box.role: box for box in spec.boxes}
        self._padding = _PADDING if width / 4 > _NARROW_COLUMN else _NARROW_PADDING
        self._gap = self._row_gap()
        available = width - 2 * style.margin - 3 * self._gap
        self._needs = [self._needed_width(self._boxes[role]) for role in _ROW]
        self._row_widths = even_width(self._needs, available)
        self.fits = sum(self._needs) <= available + 0.01

    def figure(self) -> Figure:
        """Return the finished figure."""
        plans = self._plans()
        rects = self._placed(plans)
        sheet = Sheet(self._typesetter, self._spec.direction, self._width)
        for link in self._spec.links:
            self._draw_link(sheet, link, rects)
        bottom = max(rect.bottom for rect in rects.values())
        if self._spec.has_feedback:
            bottom = self._draw_feedback(sheet, rects, bottom)
        for role, plan in plans.items():
            self._draw_box(sheet, plan, rects[role])
        for link in self._spec.links:
            self._draw_evidence(sheet, link, rects)
        height = bottom + self._style.margin
        return sheet.finished(self._spec.title, self._spec.language.main, height, self._spec.caption)

    # Widths and heights

    def _row_gap(self) -> float:
        """Return the room between two boxes of the row: for an arrow, and for the evidence over it."""
        gap = max(2.2 * self._style.arrow_size, 0.027 * self._width)
        evidence = (self._evidence(link) for link in self._spec.links if {link.source, link.target} <= set(_ROW))
        return max((block.width + 2 * _LABEL_GAP for block in evidence if block is not None), default=0.0) or gap

    def _needed_width(self, box: ParadigmBox) -> float:
        """Return the least width at which no word of the box is cut."""
        words = [self._typesetter.widest_word(with_count(box.title, box.count), self._title_lettering)]
        if box.heading is not None:
            words.append(self._typesetter.widest_word(self._counted(box.heading), self._heading_lettering))
        words += [
            self._typesetter.widest_word(self._counted(item), self._item_lettering) + self._indent for item in box.items
        ]
        if box.is_empty:
            words.append(self._typesetter.widest_word(box.placeholder, self._placeholder_lettering))
        return max(words) + 2 * self._padding

    def _plans(self) -> dict[Role, _BoxPlan]:
        plans = {
            role: self._plan(self._boxes[role], width, 1) for role, width in zip(_ROW, self._row_widths, strict=True)
        }
        width = self._across_width()
        for role in (Role.CONTEXTUAL, Role.INTERVENING):
            plans[role] = self._plan(self._boxes[role], width, 2)
        return plans

    def _across_width(self) -> float:
        """Return the width of the boxes above and below, which stand centred on the strategies."""
        to_end = self._row_widths[3] + self._gap + self._row_widths[2] / 2
        to_start = self._row_widths[0] + self._row_widths[1] + 2 * self._gap + self._row_widths[2] / 2
        return min(_ACROSS_SHARE * self._width, 2 * to_end, 2 * to_start)

    def _plan(self, box: ParadigmBox, width: float, column_count: int) -> _BoxPlan:
        inner = width - 2 * self._padding
        title = self._typesetter.block(with_count(box.title, box.count), self._title_lettering, inner)
        heading = placeholder = None
        height = 2 * self._padding
        if box.heading is not None:
            heading = self._typesetter.block(self._counted(box.heading), self._heading_lettering, inner)
            height += heading.height
        if box.is_empty:
            placeholder = self._typesetter.block(box.placeholder, self._placeholder_lettering, inner)
            height += placeholder.height
        columns = self._columns(box, inner, column_count)
        if columns:
            height += max(self._column_height(column) for column in columns)
            height += self._item_gap if heading is not None else 0.0
        return _BoxPlan(box, title, heading, columns, placeholder, title.height + 2 * _BAR_PADDING, height)

    def _columns(
        self, box: ParadigmBox, inner: float, column_count: int
    ) -> tuple[tuple[tuple[BoxItem, TextBlock], ...], ...]:
        """Return the categories set in as many columns as asked for, if there are enough and no word is cut for it."""
        column_width = (inner - (column_count - 1) * _COLUMN_GAP) / column_count - self._indent
        words = (self._typesetter.widest_word(self._counted(item), self._item_lettering) for item in box.items)
        if column_count > 1 and (len(box.items) < 2 or max(words) > column_width):
            return self._columns(box, inner, 1)
        items = tuple(
            (item, self._typesetter.block(self._counted(item), self._item_lettering, column_width))
            for item in box.items
        )
        if not items:
            return ()
        if column_count == 1:
            return (items,)
        cuts = range(1, len(items))
        cut = min(cuts, key=lambda i: (max(self._column_height(items[:i]), self._column_height(items[i:])), -i))
        return items[:cut], items[cut:]

    def _column_height(self, column: tuple[tuple[BoxItem, TextBlock], ...]) -> float:
        return sum(block.height for _, block in column) + self._item_gap * (len(column) - 1)

    # Places

    def _placed(self, plans: Mapping[Role, _BoxPlan]) -> dict[Role, Rect]:
        """Return the place of every box, those the user pinned where they put them."""
        margin = self._style.margin
        above, below = Role.CONTEXTUAL, Role.INTERVENING
        if self._spec.is_swapped:
            above, below = below, above
        row_height = max(plans[role].height for role in _ROW if role is not Role.PHENOMENON)
        tallest = max(row_height, plans[Role.PHENOMENON].height)
        drop = max(3.2 * self._style.arrow_size, 0.05 * self._width)
        middle = margin + plans[above].height + drop + tallest / 2
        rects = {}
        x = margin
        for role, width in zip(_ROW, self._row_widths, strict=True):
            height = self._row_box_height(plans[role], row_height)
            rects[role] = Rect(x, middle - height / 2, width, height)
            x += width + self._gap
        across = self._across_width()
        left = rects[Role.STRATEGY].center_x - across / 2
        strategies = rects[Role.STRATEGY]
        rects[above] = Rect(left, strategies.y - drop - plans[above].height, across, plans[above].height)
        rects[below] = Rect(left, strategies.bottom + drop, across, plans[below].height)
        # A tall phenomenon reaches above the strategies, so the figure may begin with it instead.
        lift = min(rect.y for rect in rects.values()) - margin
        rects = {role: Rect(rect.x, rect.y - lift, rect.width, rect.height) for role, rect in rects.items()}
        return {role: self._pinned(self._boxes[role].key, rect) for role, rect in rects.items()}

    def _row_box_height(self, plan: _BoxPlan, row_height: float) -> float:
        if plan.box.role is Role.PHENOMENON:
            return max(plan.height, 0.86 * row_height)
        return row_height

    def _pinned(self, key: str, rect: Rect) -> Rect:
        margin = self._style.margin
        frame = Rect(margin, margin, self._width - 2 * margin, 0.0)
        return pinned_rect(rect, self._spec.pinned.get(key), self._width / PIN_WIDTH_PT, frame)

    # Drawing

    def _draw_box(self, sheet: Sheet, plan: _BoxPlan, rect: Rect) -> None:
        style, box = self._style, plan.box
        is_heavy = box.role is Role.PHENOMENON
        line_width = style.heavy_line if is_heavy else style.box_line
        stroke = style.ink if is_heavy else style.stroke(box.color, style.line_color)
        frame = BoxLook(BoxOutline.ROUNDED, style.paper, stroke, line_width, style.corner_radius, box.is_empty)
        sheet.add_node(box.key, rect, box.title)
        sheet.add_box(box.key, rect, frame)
        inset = line_width / 2
        bar = Rect(rect.x + inset, rect.y + inset, rect.width - line_width, plan.bar_height - inset)
        fill = style.fill(box.color, style.heavy_title_fill if is_heavy else style.title_fill)
        sheet.add_box(box.key, bar, BoxLook(BoxOutline.BAR, fill, None, 0.0, style.corner_radius - inset))
        divider = ((bar.x, bar.bottom), (bar.right, bar.bottom))
        sheet.add_line(LineShape(box.key, divider, stroke, style.box_line, is_dashed=box.is_empty))
        sheet.add_text(box.key, plan.title, rect.center_x, rect.y + _BAR_PADDING, Anchor.MIDDLE)
        self._draw_body(sheet, plan, Rect(rect.x, bar.bottom, rect.width, rect.bottom - bar.bottom))

    def _draw_body(self, sheet: Sheet, plan: _BoxPlan, body: Rect) -> None:
        top = body.y + (body.height - plan.body_height) / 2 + self._padding
        if plan.placeholder is not None:
            sheet.add_text(plan.box.key, plan.placeholder, body.center_x, top, Anchor.MIDDLE)
        if plan.heading is not None and plan.box.heading is not None:
            heading = Rect(body.x + self._padding, top, body.width - 2 * self._padding, plan.heading.height)
            sheet.add_node(plan.box.heading.key, heading, plan.box.heading.label, plan.box.key)
            sheet.add_text(plan.box.heading.key, plan.heading, body.center_x, top, Anchor.MIDDLE)
            top = heading.bottom + self._item_gap
        for i, column in enumerate(plan.columns):
            width = (body.width - 2 * self._padding - (len(plan.columns) - 1) * _COLUMN_GAP) / len(plan.columns)
            self._draw_column(
                sheet, plan.box, column, Rect(body.x + self._padding + i * (width + _COLUMN_GAP), top, width, 0)
            )

    def _draw_column(
        self, sheet: Sheet, box: ParadigmBox, column: tuple[tuple[BoxItem, TextBlock], ...], place: Rect
    ) -> None:
        top = place.y
        for item, block in column:
            sheet.add_node(item.key, Rect(place.x, top, place.width, block.height), item.label, box.key)
            first = block.rows[0]
            middle = top + first.offset - 0.24 * first.size_pt
            bullet = Rect(place.x + 1, middle - _BULLET_RADIUS, 2 * _BULLET_RADIUS, 2 * _BULLET_RADIUS)
            color = self._style.stroke(item.color or box.color, self._style.ink)
            sheet.add_box(item.key, bullet, BoxLook(BoxOutline.OVAL, color, None, 0.0, _BULLET_RADIUS))
            sheet.add_text(item.key, block, place.x + self._indent, top, Anchor.START)
            top += block.height + self._item_gap

    def _draw_link(self, sheet: Sheet, link: ParadigmLink, rects: Mapping[Role, Rect]) -> None:
        points = self._link_points(link, rects)
        style = self._style
        sheet.add_link(
            LineShape(
                link.key,
                points,
                style.link_color,
                style.arrow_line,
                is_dashed=link.is_dashed,
                arrow_size=style.arrow_size,
            )
        )

    def _draw_evidence(self, sheet: Sheet, link: ParadigmLink, rects: Mapping[Role, Rect]) -> None:
        """Write the numbers of the evidence over a level arrow, or beside an upright or slanted one."""
        block = self._evidence(link)
        if block is None:
            return
        points = self._link_points(link, rects)
        (x1, y1), (x2, y2) = points[len(points) // 2 - 1], points[len(points) // 2]
        if abs(y2 - y1) < 1:
            sheet.add_text(link.key, block, (x1 + x2) / 2, y1 - block.height - 0.5, Anchor.MIDDLE)
            return
        x = (x1 + x2) / 2 + 2 * _LABEL_GAP
        sheet.add_text(link.key, block, x, (y1 + y2 - block.height) / 2, Anchor.START)

    def _draw_feedback(self, sheet: Sheet, rects: Mapping[Role, Rect], bottom: float) -> float:
        """Draw the dashed way back below everything, and return how deep it goes."""
        start, end = rects[Role.CONSEQUENCE], rects[Role.CAUSAL]
        depth = bottom + _FEEDBACK_DROP
        points = (
            (start.center_x, start.bottom),
            (start.center_x, depth),
            (end.center_x, depth),
            (end.center_x, end.bottom),
        )
        style = self._style
        sheet.add_link(
            LineShape(
                "feedback", points, style.link_color, style.arrow_line, is_dashed=True, arrow_size=style.arrow_size
            )
        )
        return depth

    def _link_points(self, link: ParadigmLink, rects: Mapping[Role, Rect]) -> tuple[tuple[float, float], ...]:
        others = [rect for role, rect in rects.items() if role not in (link.source, link.target)]
        return connection(rects[link.source], rects[link.target], others)

    # Lettering

    def _evidence(self, link: ParadigmLink) -> TextBlock | None:
        """Return the numbers for and against a link; signs and numbers keep their order in either direction."""
        counts = (("+", link.supporting), ("\u2212", link.contradicting))
        language = self._spec.language.main
        signs = [f"{sign}{localized_number(count, language)}" for sign, count in counts if count]
        if not signs:
            return None
        text = (LabelText("\u00a0".join(signs), "en"),)
        return self._typesetter.block(text, self._typesetter.lettering(self._style.count_pt), self._width)

    @property
    def _title_lettering(self) -> Lettering:
        return self._typesetter.lettering(self._style.title_pt, is_bold=True, is_balanced=True)

    @property
    def _heading_lettering(self) -> Lettering:
        return self._typesetter.lettering(self._style.heading_pt, is_bold=True, is_balanced=True)

    @property
    def _item_lettering(self) -> Lettering:
        return self._typesetter.lettering(self._style.item_pt)

    @property
    def _placeholder_lettering(self) -> Lettering:
        plain = self._typesetter.lettering(self._style.item_pt, is_balanced=True)
        return type(plain)(plain.size_pt, self._style.muted_ink, self._style.muted_ink, is_balanced=True)

    @property
    def _indent(self) -> float:
        return _BULLET_INDENT

    @property
    def _item_gap(self) -> float:
        return 0.2 * self._style.item_pt

    def _counted(self, item: BoxItem) -> tuple[LabelText, ...]:
        return with_count(item.label, item.count)
