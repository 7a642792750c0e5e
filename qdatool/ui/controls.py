"""The small parts that every screen is made of; each follows language and theme by itself."""

from __future__ import annotations

from enum import StrEnum
from html import escape

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qdatool.ui.actions import Actions, ActionSpec
from qdatool.ui.direction import one_line
from qdatool.ui.icons import Icon, Ink, icon, paint_icon
from qdatool.ui.shortcuts import shown_shortcut
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.wording import interface_language, tr


class WrappingLabel(QLabel):
    """A label whose text may take several lines.

    Qt 6.11 sets wrapped plain right-to-left lines one space away from their edge; as rich text they stand right. Gone
    when both edges of a wrapped Persian label are straight with ``PlainText``.
    """

    def __init__(self, text: str = "", look: Look | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        if look is not None:
            wear(self, look)
        self.show_text(text)

    def show_text(self, text: str, language: str | None = None) -> None:
        """Show plain text, which may hold any character, in the direction of the window or of ``language``."""
        direction = "rtl" if (language or interface_language()) == "fa" else "ltr"
        lines = escape(text).replace("\n", "<br>")
        self.setText(f'<p dir="{direction}" style="margin:0; line-height:125%">{lines}</p>' if text else "")
        self.setAccessibleName(text)


class SentenceText(WrappingLabel):
    """A sentence of the interface that may take several lines."""

    def __init__(self, sentence: str, look: Look | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", look, parent)
        self._sentence = sentence
        self.retranslate()

    def retranslate(self) -> None:
        """Show the sentence in the interface's language."""
        self.show_text(tr(self._sentence))


class SentenceLabel(QLabel):
    """A label that shows one sentence of the interface, on one line, in whichever language is shown."""

    def __init__(self, sentence: str, look: Look | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.setTextFormat(Qt.TextFormat.PlainText)
        if look is not None:
            wear(self, look)
        self.retranslate()

    def set_sentence(self, sentence: str) -> None:
        """Show another sentence, given in English."""
        self._sentence = sentence
        self.retranslate()

    def retranslate(self) -> None:
        """Show the sentence in the interface's language."""
        self.setText(tr(self._sentence) if self._sentence else "")
        align_label_to_window(self)


def align_label_to_window(label: QLabel) -> None:
    """Put a label's text at the leading side of the window; Qt by itself goes by the text's own direction."""
    is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class ElidedLabel(QLabel):
    """A label of user text that is cut at its own reading end and shows all of it in a tool tip."""

    def __init__(self, text: str = "", look: Look | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if look is not None:
            wear(self, look)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self.fontMetrics().averageCharWidth() * 5), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text_color = self.palette().color(self.foregroundRole())
        painter.setPen(text_color)
        shown = draw_elided(painter, self.contentsRect(), self.text(), self.layoutDirection())
        if (shown != self.text()) != bool(self.toolTip()):
            self.setToolTip(self.text() if shown != self.text() else "")


def draw_elided(painter: QPainter, place: QRect, text: str, window_direction: Qt.LayoutDirection) -> str:
    """Draw one line of user text at the leading side of the window, in its own direction; return what was drawn.

    A text that does not fit loses its own end: a Persian one the left, a Latin one the right.
    """
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(QRectF(place), shown, one_line(text, window_direction))
    return shown


class KeyLabel(QLabel):
    """The picture of a key or a combination of keys; never mirrored."""

    def __init__(self, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(shown_shortcut(shortcut), parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        wear(self, Look.KEY)


class ActionKeyLabel(KeyLabel):
    """The picture of the first keys of an action, whichever the user gave it; gone where it has none."""

    def __init__(self, actions: Actions, spec: ActionSpec, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._actions = actions
        self._spec = spec
        actions.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the keys that count now."""
        keys = self._actions.with_keys(self._spec).shortcuts
        text = shown_shortcut(keys[0]) if keys else ""
        if text != self.text():
            self.setText("↵" if text == "Enter" else text)
        self.setMaximumWidth(_WIDEST if text else 0)


_WIDEST = 16_777_215
"""Qt's QWIDGETSIZE_MAX, which PySide6 does not name."""


def menu_text(name: str, actions: Actions, spec: ActionSpec) -> str:
    """Return an entry of a menu, its name already translated, with the keys that do the same."""
    keys = actions.with_keys(spec).shortcuts
    # The marks keep "Ctrl+," in order in a menu that runs from the right.
    return f"{name}\t\u200e{shown_shortcut(keys[0])}\u200e" if keys else name


class IconLabel(QWidget):
    """An icon that is no button."""

    def __init__(self, name: Icon, side: int = IconSize.NORMAL, ink: Ink = Ink.NORMAL, parent: QWidget | None = None):
        super().__init__(parent)
        self._name = name
        self._ink = ink
        self.setFixedSize(int(side), int(side))

    def set_icon(self, name: Icon, ink: Ink) -> None:
        """Show another icon."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._ink if self.isEnabled() else Ink.DISABLED
        paint_icon(QPainter(self), QRectF(self.rect()), self._name, getattr(tokens(), ink.value))


class IconButton(QToolButton):
    """A flat button with an icon and a tool tip, which is also its name for screen readers."""

    def __init__(self, name: Icon, sentence: str, side: int = IconSize.NORMAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.setIcon(icon(name))
        self.setIconSize(QSize(int(side), int(side)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wear(self, Look.TOOL)
        self.retranslate()

    def show_as(self, name: Icon, sentence: str) -> None:
        """Change icon and tool tip."""
        self._sentence = sentence
        self.setIcon(icon(name))
        self.retranslate()

    def retranslate(self) -> None:
        """Show the tool tip in the interface's language."""
        self.setToolTip(tr(self._sentence))
        self.setAccessibleName(tr(self._sentence))


class ActionButton(QToolButton):
    """A button for one row of the table of actions: its icon, name, keys, and whether it can be used now."""

    def __init__(
        self,
        actions: Actions,
        action_id: StrEnum,
        *,
        with_text: bool = False,
        side: int = IconSize.NORMAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._action_id = action_id
        spec = actions.spec(action_id)
        if spec.icon is not None:
            self.setIcon(icon(spec.icon))
        self.setIconSize(QSize(int(side), int(side)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if with_text else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(style)
        wear(self, Look.TOOL)
        self.clicked.connect(lambda: self._actions.trigger(self._action_id))
        actions.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show name, keys and state as they are now."""
        name = self._actions.text(self._action_id)
        spec = self._actions.spec(self._action_id)
        keys = f"  {shown_shortcut(spec.shortcuts[0])}" if spec.shortcuts else ""
        is_enabled = self._actions.is_enabled(self._action_id)
        why = "" if is_enabled else self._actions.why_not(self._action_id)
        self.setText(tr(spec.text))
        self.setToolTip(f"{name}{keys}" + (f"\n{why}" if why else ""))
        self.setAccessibleName(name)
        self.setEnabled(is_enabled)


class SentenceButton(QPushButton):
    """A button whose text is one sentence of the interface."""

    def __init__(
        self, sentence: str, look: Look | None = None, name: Icon | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sentence = sentence
        if look is not None:
            wear(self, look)
        if name is not None:
            self.setIcon(icon(name, Ink.ON_ACCENT if look is Look.PRIMARY else Ink.STRONG))
            # Wider than the icon, which stands in its middle: Qt leaves too little room before the text.
            self.setIconSize(QSize(IconSize.NORMAL + Space.S, IconSize.NORMAL))
        self.setAutoDefault(False)
        self.retranslate()

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        self._sentence = sentence
        self.retranslate()

    def retranslate(self) -> None:
        """Show the sentence in the interface's language."""
        self.setText(tr(self._sentence))


class LinkButton(SentenceButton):
    """A button that reads as a link, with the hand cursor that only links have."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(sentence, Look.LINK, parent=parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class FilterField(QLineEdit):
    """A field that filters what stands below it as the user types; Escape empties it."""

    def __init__(self, sentence: str, name: Icon = Icon.FILTER, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.addAction(icon(name, Ink.FAINT), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the placeholder in the interface's language."""
        self.setPlaceholderText(tr(self._sentence))
        self.setAccessibleName(tr(self._sentence))
        align_to_window(self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return True
        return super().event(event)


class NumberField(QDoubleSpinBox):
    """A field for a number with its unit; a style sheet cannot keep the number off the frame, so this does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(Space.XS + 2, 0, Space.XS + 2, 0)


def align_to_window(field: QLineEdit) -> None:
    """Let an empty field wait at the leading side of the window, whatever the keyboard's language is."""
    is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    field.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class EmptyState(QWidget):
    """What a panel shows when it has nothing to show: one sentence and at most one button."""

    asked = Signal()

    def __init__(self, sentence: str, button: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        rows.setSpacing(Space.M)
        rows.addStretch(2)
        label = SentenceText(sentence, Look.DENSE)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.addWidget(label)
        self._press = SentenceButton(button) if button is not None else None
        if self._press is not None:
            self._press.clicked.connect(self.asked)
            rows.addWidget(self._press, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)

    def offer(self, *, is_on: bool) -> None:
        """Show the button or hide it, as where a project is open for reading only."""
        if self._press is not None:
            self._press.setVisible(is_on)


class ClickableFrame(QFrame):
    """A row or card that acts as one button, with the keyboard too."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)


class PanelHead(QFrame):
    """The row of 36 over a panel: a bold title, what it counts, and buttons at the reading end."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, Look.PANEL_HEAD)
        self.setFixedHeight(Size.PANEL_HEAD)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.S, 0, Space.S, 0)
        self._row.setSpacing(Space.XS)
        self._row.addWidget(SentenceLabel(sentence, Look.STRONG))
        self._count = QLabel()
        wear(self._count, Look.META)
        self._row.addWidget(self._count)
        self._row.addStretch(1)

    def show_count(self, text: str) -> None:
        """Show what the panel counts, beside its title; already translated."""
        self._count.setText(text)

    def add(self, button: QWidget) -> None:
        """Add a button at the reading end."""
        self._row.addWidget(button)

    def add_before(self, button: QWidget, next_button: QWidget) -> None:
        """Add a button before one that is there."""
        self._row.insertWidget(self._row.indexOf(next_button), button)


def separator(orientation: Qt.Orientation, length: int | None = None) -> QFrame:
    """Return a line of one pixel; ``length`` fixes how long it is."""
    line = QFrame()
    wear(line, Look.SEPARATOR)
    if orientation == Qt.Orientation.Vertical:
        line.setFixedWidth(1)
        if length is not None:
            line.setFixedHeight(length)
    else:
        line.setFixedHeight(1)
        if length is not None:
            line.setFixedWidth(length)
    return line
