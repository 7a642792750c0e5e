"""The first step: whose names, and what else to look for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from qdatool.errors import QdaError
from qdatool.importing.name_list import read_name_list
from qdatool.text.identifiers import IdentifierKind
from qdatool.text.name_lists import Person, read_people, write_people
from qdatool.ui.controls import SentenceButton, SentenceLabel, SentenceText
from qdatool.ui.dialogs import Dialogs
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon
from qdatool.ui.pseudonyms.plan import KIND_NAMES
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import tr

_COLUMNS = 3


class WantedPage(QWidget):
    """Holds the list of names and the kinds; ``changed`` when there may be another answer to ``is_filled``."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, dialogs: Dialogs, folder: Path, pipelines: tuple[str, ...]) -> None:
        super().__init__()
        self._dialogs = dialogs
        self._folder = folder
        # Not QPlainTextEdit, which draws right-to-left lines at the left edge.
        self.names = QTextEdit()
        self.names.setAcceptRichText(False)
        self.names.setTabChangesFocus(True)
        wear(self.names, Look.FIELD)
        self.names.textChanged.connect(self._on_names)
        self.file_button = SentenceButton("Take names from a csv file", Look.SMALL, Icon.IMPORT)
        self.file_button.clicked.connect(self._take_file)
        self.kinds = {kind: QCheckBox() for kind in KIND_NAMES if isinstance(kind, IdentifierKind)}
        self.pipelines = {name: QCheckBox() for name in pipelines}
        for box in self.kinds.values():
            box.setChecked(True)
        for box in (*self.kinds.values(), *self.pipelines.values()):
            box.toggled.connect(self.changed)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.names.setPlaceholderText(tr("Sara Karimi / Sara = Participant 1"))
        self.names.setAccessibleName(tr("Names"))
        for kind, box in self.kinds.items():
            box.setText(tr(KIND_NAMES[kind]))
        for name, box in self.pipelines.items():
            box.setText(tr("People, places and organisations by {pipeline}", pipeline=name))
        self._on_names()

    def people(self) -> tuple[Person, ...]:
        """Return the people of the list."""
        return read_people(self.names.toPlainText())

    def chosen_kinds(self) -> tuple[IdentifierKind, ...]:
        """Return the kinds of numbers to look for."""
        return tuple(kind for kind, box in self.kinds.items() if box.isChecked())

    def chosen_pipelines(self) -> tuple[str, ...]:
        """Return the trained pipelines to ask."""
        return tuple(name for name, box in self.pipelines.items() if box.isChecked())

    def is_filled(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.people() or self.chosen_kinds() or self.chosen_pipelines())

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.S)
        rows.addWidget(
            SentenceText(
                "Names are replaced everywhere: in transcripts and their earlier versions, quotations, memos, "
                "comments, codes and the names of documents and participants. You see every place before anything is "
                "replaced.",
                Look.DENSE,
            )
        )
        rows.addSpacing(Space.XS)
        head = QHBoxLayout()
        head.addWidget(SentenceLabel("Names, one person a line", Look.SECTION))
        head.addStretch(1)
        head.addWidget(self.file_button)
        rows.addLayout(head)
        rows.addWidget(self.names, 1)
        rows.addWidget(
            SentenceText(
                "Put / between the names of one person, and = before a pseudonym; without one they are numbered. "
                "A name is found as a whole word in any spelling a reader takes for the same; with an ending, or in "
                "other capitals, it is listed but not ticked.",
                Look.META,
            )
        )
        rows.addSpacing(Space.XS)
        rows.addWidget(SentenceLabel("Also look for", Look.SECTION))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XL)
        for place, box in enumerate(self.kinds.values()):
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        for box in self.pipelines.values():
            grid.addWidget(box, grid.rowCount(), 0, 1, _COLUMNS)
        grid.setColumnStretch(_COLUMNS, 1)
        rows.addLayout(grid)

    def _on_names(self) -> None:
        words = self.names.toPlainText()
        option = self.names.document().defaultTextOption()
        direction = direction_of(words) if words.strip() else self.layoutDirection()
        if option.textDirection() != direction:
            option.setTextDirection(direction)
            self.names.document().setDefaultTextOption(option)
        self.changed.emit()

    def _take_file(self) -> None:
        chosen = self._dialogs.files_to_open(tr("Take names from a csv file"), self._folder, f"{tr('Tables')} (*.csv)")
        for path in chosen[:1]:
            try:
                people = read_name_list(path)
            except QdaError as error:
                self.refused.emit(error)
                return
            self.names.setPlainText(write_people((*self.people(), *people)))
