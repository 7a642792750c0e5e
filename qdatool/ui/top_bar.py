"""The top bar: menu, project, the way back, the search field, undo, theme, language and coder."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from qdatool.ui.actions import Actions
from qdatool.ui.controls import (
    ActionButton,
    ActionKeyLabel,
    ElidedLabel,
    IconButton,
    IconLabel,
    SentenceLabel,
    draw_elided,
    menu_text,
    separator,
)
from qdatool.ui.count_button import CountButton
from qdatool.ui.icons import Icon, Ink, icon, paint_icon
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import color, interface_font, tokens
from qdatool.ui.tokens import FontSize, IconSize, Size, Space
from qdatool.wording import interface_language, tr

_MAIN_MENU: tuple[StrEnum | None, ...] = (
    *(ShellAction.NEW_PROJECT, ShellAction.OPEN_PROJECT, ShellAction.OPEN_READ_ONLY, ShellAction.CLOSE_PROJECT, None),
    *(ShellAction.SNAPSHOTS, ShellAction.TAKE_SNAPSHOT, ShellAction.PSEUDONYMISE, None),
    *(ShellAction.SAVE_REVIEW_PACKET, ShellAction.SAVE_METHODS, ShellAction.SAVE_AUDIT_TRAIL, None),
    *(ShellAction.PREFERENCES, ShellAction.HELP, ShellAction.ABOUT, None, ShellAction.QUIT),
)
_PROJECT_MENU: tuple[StrEnum | None, ...] = (
    *(ShellAction.JUMP, None, ShellAction.TAKE_SNAPSHOT, ShellAction.SNAPSHOTS, None, ShellAction.CLOSE_PROJECT),
)
_LANGUAGES = {"fa": "فارسی", "en": "English"}
_SHORT_LANGUAGES = {"fa": "فا", "en": "EN"}


class TopBar(QFrame):
    """One row of 44 at the top of the window."""

    language_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setObjectName("topBar")
        self.setFixedHeight(Size.TOP_BAR)
        self._menu = IconButton(Icon.MENU, "Menu")
        self._menu.setMenu(self._filled_later(QMenu(self), _MAIN_MENU))
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._project = ProjectButton(self)
        self._project.setMenu(self._filled_later(QMenu(self), _PROJECT_MENU))
        self._title = ElidedLabel("qdatool", Look.STRONG)
        self._search = SearchButton(actions)
        self._search.clicked.connect(lambda: actions.trigger(ShellAction.COMMANDS))
        self._theme = IconButton(Icon.DARK, "Switch between light and dark")
        self._theme.clicked.connect(lambda: actions.trigger(ShellAction.SWITCH_THEME))
        self._language = QToolButton()
        self._coder = CoderButton(self)
        self._coder.setMenu(QMenu(self))
        self._coder.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._set_up_language()
        self._lay_out()
        self.show_project(None, "")
        self.apply_theme()
        self.retranslate()

    def show_project(self, title: str | None, coder: str) -> None:
        """Show a project's title and coder, or none."""
        has_project = title is not None
        self._title.setVisible(not has_project)
        for widget in self._project_widgets:
            widget.setVisible(has_project)
        self._project.setText(title or "")
        self._coder.show_name(coder)
        self._coder.setVisible(has_project and bool(coder))
        self._coder_line.setVisible(has_project and bool(coder))

    def show_open_comments(self, number: int) -> None:
        """Show how many review comments are open."""
        self._review.show_number(number)

    def coder_menu(self) -> QMenu:
        """Return the menu of the coder's name, to be filled when it is about to show."""
        return self._coder.menu()

    def search_field(self) -> QWidget:
        """Return the field under which the palette opens."""
        return self._search

    def apply_theme(self) -> None:
        """Offer the other theme."""
        self._theme.show_as(*(_TO_LIGHT if tokens().is_dark else _TO_DARK))

    def retranslate(self) -> None:
        """Show which language is shown."""
        self._language.setText(_SHORT_LANGUAGES[interface_language()])
        self._language.setToolTip(tr("Language of the window"))
        self._language.setAccessibleName(tr("Language of the window"))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 0, Space.L, 0)
        row.setSpacing(Space.XS)
        start, end = QHBoxLayout(), QHBoxLayout()
        for part in (start, end):
            part.setSpacing(Space.XS)
        back, forward = (ActionButton(self._actions, one) for one in (ShellAction.BACK, ShellAction.FORWARD))
        undo, redo = (ActionButton(self._actions, one) for one in (ShellAction.UNDO, ShellAction.REDO))
        self._review = CountButton(self._actions, ShellAction.REVIEW)
        place_line, undo_line, self._coder_line = (separator(Qt.Orientation.Vertical, 18) for _ in range(3))
        self._project_widgets = (self._project, place_line, back, forward, undo, redo, self._review, undo_line)
        for widget in (self._menu, self._title, self._project, place_line, back, forward):
            start.addWidget(widget)
        start.addStretch(1)
        end.addStretch(1)
        for widget in (undo, redo, undo_line, self._review, self._theme, self._language, self._coder_line, self._coder):
            end.addWidget(widget)
        # Equal shares on both sides keep the search field in the middle of the window.
        row.addLayout(start, 1)
        row.addWidget(self._search, 1)
        row.addLayout(end, 1)

    def _set_up_language(self) -> None:
        menu = QMenu(self)
        for tag, name in _LANGUAGES.items():
            menu.addAction(name, lambda tag=tag: self.language_chosen.emit(tag))
        self._language.setMenu(menu)
        self._language.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._language.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._language.setMinimumWidth(36)
        self._language.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wear(self._language, Look.TOOL)

    def _filled_later(self, menu: QMenu, rows: tuple[StrEnum | None, ...]) -> QMenu:
        menu.aboutToShow.connect(lambda: fill_menu(menu, self._actions, rows))
        return menu


_TO_LIGHT = (Icon.LIGHT, "Switch to the light theme")
_TO_DARK = (Icon.DARK, "Switch to the dark theme")


def fill_menu(menu: QMenu, actions: Actions, rows: tuple[StrEnum | None, ...]) -> None:
    """Fill a menu with rows of the table of actions; None is a line."""
    menu.clear()
    for action_id in rows:
        if action_id is None:
            menu.addSeparator()
            continue
        spec = actions.spec(action_id)
        run: Callable[[], object] = lambda action_id=action_id: actions.trigger(action_id)  # noqa: E731
        entry = menu.addAction(menu_text(actions.text(action_id), actions, spec), run)
        if spec.icon is not None:
            entry.setIcon(icon(spec.icon))
        entry.setEnabled(actions.is_enabled(action_id))


class ProjectButton(QToolButton):
    """The title of the open project with the menu of what can be done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("projectButton")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(320)

    def sizeHint(self) -> QSize:
        font = interface_font(FontSize.BASE, is_bold=True)
        self.setFont(font)
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * Space.S + IconSize.DENSE + Space.S
        return QSize(width, Size.BUTTON)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 120), Size.BUTTON)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_title_button(self, self.text())


def paint_title_button(button: QToolButton, title: str) -> None:
    """Paint a bold title, cut at its own reading end, with a chevron at the window's reading end."""
    shown = tokens()
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_button_ground(button, painter)
    inner = button.rect().adjusted(Space.S, 0, -Space.S, 0)
    is_mirrored = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = IconSize.DENSE
    left = inner.left() if is_mirrored else inner.right() - side + 1
    paint_icon(painter, QRectF(left, (button.height() - side) / 2, side, side), Icon.OPEN_LIST, shown.text_2)
    room = side + Space.S - 2
    place = inner.adjusted(room, 0, 0, 0) if is_mirrored else inner.adjusted(0, 0, -room, 0)
    painter.setFont(interface_font(FontSize.BASE, is_bold=True))
    painter.setPen(color(shown.text_1))
    cut = draw_elided(painter, place, title, button.layoutDirection())
    button.setToolTip(title if cut != title else "")


def paint_button_ground(button: QToolButton, painter: QPainter) -> None:
    """Paint what a flat button shows under its text: the pointer over it, the keyboard in it."""
    shown = tokens()
    ground = QRectF(button.rect()).adjusted(1, 1, -1, -1)
    if button.underMouse() or button.isDown():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(shown.hover))
        painter.drawRoundedRect(ground, 6, 6)
    if button.hasFocus():
        pen = painter.pen()
        pen.setColor(color(shown.accent))
        pen.setWidth(Size.FOCUS_RING)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, 6, 6)


class CoderButton(QToolButton):
    """The coder's initials in a circle and the name beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaximumWidth(220)

    def show_name(self, name: str) -> None:
        """Show another coder."""
        self.setText(name)
        self.retranslate()
        self.updateGeometry()

    def retranslate(self) -> None:
        """Say in the tool tip what the name means."""
        sentence = tr("You code as {name}.", name=self.text()) if self.text() else ""
        self.setToolTip(sentence)
        self.setAccessibleName(sentence)

    def sizeHint(self) -> QSize:
        self.setFont(interface_font(FontSize.DENSE))
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 22 + Space.S * 2 + Space.XS, Size.BUTTON)

    def minimumSizeHint(self) -> QSize:
        return QSize(22 + Space.S, Size.BUTTON)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_button_ground(self, painter)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = QPointF(self.width() - Space.XS - 11 if is_mirrored else Space.XS + 11, self.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(shown.accent_tint_2))
        painter.drawEllipse(middle, 11, 11)
        painter.setFont(interface_font(FontSize.HINT, is_bold=True))
        painter.setPen(color(shown.accent_text))
        circle = QRectF(middle.x() - 11, middle.y() - 11, 22, 22)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(self.text()))
        painter.setFont(interface_font(FontSize.DENSE))
        painter.setPen(color(shown.text_1))
        room = 22 + Space.S
        inner = self.rect().adjusted(Space.XS, 0, -Space.XS, 0)
        place = inner.adjusted(0, 0, -room, 0) if is_mirrored else inner.adjusted(room, 0, 0, 0)
        draw_elided(painter, place, self.text(), self.layoutDirection())


def initials(name: str) -> str:
    """Return the first letters of the first and the last word; Persian ones are kept from joining."""
    words = name.split()
    letters = [word[0].upper() for word in ([words[0], words[-1]] if len(words) > 1 else words)]
    return "\u200c".join(letters)


class SearchButton(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchButton")
        self.setMinimumWidth(160)
        self.setMaximumWidth(400)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S - 2, 0, Space.S - 2, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(Icon.SEARCH, IconSize.DENSE, Ink.FAINT))
        label = SentenceLabel("Search or run a command", Look.DENSE)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(label, 1)
        row.addWidget(ActionKeyLabel(actions, actions.row(ShellAction.COMMANDS)))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(400, Size.BUTTON)

    def retranslate(self) -> None:
        """Name the field for screen readers."""
        self.setAccessibleName(tr("Search or run a command"))
