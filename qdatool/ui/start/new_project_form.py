"""One row that makes a project: title, languages, folder, Create."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QWidget

from qdatool.ui.controls import SentenceButton, SentenceLabel
from qdatool.ui.dialogs import PROJECT_SUFFIX, Dialogs
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon, icon
from qdatool.ui.start.folders import full_folder, short_folder
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, tr

_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))
_LANGUAGES = {"fa": "فارسی + English", "en": "English + فارسی"}


class NewProjectForm(QFrame):
    """Asks for the three things that a project cannot do without."""

    submitted = Signal(str, str, object)
    """Title, first language and folder; only sent when all three are there."""

    def __init__(self, folder: Path, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, Look.CARD)
        self._dialogs = dialogs
        self.title = QLineEdit()
        self.title.setObjectName("newProjectTitle")
        self.title.textChanged.connect(self._on_title_changed)
        self.title.returnPressed.connect(self._submit)
        self.language = QComboBox()
        for tag, name in _LANGUAGES.items():
            self.language.addItem(name, tag)
        self.language.setCurrentIndex(self.language.findData(interface_language()))
        self.folder = QLineEdit(short_folder(folder))
        self.folder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.folder.returnPressed.connect(self._submit)
        self._browse = QAction(icon(Icon.FOLDER), "", self.folder)
        self._browse.triggered.connect(self._on_browse)
        self.folder.addAction(self._browse, QLineEdit.ActionPosition.TrailingPosition)
        self.create = SentenceButton("Create", Look.PRIMARY)
        self.create.clicked.connect(self._submit)
        self._lay_out()
        self._on_title_changed("")
        self.retranslate()

    def retranslate(self) -> None:
        """Name the fields in the interface's language."""
        self.title.setPlaceholderText(tr("What is the study about?"))
        self.title.setAccessibleName(tr("Title"))
        self.language.setAccessibleName(tr("Languages"))
        self.folder.setAccessibleName(tr("Folder"))
        self._browse.setText(tr("Choose a folder"))
        self._browse.setToolTip(tr("Choose a folder"))
        self._on_title_changed(self.title.text())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        fields = (("Title", self.title, 5), ("Languages", self.language, 0), ("Folder", self.folder, 5))
        for column, (name, field, stretch) in enumerate(fields):
            grid.addWidget(SentenceLabel(name, Look.META), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, stretch)
        grid.addWidget(self.create, 1, 3)

    def _on_title_changed(self, title: str) -> None:
        self.create.setEnabled(bool(title.strip()))
        self.create.setToolTip("" if title.strip() else tr("Give the project a title first."))
        shown = title or self.title.placeholderText()
        side = Qt.AlignmentFlag.AlignRight if direction_of(shown) == Qt.LayoutDirection.RightToLeft else None
        self.title.setAlignment((side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute)

    def _on_browse(self) -> None:
        chosen = self._dialogs.folder(tr("Choose a folder"), full_folder(self.folder.text()))
        if chosen is not None:
            self.folder.setText(short_folder(chosen))

    def _submit(self) -> None:
        title, folder = self.title.text().strip(), self.folder.text().strip()
        if title and folder:
            self.submitted.emit(title, self.language.currentData(), full_folder(folder))


def free_path(folder: Path, title: str) -> Path:
    """Return where a project with this title goes; a name that is taken gets a number."""
    stem = " ".join(title.translate(_FORBIDDEN).split()).strip(". ")[:80] or "project"
    candidate = folder / f"{stem}{PROJECT_SUFFIX}"
    number = 2
    while candidate.exists():
        candidate = folder / f"{stem} ({number}){PROJECT_SUFFIX}"
        number += 1
    return candidate
