"""The small parts of the start page beside its two forms: emblem, links, the word about privacy."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qdatool.ui.actions import Actions
from qdatool.ui.controls import ActionKeyLabel, ClickableFrame, IconLabel, SentenceLabel, SentenceText
from qdatool.ui.icons import Icon, Ink, paint_icon
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import color, tokens
from qdatool.ui.tokens import IconSize, Radius, Size, Space
from qdatool.wording import tr


class Emblem(QWidget):
    """The program's sign: quotation marks on the accent."""

    def __init__(self, side: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens().accent))
        painter.drawRoundedRect(QRectF(self.rect()), Radius.POPUP, Radius.POPUP)
        inset = self.width() / 4
        sign = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        paint_icon(painter, sign, Icon.QUOTE, tokens().on_accent)


class OpenButton(QPushButton):
    """Opens a project and shows its keys."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S + 2, 0, Space.S + 2, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(Icon.OPEN_FOLDER, IconSize.DENSE, Ink.STRONG))
        row.addWidget(SentenceLabel("Open project", Look.STRONG))
        row.addWidget(ActionKeyLabel(actions, actions.row(ShellAction.OPEN_PROJECT)))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the button for screen readers."""
        self.setAccessibleName(tr("Open project"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.layout().sizeHint().width(), Size.BUTTON + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class SideLink(ClickableFrame):
    """A row of the side column that opens something; ``key`` pictures the keys that do the same."""

    def __init__(self, sign: Icon, sentence: str, key: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.setObjectName("sideLink")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XS, Space.XS + 1, Space.XS, Space.XS + 1)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(sign, IconSize.NORMAL, Ink.NORMAL))
        row.addWidget(SentenceLabel(sentence), 1)
        if key is not None:
            row.addWidget(key)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the link for screen readers."""
        self.setAccessibleName(tr(self._sentence))


class SampleLink(ClickableFrame):
    """A sample project: a link and what it is."""

    def __init__(self, sign: Icon, sentence: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.setObjectName("sideLink")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XS, Space.XS + 1, Space.XS, Space.XS + 1)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(sign, IconSize.NORMAL, Ink.ACCENT), 0, Qt.AlignmentFlag.AlignVCenter)
        names = QVBoxLayout()
        names.setSpacing(1)
        name = SentenceLabel(sentence, Look.LINK_TEXT)
        names.addWidget(name)
        names.addWidget(SentenceLabel(hint, Look.META))
        row.addLayout(names, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the link for screen readers."""
        self.setAccessibleName(tr(self._sentence))


class OfflineCard(QFrame):
    """Says where the interviews are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, Look.CARD)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(IconLabel(Icon.LOCKED, IconSize.DENSE, Ink.STRONG))
        head.addWidget(SentenceLabel("Offline", Look.STRONG), 1)
        sentence = SentenceText("Your interviews stay in one file on this computer. No account.", Look.META)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        rows.setSpacing(Space.XS + 2)
        rows.addLayout(head)
        rows.addWidget(sentence)
