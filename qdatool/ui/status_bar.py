"""The status bar: whether everything is saved, who codes in which round, what is selected, where the keyboard is."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from qdatool import __version__
from qdatool.ui.controls import ElidedLabel, IconLabel, separator
from qdatool.ui.icons import Icon, Ink, icon
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.wording import interface_language, tr
from qdatool.wording.digits import localized_digits


class SavedState(Enum):
    """What the first part says."""

    NO_PROJECT = "No project open"
    SAVED = "All changes saved"
    READ_ONLY = "Reading only"
    FAILED = "The last change was not saved"


_SIGNS = {
    SavedState.SAVED: (Icon.DONE, Ink.OK, "ok"),
    SavedState.READ_ONLY: (Icon.LOCKED, Ink.WARN, "warn"),
    SavedState.FAILED: (Icon.ERROR, Ink.ERROR, "error"),
}


class StatusBar(QFrame):
    """One row of 26 at the bottom of the window."""

    reason_asked = Signal()
    """The user wants to know why the last change was not saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setFixedHeight(Size.STATUS_BAR)
        self._state = SavedState.NO_PROJECT
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.M, 0, Space.M, 0)
        self._row.setSpacing(Space.S)
        self._saved = QToolButton()
        self._saved.setObjectName("savedState")
        self._saved.setIconSize(self._saved.iconSize().scaled(14, 14, Qt.AspectRatioMode.KeepAspectRatio))
        self._saved.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._saved.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._saved.clicked.connect(self._on_saved_clicked)
        self._row.addWidget(self._saved)
        self._coder = _Part(Icon.CODER)
        self._round = _Part()
        self._selection = _Part()
        for part in (self._coder, self._round, self._selection):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._position = [_Part(), _Part(), _Part()]
        for part in self._position:
            self._row.addWidget(part)
        self._version = QLabel()
        wear(self._version, Look.META)
        self._row.addWidget(self._version)
        self.retranslate()

    def show_state(self, state: SavedState) -> None:
        """Say whether everything is saved; a failure stays until a later change is saved."""
        self._state = state
        self.retranslate()

    def state(self) -> SavedState:
        """Return what the first part says."""
        return self._state

    def show_coder(self, coder: str, round_name: str) -> None:
        """Say who codes in which round; empty texts for no project."""
        self._coder.show_text(coder)
        self._round.show_text(round_name)

    def show_selection(self, sentence: str) -> None:
        """Say what is selected."""
        self._selection.show_text(sentence)

    def show_position(self, *sentences: str) -> None:
        """Say where the keyboard is, in up to three parts."""
        for i, part in enumerate(self._position):
            part.show_text(sentences[i] if i < len(sentences) else "")

    def retranslate(self) -> None:
        """Show the state in the interface's language; the other parts are said anew by those who said them."""
        self._saved.setText(tr(self._state.value))
        sign = _SIGNS.get(self._state)
        self._saved.setIcon(icon(sign[0], sign[1]) if sign else QIcon())
        self._saved.setProperty("state", sign[2] if sign else "none")
        self._saved.style().unpolish(self._saved)
        self._saved.style().polish(self._saved)
        is_failed = self._state is SavedState.FAILED
        self._saved.setToolTip(tr("Show why") if is_failed else "")
        version = localized_digits(__version__, interface_language())
        self._version.setText(tr("Version {version}", version=version))
        self._version.setVisible(self._state is SavedState.NO_PROJECT)

    def _on_saved_clicked(self) -> None:
        if self._state is SavedState.FAILED:
            self.reason_asked.emit()


class _Part(QWidget):
    """One part of the bar with the line before it; gone while it has nothing to say."""

    def __init__(self, name: Icon | None = None) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(separator(Qt.Orientation.Vertical, 14))
        if name is not None:
            row.addWidget(IconLabel(name, IconSize.TINY, Ink.FAINT))
        self._text = ElidedLabel("", Look.META)
        row.addWidget(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_text(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))
