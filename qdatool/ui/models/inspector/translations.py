"""The table of translations: every word of a figure in both languages, written where it stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from qdatool.coding.languages import LANGUAGES
from qdatool.coding.model_words import ModelWord, WordKind, list_words, write_word
from qdatool.ui.direction import direction_of
from qdatool.ui.models.session import ModelSession
from qdatool.ui.sheet import Sheet
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Size
from qdatool.wording import say, tr
from qdatool.wording.terms import ROLES

_KINDS = {
    WordKind.TITLE: "Title",
    WordKind.CAPTION: "Caption",
    WordKind.ROLE: "Role",
    WordKind.CODE: "Category",
    WordKind.PROPOSITION: "Proposition",
}
_SIZE = QSize(760, 520)


class TranslationsSheet(Sheet):
    """A dialog with one row per word; what is typed is written at once and can be undone."""

    def __init__(self, session: ModelSession, parent: QWidget) -> None:
        super().__init__(parent, "Translations of the model")
        self._session = session
        self._words: list[ModelWord] = []
        self._is_filling = False
        self.only_missing = QCheckBox(tr("Only what is missing"))
        self.table = QTableWidget(0, 1 + len(LANGUAGES))
        self.table.setHorizontalHeaderLabels([tr("What it names"), tr("Persian"), tr("English")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(Size.LIST_ROW + 4)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for column in range(1, 1 + len(LANGUAGES)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.table)
        self.add_start_widget(self.only_missing)
        self.add_close()
        self.resize(_SIZE)
        self.only_missing.toggled.connect(lambda _is_on: self._fill())
        self.table.cellChanged.connect(self._write)
        self._fill()

    def _fill(self) -> None:
        project, model = self._session.project, self._session.model
        if project is None or model is None:
            return
        words = list_words(project, model.id)
        self._words = [word for word in words if word.missing or not self.only_missing.isChecked()]
        self._is_filling = True
        self.table.setRowCount(len(self._words))
        for row, word in enumerate(self._words):
            named = QTableWidgetItem(self._name(word))
            named.setFlags(Qt.ItemFlag.ItemIsEnabled)
            named.setForeground(QBrush(QColor(tokens().text_2)))
            self.table.setItem(row, 0, named)
            for column, language in enumerate(LANGUAGES, start=1):
                self.table.setItem(row, column, self._cell(word, language))
        self._is_filling = False

    def _name(self, word: ModelWord) -> str:
        if word.role is not None:
            return self._session.role_title(word.role)
        return tr(_KINDS[word.kind])

    def _cell(self, word: ModelWord, language: str) -> QTableWidgetItem:
        text = word.texts.get(language, "")
        textbook = say(ROLES[word.role], language) if word.role in ROLES else ""
        cell = QTableWidgetItem(text or textbook)
        is_rtl = (
            direction_of(text or textbook or ("\u0627" if language == "fa" else "a")) == Qt.LayoutDirection.RightToLeft
        )
        side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
        cell.setTextAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        if language in word.missing:
            cell.setBackground(QBrush(QColor(tokens().warn_tint)))
            cell.setToolTip(tr("Not written yet"))
        elif not text:
            cell.setForeground(QBrush(QColor(tokens().text_3)))
            cell.setToolTip(tr("As in the textbook: {name}", name=textbook))
        if not self._session.can_write:
            cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return cell

    def _write(self, row: int, column: int) -> None:
        project, model = self._session.project, self._session.model
        if self._is_filling or project is None or model is None or column == 0:
            return
        word, language, text = self._words[row], LANGUAGES[column - 1], self.table.item(row, column).text().strip()
        if text != word.texts.get(language, ""):
            self._session.attempt(lambda: write_word(project, model.id, word, language, text))
        place = self.table.currentIndex()
        self._fill()
        self.table.setCurrentCell(place.row(), place.column())
