"""The boxes of a model told by roles: what stands in each, how high it gets at a width, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qdatool.coding.roles import LineStyle
from qdatool.figures.figure import Anchor, BoxOutline, LineShape, Rect
from qdatool.figures.lettering import Lettering, TextBlock, Typesetter
from qdatool.figures.sheet import BoxLook, Sheet
from qdatool.figures.spec import BoxItem, Label, RoleBox

BAR_PADDING = 2.0
_BULLET_INDENT = 7.0
_BULLET_RADIUS = 1.1
_COLUMN_GAP = 8.0
_ITEM_GAP = 0.2
_SLACK = 0.05

_Column = tuple[tuple["BoxItem", TextBlock], ...]


@dataclass(frozen=True, slots=True)
class BoxPlan:
    """What stands in one box and how much height it takes; ``columns`` hold the categories in reading order."""

    box: RoleBox
    title: TextBlock
    heading: TextBlock | None
    placeholder: TextBlock | None
    columns: tuple[_Column, ...]
    bar_height: float
    body_height: float

    @property
    def height(self) -> float:
        """The least height of the box."""
        return self.bar_height + self.body_height


class BoxSetter:
    """Sets and draws the boxes of one paradigm; ``padding`` is the room between a border and the text."""

    def __init__(self, typesetter: Typesetter, padding: float) -> None:
        style = typesetter.style
        self._typesetter = typesetter
        self._style = style
        self._padding = padding
        self._item_gap = _ITEM_GAP * style.item_pt
        self._title = typesetter.lettering(style.title_pt, is_bold=True, is_balanced=True)
        self._heading = typesetter.lettering(style.heading_pt, is_bold=True, is_balanced=True)
        self._item = typesetter.lettering(style.item_pt)
        self._below = typesetter.lettering(style.leaf_pt)
        self._placeholder = replace(self._item, color=style.muted_ink, is_balanced=True)

    def least_width(self, box: RoleBox) -> float:
        """Return the width below which a word of the box would have to be cut."""
        words = [self._widest_word(self._typesetter.counted(box.title, box.count), self._title_of(box))]
        if box.heading is not None:
            words.append(self._widest_word(self._counted(box.heading), self._heading_of(box, box.heading)))
        if box.is_empty:
            words.append(self._widest_word(box.placeholder, self._placeholder))
        words += [self._least_room(item, box) for item in box.items]
        return max(words) + 2 * self._padding + _SLACK

    def plan(self, box: RoleBox, width: float, column_count: int = 1) -> BoxPlan:
        """Return the box set at a width, its categories in up to so many columns."""
        inner = width - 2 * self._padding
        title = self._typesetter.block(self._typesetter.counted(box.title, box.count), self._title_of(box), inner)
        heading = placeholder = None
        height = 2 * self._padding
        if box.heading is not None:
            heading = self._typesetter.block(self._counted(box.heading), self._heading_of(box, box.heading), inner)
            height += heading.height
        if box.is_empty:
            placeholder = self._typesetter.block(box.placeholder, self._placeholder, inner)
            height += placeholder.height
        columns = self._columns(box, inner, column_count)
        if columns:
            height += max(self._column_height(column) for column in columns)
            height += self._item_gap if heading is not None else 0.0
        return BoxPlan(box, title, heading, placeholder, columns, title.height + 2 * BAR_PADDING, height)

    def draw(self, sheet: Sheet, plan: BoxPlan, rect: Rect) -> None:
        """Draw the box into ``rect``, which must be as wide as it was planned for and may be higher."""
        style, box = self._style, plan.box
        is_heavy = box.is_core
        line_width = style.heavy_line if is_heavy else style.box_line
        stroke = style.ink if is_heavy else style.stroke(box.color, style.line_color)
        frame = BoxLook(BoxOutline.ROUNDED, style.paper, stroke, line_width, style.corner_radius, box.is_empty)
        sheet.add_node(box.key, rect, box.title)
        sheet.add_box(box.key, rect, frame)
        inset = line_width / 2
        bar = Rect(rect.x + inset, rect.y + inset, rect.width - line_width, plan.bar_height - inset)
        fill = style.fill(box.color, style.heavy_title_fill if is_heavy else style.title_fill)
        sheet.add_box(box.key, bar, BoxLook(BoxOutline.BAR, fill, None, 0.0, style.corner_radius - inset))
        sheet.add_pattern(box.key, bar, box.color)
        divider = ((bar.x, bar.bottom), (bar.right, bar.bottom))
        line_style = LineStyle.DASHED if box.is_empty else LineStyle.SOLID
        sheet.add_line(LineShape(box.key, divider, stroke, style.box_line, line_style=line_style))
        sheet.add_text(box.key, plan.title, rect.center_x, rect.y + BAR_PADDING, Anchor.MIDDLE)
        self._draw_body(sheet, plan, Rect(rect.x, bar.bottom, rect.width, rect.bottom - bar.bottom))

    def _least_room(self, item: BoxItem, box: RoleBox) -> float:
        return self._widest_word(self._counted(item), self._lettering(item, box)) + _indent(item)

    def _title_of(self, box: RoleBox) -> Lettering:
        return self._typesetter.own(self._title, box.key)

    def _heading_of(self, box: RoleBox, heading: BoxItem) -> Lettering:
        return self._typesetter.own(self._heading, heading.key, box.key)

    def _lettering(self, item: BoxItem, box: RoleBox) -> Lettering:
        return self._typesetter.own(self._below if item.is_below else self._item, item.key, box.key)

    def _counted(self, item: BoxItem) -> Label:
        return self._typesetter.counted(item.label, item.count)

    def _widest_word(self, label: Label, lettering: Lettering) -> float:
        return self._typesetter.widest_word(label, lettering)

    def _columns(self, box: RoleBox, inner: float, column_count: int) -> tuple[_Column, ...]:
        """Return the categories set in as many columns as asked for, if there are enough and no word is cut for it."""
        items = box.items
        if not items:
            return ()
        width = (inner - (column_count - 1) * _COLUMN_GAP) / column_count
        if column_count > 1:
            if len(items) < 2 or max(self._least_room(item, box) for item in items) > width:
                return self._columns(box, inner, 1)
        column = tuple(
            (item, self._typesetter.block(self._counted(item), self._lettering(item, box), width - _indent(item)))
            for item in items
        )
        if column_count == 1:
            return (column,)
        # As even as can be, and rather more in the first than in the second.
        cut = min(
            range(1, len(column)),
            key=lambda i: (max(self._column_height(column[:i]), self._column_height(column[i:])), -i),
        )
        return column[:cut], column[cut:]

    def _column_height(self, column: _Column) -> float:
        return sum(block.height for _, block in column) + self._item_gap * (len(column) - 1)

    def _draw_body(self, sheet: Sheet, plan: BoxPlan, body: Rect) -> None:
        top = body.y + (body.height - plan.body_height) / 2 + self._padding
        inner = body.width - 2 * self._padding
        if plan.placeholder is not None:
            sheet.add_text(plan.box.key, plan.placeholder, body.center_x, top, Anchor.MIDDLE)
        if plan.heading is not None and plan.box.heading is not None:
            key = plan.box.heading.key
            place = Rect(body.x + self._padding, top, inner, plan.heading.height)
            sheet.add_node(key, place, plan.box.heading.label, plan.box.key)
            sheet.add_text(key, plan.heading, body.center_x, top, Anchor.MIDDLE)
            top = place.bottom + self._item_gap
        width = (inner - (len(plan.columns) - 1) * _COLUMN_GAP) / max(1, len(plan.columns))
        for i, column in enumerate(plan.columns):
            left = body.x + self._padding + i * (width + _COLUMN_GAP)
            self._draw_column(sheet, plan.box, column, Rect(left, top, width, 0.0))

    def _draw_column(self, sheet: Sheet, box: RoleBox, column: _Column, place: Rect) -> None:
        top = place.y
        for item, block in column:
            sheet.add_node(item.key, Rect(place.x, top, place.width, block.height), item.label, box.key)
            first = block.rows[0]
            middle = top + first.offset - 0.24 * first.size_pt
            radius = _BULLET_RADIUS * (0.7 if item.is_below else 1.0)
            left = place.x + _indent(item) - _BULLET_INDENT + 1
            bullet = Rect(left, middle - radius, 2 * radius, 2 * radius)
            color = self._style.stroke(item.color or box.color, self._style.ink)
            sheet.add_box(item.key, bullet, BoxLook(BoxOutline.OVAL, color, None, 0.0, radius))
            sheet.add_text(item.key, block, place.x + _indent(item), top, Anchor.START)
            top += block.height + self._item_gap


def _indent(item: BoxItem) -> float:
    """Return how far the text of a category stands from the side; a code below it stands further in."""
    return 2 * _BULLET_INDENT if item.is_below else _BULLET_INDENT
