"""The palette: every action, or everything in the project, found by typing in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from qdatool.settings import RecentProject
from qdatool.ui.actions import Actions, ActionSpec
from qdatool.ui.controls import IconLabel, SentenceLabel, align_to_window
from qdatool.ui.direction import one_line
from qdatool.ui.fuzzy import Match, fuzzy_match
from qdatool.ui.icons import Icon, Ink, paint_icon
from qdatool.ui.shortcuts import shown_shortcut
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import color, interface_font, tokens
from qdatool.ui.tokens import FontSize, IconSize, Radius, Space
from qdatool.wording import interface_language, say, tr

_WIDTH = 560
_ROW = 34
_MOST_SHOWN = 50
_VISIBLE_ROWS = 9
_DISABLED_PENALTY = 15
_CHOICE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Choice:
    """One row that the palette can offer.

    ``names`` are what can be typed, the one to show first; ``hint`` stands faint at the reading end; ``color`` is a
    dot in place of the icon.
    """

    names: tuple[str, ...]
    run: Callable[[], object]
    icon: Icon | None = None
    hint: str = ""
    shortcut: str = ""
    color: str = ""
    is_enabled: bool = True


@dataclass(frozen=True)
class _Found:
    choice: Choice
    name: str
    match: Match


def action_choices(actions: Actions) -> list[Choice]:
    """Return a choice for every action of the table, named in both languages, the usable ones first."""
    choices = [
        replace(
            _choice(bound.spec, actions.text(bound.spec.id), partial(actions.trigger, bound.spec.id)),
            is_enabled=actions.is_enabled(bound.spec.id),
        )
        for bound in actions.all()
        if bound.spec.is_in_palette
    ]
    return sorted(choices, key=lambda one: not one.is_enabled)


def distant_choices(specs: Iterable[ActionSpec], run: Callable[[StrEnum], object]) -> list[Choice]:
    """Return a choice for every action of workspaces not shown yet; ``run`` must show its workspace first."""
    return [_choice(spec, tr(spec.text), partial(run, spec.id)) for spec in specs if spec.is_in_palette]


def _choice(spec: ActionSpec, name: str, run: Callable[[], object]) -> Choice:
    return Choice(
        names=(name, say(spec.text, "en" if interface_language() == "fa" else "fa")),
        run=run,
        icon=spec.icon,
        hint=tr(spec.section.value),
        shortcut=spec.shortcuts[0] if spec.shortcuts else "",
    )


def recent_choices(projects: Iterable[RecentProject], open_path: Callable[[Path], object]) -> list[Choice]:
    """Return a choice for every recent project that is still where it was."""
    return [
        Choice(
            names=(tr("Open: {title}", title=project.title),),
            run=partial(open_path, project.file()),
            icon=Icon.OPEN_FOLDER,
            hint=tr("Recent"),
        )
        for project in projects
        if project.file().is_file()
    ]


class Palette(QFrame):
    """A field and a list over the top of the window; Escape or a click elsewhere closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._choices: list[Choice] = []
        self._before: QWidget | None = None
        self._field = QLineEdit()
        wear(self._field, Look.BARE)
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._model = _FoundModel(self)
        self._list = QListView()
        self._list.setObjectName("paletteList")
        self._list.setModel(self._model)
        self._list.setItemDelegate(_FoundDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_chosen)
        self._nothing = SentenceLabel("Nothing fits what you typed.", Look.DENSE)
        self._nothing.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._lay_out()
        self.hide()

    def open_with(self, choices: Iterable[Choice], placeholder: str, under: QWidget) -> None:
        """Offer the choices below ``under``; ``placeholder`` says, translated, what can be typed."""
        focused = self.window().focusWidget()
        if focused is not self._field:
            self._before = focused
        self._choices = list(choices)
        self._field.setPlaceholderText(placeholder)
        self._field.setAccessibleName(placeholder)
        align_to_window(self._field)
        self._field.clear()
        self._on_typed("")
        self._place_under(under)
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Close and give the keyboard back to where it was."""
        if not self.isVisible():
            return
        had_focus = self._field.hasFocus()
        self.hide()
        # An editor inside a tree or a list is gone as soon as it has lost the keyboard to the palette.
        if had_focus and self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def shown_names(self) -> list[str]:
        """Return the names that are offered now, best first."""
        return [found.choice.names[0] for found in self._model.found]

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self.close_palette()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        head.setSpacing(Space.S)
        head.addWidget(IconLabel(Icon.SEARCH, IconSize.NORMAL, Ink.FAINT))
        head.addWidget(self._field, 1)
        line = QFrame()
        line.setFixedHeight(1)
        wear(line, Look.SEPARATOR)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, Space.XS + 1)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(line)
        rows.addSpacing(Space.XS)
        rows.addWidget(self._list)
        rows.addWidget(self._nothing)

    def _place_under(self, under: QWidget) -> None:
        window = self.parentWidget()
        width = min(_WIDTH, window.width() - 2 * Space.L)
        middle = under.mapTo(window, under.rect().center()).x()
        left = min(max(middle - width // 2, Space.L), window.width() - width - Space.L)
        self.setFixedWidth(width)
        self.move(left, under.mapTo(window, under.rect().topLeft()).y())

    def _on_typed(self, typed: str) -> None:
        found = []
        for choice in self._choices:
            matches = [(match, name) for name in choice.names if (match := fuzzy_match(typed, name)) is not None]
            if matches:
                match, name = max(matches, key=lambda one: one[0].score)
                found.append(_Found(choice, name, match))
        if typed.strip():
            found.sort(key=lambda one: _DISABLED_PENALTY * (not one.choice.is_enabled) - one.match.score)
        self._model.show_found(found[:_MOST_SHOWN])
        rows = min(len(self._model.found), _VISIBLE_ROWS)
        self._list.setVisible(rows > 0)
        self._list.setFixedHeight(rows * _ROW)
        self._nothing.setVisible(rows == 0)
        self._list.setCurrentIndex(self._model.index(0))
        self.adjustSize()

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self._list.currentIndex())
        elif key in _STEPS:
            last = len(self._model.found) - 1
            row = min(max(self._list.currentIndex().row() + _STEPS[key], 0), last)
            self._list.setCurrentIndex(self._model.index(row))
        else:
            return False
        return True

    def _on_chosen(self, index: QModelIndex) -> None:
        found = index.data(_CHOICE)
        if found is None or not found.choice.is_enabled:
            return
        self.close_palette()
        found.choice.run()


_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _VISIBLE_ROWS,
    Qt.Key.Key_PageUp: -_VISIBLE_ROWS,
}


class _FoundModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: list[_Found] = []

    def show_found(self, found: list[_Found]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.found):
            return None
        found = self.found[index.row()]
        if role == _CHOICE:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return found.choice.names[0]
        return None


class _FoundDelegate(QStyledItemDelegate):
    """Draws icon, name with the matched letters in the accent, the other language's name, hint and keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        found: _Found = index.data(_CHOICE)
        shown = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = _MirroredRow(option.rect.adjusted(Space.S, 0, -Space.S, 0), option.direction)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(shown.selected))
            painter.drawRoundedRect(QRectF(option.rect.adjusted(Space.XS, 1, -Space.XS, -1)), Radius.CONTROL, 6)
        self._paint_sign(painter, row, found.choice)
        ink = color(shown.text_1 if found.choice.is_enabled else shown.disabled)
        faint = color(shown.text_2 if is_current else shown.text_3)
        if found.choice.shortcut:
            self._paint_key(painter, row, shown_shortcut(found.choice.shortcut))
        if found.choice.hint:
            row.skip_end(Space.S)
            painter.setFont(interface_font(FontSize.META))
            width = QFontMetrics(painter.font()).horizontalAdvance(found.choice.hint)
            painter.setPen(faint)
            painter.drawText(row.take_end(width + 2), int(Qt.AlignmentFlag.AlignCenter), found.choice.hint)
            row.skip_end(Space.M)
        self._paint_name(painter, row, found, ink)
        painter.restore()

    def _paint_sign(self, painter: QPainter, row: _MirroredRow, choice: Choice) -> None:
        place = QRectF(row.take_start(IconSize.NORMAL + Space.S))
        middle = place.center()
        if choice.color:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(choice.color))
            painter.drawEllipse(middle, 4, 4)
        elif choice.icon is not None:
            ink = tokens().text_2 if choice.is_enabled else tokens().disabled
            square = QRectF(middle.x() - 8, middle.y() - 8, 16, 16)
            paint_icon(painter, square, choice.icon, ink)
        row.skip_start(Space.S)

    def _paint_key(self, painter: QPainter, row: _MirroredRow, keys: str) -> None:
        shown = tokens()
        painter.setFont(interface_font(FontSize.HINT, language="en"))
        width = QFontMetrics(painter.font()).horizontalAdvance(keys) + 12
        place = QRectF(row.take_end(width))
        box = QRectF(place.x(), place.center().y() - 9, place.width(), 18)
        painter.setPen(color(shown.line_strong))
        painter.setBrush(color(shown.chrome))
        painter.drawRoundedRect(box, Radius.CHIP, Radius.CHIP)
        painter.setPen(color(shown.text_2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)

    def _paint_name(self, painter: QPainter, row: _MirroredRow, found: _Found, ink: QColor) -> None:
        is_other_name = found.name != found.choice.names[0]
        places = () if is_other_name else found.match.places
        used = _draw_marked(painter, row.rest(), found.choice.names[0], places, ink, row.direction)
        if is_other_name:
            row.skip_start(used + Space.M)
            if row.rest().width() > 40:
                faint = color(tokens().text_3)
                _draw_marked(painter, row.rest(), found.name, found.match.places, faint, row.direction)


class _MirroredRow:
    """A row whose pieces are taken from its reading start and end."""

    def __init__(self, place: QRect, direction: Qt.LayoutDirection) -> None:
        self._place = QRect(place)
        self.direction = direction
        self._is_mirrored = direction == Qt.LayoutDirection.RightToLeft

    def rest(self) -> QRect:
        return self._place

    def skip_start(self, width: int) -> None:
        self.take_start(width)

    def skip_end(self, width: int) -> None:
        self.take_end(width)

    def take_start(self, width: int) -> QRect:
        return self._take(width, at_left=not self._is_mirrored)

    def take_end(self, width: int) -> QRect:
        return self._take(width, at_left=self._is_mirrored)

    def _take(self, width: int, *, at_left: bool) -> QRect:
        whole = self._place
        if at_left:
            self._place = whole.adjusted(width, 0, 0, 0)
            return QRect(whole.left(), whole.top(), width, whole.height())
        self._place = whole.adjusted(0, 0, -width, 0)
        return QRect(whole.right() - width + 1, whole.top(), width, whole.height())


def _draw_marked(
    painter: QPainter,
    place: QRect,
    text: str,
    marked: tuple[int, ...],
    ink: QColor,
    direction: Qt.LayoutDirection,
) -> int:
    """Draw one line with some letters in the accent; return its width."""
    font = interface_font(FontSize.BASE)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    layout = QTextLayout(shown, font)
    option = one_line(text, direction)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats([_accent(start, end) for start, end in _runs(marked, len(shown))])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(place.width())
    width = int(line.naturalTextWidth()) + 1
    line.setLineWidth(width)
    layout.endLayout()
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    left = place.right() - width + 1 if is_mirrored else place.left()
    painter.setPen(ink)
    layout.draw(painter, QPointF(left, place.center().y() - line.height() / 2))
    return width


def _runs(places: tuple[int, ...], length: int) -> list[tuple[int, int]]:
    """Return positions as half-open runs, so that joined letters stay joined."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if place >= length:
            break
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _accent(start: int, end: int) -> QTextLayout.FormatRange:
    marked = QTextLayout.FormatRange()
    marked.start, marked.length = start, end - start
    letters = QTextCharFormat()
    letters.setForeground(color(tokens().accent_text))
    marked.format = letters
    return marked
