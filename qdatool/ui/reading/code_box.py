"""The box that codes a passage: type to find a code in either language, Enter to apply, Ctrl+Enter to make one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.codes import Code
from qdatool.text.spans import Span
from qdatool.text.utf16 import Utf16Map
from qdatool.ui.code_search import CodeMatch, CodeSearch
from qdatool.ui.controls import KeyLabel, SentenceLabel, draw_elided, separator
from qdatool.ui.direction import one_line
from qdatool.ui.icons import Icon, Ink, icon, paint_icon
from qdatool.ui.level_signs import paint_shape, rank_of
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import RowPlaces, is_selected, key_width, paint_ground, paint_key, paint_number
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space
from qdatool.wording import interface_language, tr

_ROW = 31
_MOST_ROWS = 7
_MOST_MATCHES = 200
_PARENT_ROOM, _COUNT_ROOM, _KEY_ROOM = 132, 34, 30


class RowKind(Enum):
    """What Enter does on a row."""

    APPLY = "apply"
    CREATE = "create"


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One line of the box; ``label`` of a CREATE row is what was typed."""

    kind: RowKind
    code_id: int | None
    label: str
    hits: tuple[Span, ...] = ()


class CodeBox(QFrame):
    """A child of the workspace that lies over it, below the passage or above it near the bottom.

    ``code_picked(code_id)``; ``code_asked(label, parent_id | None)`` to make one; ``in_vivo_asked``; ``left`` when
    Escape or a click elsewhere closes it without coding.
    """

    code_picked = Signal(int)
    code_asked = Signal(str, object)
    in_vivo_asked = Signal()
    left = Signal()

    def __init__(self, session: ReadingSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._search = CodeSearch(session.tree, interface_language())
        self._recent: tuple[int, ...] = ()
        self._parent_id: int | None = None
        self._is_choosing_parent = False
        self._label = ""
        self._number_found = 0
        self._is_open = False
        self._bottom: int | None = None
        self.setObjectName("codeBox")
        wear(self, Look.CARD)
        self.setFixedWidth(Size.CODE_BOX)
        self.field = QLineEdit()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.field.addAction(icon(Icon.TAG, Ink.STRONG), QLineEdit.ActionPosition.LeadingPosition)
        self._found = QLabel(self.field)
        self._found.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        wear(self._found, Look.META)
        self.list = QListView()
        self.list.setObjectName("boxList")
        self._rows = _BoxRows(self)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_BoxDelegate(session, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(lambda index: self._take(index.data(_ROW_ROLE)))
        self._lay_out()
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.setAccessibleName(tr("Code box"))
        self._refresh()

    def open_at(self, passage: QRect, recent: tuple[int, ...], text: str = "") -> None:
        """Open beside a passage (in pixels of the parent), with the codes used last while nothing is typed."""
        self._search = CodeSearch(self._session.tree, interface_language())
        self._recent = recent
        self._parent_id, self._is_choosing_parent, self._label = None, False, ""
        self.field.setText(text)
        self._refresh()
        self._place(passage)
        self._is_open = True
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Close without a word."""
        self._is_open = False
        self.hide()

    def rows(self) -> list[BoxRow]:
        """Return the lines offered."""
        return self._rows.rows

    def present_row(self) -> BoxRow | None:
        """Return the highlighted line."""
        return self.list.currentIndex().data(_ROW_ROLE)

    # What the keys do

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and self._on_key(event):
            return True
        if watched is self.field and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self._is_open:
            if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
                self.close_box()
                self.left.emit()
        return super().eventFilter(watched, event)

    def _on_key(self, event) -> bool:
        key = event.key()
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -_MOST_ROWS,
            Qt.Key.Key_PageDown: _MOST_ROWS,
        }
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(is_creating=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._choose_parent()
        elif key == Qt.Key.Key_Escape:
            self._on_escape()
        else:
            return False
        return True

    def _step(self, step: int) -> None:
        last = len(self._rows.rows) - 1
        if last < 0:
            return
        row = self.list.currentIndex().row() + step
        if abs(step) == 1:
            row = row % (last + 1)
        self.list.setCurrentIndex(self._rows.index(min(max(row, 0), last)))

    def _on_enter(self, *, is_creating: bool) -> None:
        present = self.present_row()
        if is_creating and not self._is_choosing_parent and self.field.text().strip():
            self._take(BoxRow(RowKind.CREATE, None, self.field.text().strip()))
        elif present is not None:
            self._take(present)

    def _on_escape(self) -> None:
        if self._is_choosing_parent:
            self._leave_parents(self._parent_id)
            return
        self.close_box()
        self.left.emit()

    def _take(self, row: BoxRow | None) -> None:
        if row is None:
            return
        if self._is_choosing_parent:
            self._leave_parents(row.code_id)
            return
        self.close_box()
        if row.kind is RowKind.CREATE:
            self.code_asked.emit(row.label, self._parent_id)
        else:
            self.code_picked.emit(row.code_id)

    # Choosing the parent of a code to make

    def _choose_parent(self) -> None:
        if self._is_choosing_parent:
            self._leave_parents(self._parent_id)
            return
        if not self.field.text().strip():
            return
        self._label = self.field.text()
        self._is_choosing_parent = True
        self.field.clear()
        self._refresh()

    def _leave_parents(self, parent_id: int | None) -> None:
        self._parent_id = parent_id
        self._is_choosing_parent = False
        self.field.setText(self._label)
        self._refresh()
        if self._rows.rows:
            # The parent was chosen for a code to make, so that is what Enter does now.
            self.list.setCurrentIndex(self._rows.index(len(self._rows.rows) - 1))

    def _possible_parents(self) -> list[Code]:
        levels = self._session.levels
        if len(levels) < 2:
            return list(self._session.tree)
        return [code for code in self._session.tree if code.level_id != levels[-1].id]

    # What is offered

    def _on_typed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        query = self.field.text().strip()
        rows = self._parent_rows(query) if self._is_choosing_parent else self._code_rows(query)
        self._rows.show(rows)
        self._found.setText(tr("{n} results", n=self._number_found) if query else "")
        self._place_found()
        self._title.set_sentence(self._title_sentence())
        self._title.setVisible(bool(self._title_sentence()))
        self._hint_parent.setVisible(not self._is_choosing_parent and bool(query) and bool(self._possible_parents()))
        self.field.setPlaceholderText(
            tr("Category to put it under") if self._is_choosing_parent else tr("Type a code, in Persian or English")
        )
        self.field.setAccessibleName(self.field.placeholderText())
        height = min(len(rows), _MOST_ROWS + 1) * _ROW
        self.list.setFixedHeight(height)
        self.list.setVisible(bool(rows))
        if rows:
            self.list.setCurrentIndex(self._rows.index(self._first_row(rows)))
        self.layout().activate()
        self.setFixedHeight(self.layout().sizeHint().height())

    def _title_sentence(self) -> str:
        if self._is_choosing_parent:
            return "The new code goes under…"
        return "" if self.field.text().strip() or not self._rows.rows else "Used last"

    def _code_rows(self, query: str) -> list[BoxRow]:
        if not query:
            return [
                BoxRow(RowKind.APPLY, code.id, code.label_in(interface_language()))
                for code_id in self._recent[:_MOST_ROWS]
                if (code := self._session.code(code_id)) is not None
            ]
        matches = self._search.matches(query, _MOST_MATCHES)
        self._number_found = len(matches)
        # The line that makes a code must not be scrolled away; a longer query finds what is left out here.
        return [*map(_apply_row, matches[:_MOST_ROWS]), BoxRow(RowKind.CREATE, None, query)]

    def _parent_rows(self, query: str) -> list[BoxRow]:
        possible = {code.id for code in self._possible_parents()}
        if not query:
            return [
                BoxRow(RowKind.APPLY, code.id, code.label_in(interface_language())) for code in self._possible_parents()
            ]
        matches = [one for one in self._search.matches(query, len(self._session.tree) or 1) if one.code_id in possible]
        self._number_found = len(matches)
        return [_apply_row(match) for match in matches]

    def _first_row(self, rows: list[BoxRow]) -> int:
        """Return the row to highlight: the best match, or the making of a code where only parts of words fit."""
        query = self.field.text().strip()
        if not query or self._is_choosing_parent:
            return 0
        best = self._search.matches(query, 1)
        return 0 if best and best[0].is_whole else len(rows) - 1

    def create_sentence(self, label: str) -> str:
        """Return what the last line says."""
        levels = self._session.levels
        level = levels[-1].name_in(interface_language()) if levels else ""
        parent = self._session.code(self._parent_id)
        if parent is not None:
            name = parent.label_in(interface_language())
            return tr("Make “{label}” under “{parent}” and apply it", label=label, parent=name)
        if len(levels) < 2:
            return tr("Make “{label}” and apply it", label=label)
        return tr("Make the {level} code “{label}” and apply it", level=level, label=label)

    # How it looks

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(Space.S, Space.S, Space.S, 6)
        line.setSpacing(Space.S)
        line.addWidget(self.field, 1)
        self._title = SentenceLabel("", Look.META)
        self._title.setContentsMargins(Space.M, 0, Space.M, 2)
        keys = QHBoxLayout()
        keys.setContentsMargins(Space.M, 6, Space.M, Space.S)
        keys.setSpacing(Space.XS)
        self._hint_parent = QWidget()
        for sign, sentence in (("Up", ""), ("Down", "choose"), ("Tab", "put under"), ("Alt+V", "in vivo")):
            holder = self._hint_parent if sign == "Tab" else QWidget()
            pair = QHBoxLayout(holder)
            pair.setContentsMargins(0, 0, 0 if sign == "Up" else Space.S, 0)
            pair.setSpacing(Space.XS)
            pair.addWidget(KeyLabel(sign) if len(sign) > 4 or sign == "Tab" else _arrow_key(sign))
            if sentence:
                pair.addWidget(SentenceLabel(sentence, Look.META))
            keys.addWidget(holder)
        keys.addStretch(1)
        keys.addWidget(KeyLabel("Esc"))
        keys.addWidget(SentenceLabel("back to the text", Look.META))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addLayout(line)
        rows.addWidget(self._title)
        lists = QVBoxLayout()
        lists.setContentsMargins(Space.XS, 0, Space.XS, Space.XS)
        lists.addWidget(self.list)
        rows.addLayout(lists)
        rows.addWidget(separator(Qt.Orientation.Horizontal))
        rows.addLayout(keys)

    def _place_found(self) -> None:
        """Put the number of results inside the field, at its reading end."""
        self._found.adjustSize()
        gap = Space.M
        x = gap if self.isRightToLeft() else self.field.width() - self._found.width() - gap
        self._found.move(x, (self.field.height() - self._found.height()) // 2)

    def _place(self, passage: QRect) -> None:
        area = self.parentWidget().rect().adjusted(Space.S, Space.S, -Space.S, -Space.S)
        is_mirrored = self.isRightToLeft()
        x = passage.right() - self.width() if is_mirrored else passage.left()
        # Room for the most rows, so that the box does not jump to the other side while the user types.
        tallest = self.height() - self.list.height() + (_MOST_ROWS + 1) * _ROW
        below = passage.bottom() + Space.XS
        y = below if below + tallest <= area.bottom() else max(passage.top() - Space.XS - self.height(), area.top())
        self._bottom = y + self.height() if y < below else None
        self.move(min(max(x, area.left()), area.right() - self.width()), y)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._place_found()
        if self._bottom is not None and self._is_open:
            self.move(self.x(), max(self._bottom - self.height(), 0))


_ROW_ROLE = Qt.ItemDataRole.UserRole


def _apply_row(match: CodeMatch) -> BoxRow:
    return BoxRow(RowKind.APPLY, match.code_id, match.label, match.hits)


def _arrow_key(sign: str) -> QLabel:
    label = KeyLabel(sign)
    label.setText("↑" if sign == "Up" else "↓")
    return label


class _BoxRows(QAbstractListModel):
    def __init__(self, box: CodeBox) -> None:
        super().__init__(box)
        self._box = box
        self.rows: list[BoxRow] = []

    def show(self, rows: list[BoxRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._box.create_sentence(row.label) if row.kind is RowKind.CREATE else row.label
        return None


class _BoxDelegate(QStyledItemDelegate):
    def __init__(self, session: ReadingSession, box: CodeBox) -> None:
        super().__init__(box)
        self._session = session
        self._box = box

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row: BoxRow = index.data(_ROW_ROLE)
        shown = tokens()
        painter.save()
        place = option.rect.adjusted(2, 1, -2, -1)
        if is_selected(option):
            paint_ground(painter, place, shown.selected)
        places = RowPlaces(place, option.direction)
        if row.kind is RowKind.CREATE:
            self._paint_create(painter, places, option, index.data())
        else:
            self._paint_code(painter, places, option, row)
        painter.restore()

    def _paint_create(self, painter: QPainter, places: RowPlaces, option: QStyleOptionViewItem, sentence: str) -> None:
        paint_icon(painter, QRectF(places.leading(8, 14, 14)), Icon.ADD, tokens().accent_text)
        key = "Enter" if is_selected(option) else "Ctrl+Enter"
        width = key_width("↵" if is_selected(option) else "Ctrl+↵")
        paint_key(painter, places.trailing(6, width, 18), key.replace("Enter", "↵"))
        painter.setFont(interface_font(FontSize.DENSE, is_bold=True))
        painter.setPen(QColor(tokens().accent_text))
        draw_elided(painter, places.between(30, width + 14), sentence, option.direction)

    def _paint_code(self, painter: QPainter, places: RowPlaces, option: QStyleOptionViewItem, row: BoxRow) -> None:
        shown, code = tokens(), self._session.code(row.code_id)
        if code is None:
            return
        rank = rank_of(code.level_id, self._session.levels)
        ground = shown.selected if is_selected(option) else shown.raised
        paint_shape(painter, QPointF(places.leading(8, 12, 12).center()), rank, code.color, ground)
        faint = QColor(shown.text_2 if is_selected(option) else shown.text_3)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(faint)
        if is_selected(option):
            paint_key(painter, places.trailing(6, 20, 18), "↵")
        paint_number(painter, places.trailing(_KEY_ROOM, _COUNT_ROOM - 8), self._session.count(code.id).quotations)
        parent = self._session.code(code.parent_id)
        used = _KEY_ROOM + _COUNT_ROOM
        if parent is not None:
            name = parent.label_in(interface_language())
            width = min(round(QFontMetricsF(painter.font()).horizontalAdvance(name)) + 4, _PARENT_ROOM)
            draw_elided(painter, places.trailing(used, width), name, option.direction)
            used += width + Space.S
        _paint_label(painter, places.between(28, used), row, option.direction)


def _paint_label(painter: QPainter, place: QRect, row: BoxRow, window: Qt.LayoutDirection) -> None:
    """Paint a label with its matched parts in bold accent; one that is too long loses its own end."""
    font = interface_font(FontSize.BASE)
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, place.width() - 4)
    layout = QTextLayout(text, font)
    layout.setTextOption(one_line(text, window))
    strong = QTextCharFormat()
    strong.setForeground(QColor(tokens().accent_text))
    strong.setFontWeight(600)
    ranges = []
    utf16 = Utf16Map(row.label)
    kept = len(text.encode("utf-16-le")) // 2 - (1 if text != row.label else 0)
    for hit in row.hits:
        start, end = utf16.to16(hit.start), min(utf16.to16(hit.end), kept)
        if start < end:
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, end - start, strong
            ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(place.width())
    layout.endLayout()
    painter.setPen(QColor(tokens().text_1))
    layout.draw(painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2))
