"""How cards, columns and lanes of the board look."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout

from qdatool.ui.codebook.board.content import Item, Part
from qdatool.ui.codebook.board.places import (
    CARD_BAR_ROOM,
    CARD_PADDING_END,
    CARD_PADDING_TOP,
    HEAD_NUMBER,
    HEAD_SIGNS,
    META_HEIGHT,
    Box,
    CardPlace,
    ColumnPlace,
    LanePlace,
    add_box,
    fold_box,
    menu_box,
    name_width,
)
from qdatool.ui.codebook.board.state import BoardState
from qdatool.ui.codebook.board.texts import Side, Style
from qdatool.ui.codebook.board.words import column_name, groundedness, has_open_comments, lane_facts, lane_name
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.level_signs import paint_shape
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize, Radius, Size, Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.terms import role_name

GHOST = 0.38
"""Opacity of what is being dragged, where it lies."""
_NO_HIT = 0.42
"""Opacity of what does not fit what is looked for."""
_BAR = 3
_CHIP_HEIGHT = 18


class BoardPainter:
    """Paints for one frame. Places count from the reading start; ``width`` is that of what they are mirrored in."""

    def __init__(self, painter: QPainter, state: BoardState, width: float, *, has_keyboard: bool) -> None:
        self._painter = painter
        self._state = state
        self._session = state.session
        self._texts = state.texts
        self._width = width
        self._has_keyboard = has_keyboard
        self._marks = frozenset(state.marks)
        self._shown = tokens()
        self.hovered: Item | None = None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    # Parts

    def lane(self, place: LanePlace) -> None:
        """Paint the frame and head of a lane, and its empty place; not its columns."""
        if place.head is None:
            self._slot(place)
            return
        painter, shown = self._painter, self._shown
        is_target = self._state.target is not None and self._state.target.item == place.lane.item
        if not place.lane.is_heading:
            painter.setPen(QPen(QColor(shown.accent if is_target else shown.line), 1))
            painter.setBrush(QColor(shown.panel))
            frame = self.rect(place.box).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, Radius.POPUP, Radius.POPUP)
            if not place.is_collapsed:
                y = place.head.bottom - 0.5
                painter.setPen(QPen(QColor(shown.line), 1))
                painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        self._lane_head(place)
        self._slot(place)

    def column(self, place: ColumnPlace) -> None:
        """Paint the ground and head of a column; not its cards."""
        painter, shown = self._painter, self._shown
        target = self._state.target
        is_target = target is not None and target.item == place.column.item
        is_ghost = self._is_ghost(place.column.code_id)
        if place.head is None:
            if is_target:
                self._tinted(place.box)
            return
        painter.setOpacity(GHOST if is_ghost else 1.0)
        if is_target:
            self._tinted(place.box)
        else:
            is_marked = place.column.code_id in self._marks
            painter.setPen(QPen(QColor(shown.accent), 1) if is_marked else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.selected if is_marked else shown.chrome))
            painter.drawRoundedRect(self.rect(place.box), Radius.CONTROL, Radius.CONTROL)
        self._column_head(place)
        if self._is_focused(place.column.item):
            self._ring(place.head)
        painter.setOpacity(1.0)

    def card(self, place: CardPlace) -> None:
        """Paint a card: the colour of its code, its label, and how well it is grounded."""
        code = self._session.code(place.card.code_id)
        if code is None:
            return
        painter, shown, box = self._painter, self._shown, place.box
        hits = self._state.hits
        is_hit = hits is None or code.id in hits
        is_ghost = self._is_ghost(code.id)
        if is_ghost or not is_hit:
            painter.setOpacity(GHOST if is_ghost else _NO_HIT)
        is_marked = code.id in self._marks
        is_hovered = self.hovered is not None and self.hovered == place.card.item
        edge = shown.accent if is_marked else shown.line_strong if is_hovered or shown.is_dark else shown.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(shown.selected if is_marked else shown.raised))
        rect = self.rect(box)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        bar = self.rect(Box(box.x + 5, box.y + 6, _BAR, box.height - 12))
        painter.fillRect(bar, QColor(shown.code_color(code.color)))
        inside = box.width - CARD_BAR_ROOM - CARD_PADDING_END
        label = code.label_in(interface_language())
        lines = box.height - 2 * CARD_PADDING_TOP - META_HEIGHT
        painter.setPen(QColor(shown.text_1))
        marked = self._marked_letters(hits.get(code.id, ())) if hits else None
        self._texts.draw_label(
            painter, label, self.box(Box(box.x + CARD_BAR_ROOM, box.y + CARD_PADDING_TOP, inside, lines)), marked
        )
        faint = shown.text_2 if is_marked else shown.text_3
        meta = Box(box.x + CARD_BAR_ROOM, box.bottom - CARD_PADDING_TOP - META_HEIGHT, inside, META_HEIGHT)
        for sign in self._signs(code.id):
            meta = meta._replace(width=meta.width - IconSize.DENSE)
            square = Box(meta.right, meta.center_y - IconSize.TINY / 2, IconSize.TINY, IconSize.TINY)
            paint_icon(painter, self.rect(square), sign, shown.accent_text if sign is Icon.COMMENT else faint)
        painter.setPen(QColor(faint))
        self._texts.draw(painter, groundedness(self._session.own_count(code.id)), self.box(meta), Style.META)
        painter.setOpacity(1.0)
        if self._is_focused(place.card.item):
            self._ring(box)

    def insertion_line(self, line: Box) -> None:
        """Paint where what is dragged would go in."""
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._shown.accent))
        painter.drawRoundedRect(self.rect(line), 1, 1)

    def band(self, band: Box) -> None:
        """Paint the rubber band."""
        painter = self._painter
        tint = QColor(self._shown.accent)
        painter.setPen(QPen(tint, 1))
        tint.setAlphaF(0.1)
        painter.setBrush(tint)
        painter.drawRect(self.rect(band).adjusted(0.5, 0.5, -0.5, -0.5))

    # Places

    def box(self, box: Box) -> Box:
        """Return a place as the screen shows it: from the left."""
        return box._replace(x=self._width - box.right) if self._texts.is_mirrored else box

    def rect(self, box: Box) -> QRectF:
        """Return a place as Qt's rectangle, from the left."""
        return QRectF(*self.box(box))

    # Inside

    def _lane_head(self, place: LanePlace) -> None:
        painter, shown, head = self._painter, self._shown, place.head
        code = self._session.code(place.lane.code_id)
        fold = Icon.EXPAND if place.is_collapsed else Icon.OPEN_LIST
        if not place.lane.is_heading:
            paint_icon(painter, self.rect(fold_box(head)), fold, shown.text_3)
        x = head.x + (Space.XS if place.lane.is_heading else 28)
        if code is not None:
            centre = self.box(Box(x, head.y, 10, head.height))
            rank = self._session.rank_of(code)
            paint_shape(painter, QPointF(centre.center_x, centre.center_y), rank, code.color, shown.panel)
            x += 18
        end = head.right - Space.S if place.lane.is_heading else add_box(head).x - Space.M
        facts = lane_facts(self._session, place.lane)
        facts_width = min(self._texts.natural_width(facts, Style.META), (end - x) * 0.45)
        painter.setPen(QColor(shown.text_2))
        self._texts.draw(
            painter, facts, self.box(Box(end - facts_width, head.y, facts_width, head.height)), Style.META, Side.END
        )
        room = end - facts_width - Space.M - x
        chips = self._chips(place)
        chips_width = sum(width + Space.XS for _, width, _ in chips)
        name = lane_name(self._session, place.lane)
        name_width = max(min(self._texts.natural_width(name, Style.LANE), room - chips_width - Space.S), 20)
        painter.setPen(QColor(shown.text_1 if code is not None else shown.text_2))
        self._texts.draw_name(painter, name, self.box(Box(x, head.y, name_width, head.height)), Style.LANE)
        x += name_width + Space.S
        for text, width, is_filled in chips:
            if x + width <= end - facts_width:
                self._chip(text, Box(x, head.center_y - _CHIP_HEIGHT / 2, width, _CHIP_HEIGHT), is_filled=is_filled)
            x += width + Space.XS
        if not place.lane.is_heading:
            for box, name in ((add_box(head), Icon.ADD), (menu_box(head), Icon.MORE)):
                paint_icon(painter, self.rect(box), name, shown.text_2)
        if self._is_focused(place.lane.item):
            self._ring(head)

    def _chips(self, place: LanePlace) -> list[tuple[str, float, bool]]:
        """Return the chips of a lane with their widths: its level, filled, and its role in the paradigm."""
        code = self._session.code(place.lane.code_id)
        if code is None:
            return []
        language = interface_language()
        level = self._session.level_of(code)
        texts = [(level.name_in(language), True)] if level is not None and len(self._session.levels) > 1 else []
        texts += [(role_name(code.role, language), False)] if code.role is not None else []
        return [(text, self._texts.natural_width(text, Style.CHIP) + 14, is_filled) for text, is_filled in texts]

    def _chip(self, text: str, box: Box, *, is_filled: bool) -> None:
        painter, shown = self._painter, self._shown
        painter.setPen(Qt.PenStyle.NoPen if is_filled else QPen(QColor(shown.line_strong), 1))
        painter.setBrush(QColor(shown.text_2) if is_filled else QColor(shown.page))
        painter.drawRoundedRect(self.rect(box).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CHIP, Radius.CHIP)
        painter.setPen(QColor(shown.page if is_filled else shown.text_2))
        self._texts.draw(painter, text, self.box(box), Style.CHIP, Side.MIDDLE)

    def _column_head(self, place: ColumnPlace) -> None:
        painter, shown, head = self._painter, self._shown, place.head
        column = place.column
        fold = Icon.EXPAND if place.is_collapsed else Icon.OPEN_LIST
        paint_icon(painter, self.rect(fold_box(head)), fold, shown.text_3)
        code = self._session.code(column.code_id)
        if code is not None:
            sign = self.box(Box(head.x + 26, head.y, 10, head.height))
            rank = self._session.rank_of(code)
            paint_shape(painter, QPointF(sign.center_x, sign.center_y), rank, code.color, shown.chrome)
        painter.setPen(QColor(shown.text_2))
        number = Box(head.right - HEAD_NUMBER, head.y, HEAD_NUMBER - Space.S, head.height)
        count = localized_number(len(column.cards), interface_language())
        self._texts.draw(painter, count, self.box(number), Style.META, Side.END)
        is_hit = self._state.hits is None or column.code_id in self._state.hits
        painter.setPen(QColor(shown.text_1 if code is not None and is_hit else shown.text_2))
        name = Box(head.x + (HEAD_SIGNS if code is not None else 26), head.y, name_width(head.width), head.height)
        self._texts.draw_name(painter, column_name(self._session, column), self.box(name), Style.COLUMN)

    def _slot(self, place: LanePlace) -> None:
        """Paint the empty place of a lane: while cards are dragged, and where a lane holds nothing else."""
        if place.slot is None:
            return
        load, target = self._state.load, self._state.target
        is_wanted = load is not None and load.part is Part.CARD
        if not is_wanted and place.columns:
            return
        painter, shown = self._painter, self._shown
        is_target = is_wanted and target is not None and target.tint == place.slot
        pen = QPen(QColor(shown.accent if is_target else shown.line_strong), 2 if is_target else 1)
        pen.setStyle(Qt.PenStyle.SolidLine if is_target else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(shown.accent_tint) if is_target else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect(place.slot).adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        painter.setPen(QColor(shown.accent_text if is_target else shown.text_3))
        box = self.box(place.slot)
        inside = box._replace(x=box.x + Space.S, width=max(box.width - 2 * Space.S, 1))
        words = tr("New category from these") if is_wanted else tr("Drop cards here to make a category of them.")
        self._texts.draw(painter, words, inside, Style.META, Side.MIDDLE)

    def _tinted(self, box: Box) -> None:
        painter, shown = self._painter, self._shown
        painter.setPen(QPen(QColor(shown.accent), 2))
        painter.setBrush(QColor(shown.accent_tint))
        painter.drawRoundedRect(self.rect(box).adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)

    def _ring(self, box: Box) -> None:
        painter = self._painter
        painter.setPen(QPen(QColor(self._shown.accent), Size.FOCUS_RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect(box).adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)

    def _signs(self, code_id: int) -> list[Icon]:
        """Return the signs at the end of a card: for a memo, and for comments that wait for an answer."""
        signs = [Icon.MEMO] if code_id in self._state.with_memo else []
        return [*signs, Icon.COMMENT] if has_open_comments(self._session, code_id) else signs

    def _is_focused(self, item: Item) -> bool:
        return self._has_keyboard and self._state.focus == item

    def _is_ghost(self, code_id: int | None) -> bool:
        return self._state.load is not None and code_id in self._state.load.family

    def _marked_letters(self, hits) -> list[QTextLayout.FormatRange]:
        """Return the fitting letters of a label as ranges with a ground of their own."""
        ranges = []
        for hit in hits:
            found = QTextLayout.FormatRange()
            found.start, found.length = hit.start, hit.end - hit.start
            found.format = QTextCharFormat()
            found.format.setBackground(QColor(self._shown.accent_tint_2))
            ranges.append(found)
        return ranges
