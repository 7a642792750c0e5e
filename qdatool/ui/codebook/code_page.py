"""One code in the inspector: its words to write, its quotations, its properties and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.code_groups import CodeStatus, set_codes_level, set_codes_status
from qdatool.coding.codes import Code, Definition, define_code, rename_code
from qdatool.ui.codebook.passages_page import PassagesPage
from qdatool.ui.codebook.property_view import PropertyView
from qdatool.ui.codebook.provenance_view import ProvenanceView
from qdatool.ui.codebook.session import CodebookSession, Scope
from qdatool.ui.controls import SentenceLabel, WrappingLabel
from qdatool.ui.direction import direction_of
from qdatool.ui.level_signs import paint_shape
from qdatool.ui.style_sheet import Look
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Size, Space
from qdatool.ui.words_field import WordsField
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import code_status_name

SAVE_AFTER_MS = 700
_LANGUAGES = ("fa", "en")
_WORDS = {
    "definition": ("Definition", "When does this code apply?"),
    "include": ("Applies to", "What belongs to it?"),
    "exclude": ("Does not apply to", "What does not, though it seems so?"),
    "example": ("Example", "A passage that shows it best"),
}
_SHORTEST, _LONGEST = 30, 150


class PageTab(IntEnum):
    """The tabs in their order."""

    CODE = 0
    QUOTATIONS = 1


class CodePage(QWidget):
    """Shows one code; what is typed is written when its field is left or after a pause."""

    def __init__(self, session: CodebookSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id: int | None = None
        self.words = CodeWords(session)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for _tab in PageTab:
            self.tabs.addTab("")
        self._sides = QStackedWidget()
        self.properties = PropertyView(session)
        self.provenance = ProvenanceView(session)
        self.words.add_section(self.properties)
        self.words.add_section(self.provenance)
        self.passages = PassagesPage(session, self.properties.dimensions)
        self._sides.addWidget(_scrolling(self.words))
        self._sides.addWidget(self.passages)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.tabs)
        rows.addWidget(self._sides, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the tabs in the interface's language."""
        self.tabs.setTabText(PageTab.CODE, tr("About the code"))
        number = self._session.whole_count(self._code_id).quotations if self._code_id is not None else 0
        self.tabs.setTabText(PageTab.QUOTATIONS, tr("Quotations {n}", n=number))

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self.words.fields[interface_language()]

    def show_code(self, code_id: int) -> None:
        """Show a code; what was being written about another one is saved first."""
        if code_id != self._code_id:
            self.flush()
            self._code_id = code_id
        self.words.show_code(code_id)
        self.properties.show_code(code_id)
        self.provenance.show_code(code_id)
        self._show_passages()
        self.retranslate()

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        self.words.flush()

    def _on_tab(self, tab: int) -> None:
        self._sides.setCurrentIndex(tab)
        self._show_passages()

    def _show_passages(self) -> None:
        """Look the quotations up only where they are seen: there may be thousands."""
        if self._code_id is not None and self.tabs.currentIndex() == PageTab.QUOTATIONS:
            self.passages.show_code(self._code_id)


class CodeWords(QWidget):
    """Labels in both languages, level, status, and the words that say when the code applies."""

    def __init__(self, session: CodebookSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id: int | None = None
        self._sign = CodeSign(session, self._code)
        self.level = StillChoice()
        self.status = StillChoice()
        self._count = WrappingLabel("", Look.META)
        self.fields = {language: QLineEdit() for language in _LANGUAGES}
        self.words = {name: GrowingField(sentence, title) for name, (title, sentence) in _WORDS.items()}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._write_words)
        self._lay_out()
        for language, field in self.fields.items():
            field.editingFinished.connect(lambda language=language: self._write_label(language))
        for field in self.words.values():
            field.words_changed.connect(self._timer.start)
        self.level.activated.connect(self._write_level)
        self.status.activated.connect(self._write_status)
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        names = {"fa": tr("Name in Persian"), "en": tr("Name in English")}
        for language, field in self.fields.items():
            field.setAccessibleName(names[language])
        self.level.setAccessibleName(tr("Level"))
        self.status.setAccessibleName(tr("Status"))
        if self._code() is not None:
            self._refresh()

    def show_code(self, code_id: int) -> None:
        """Show a code."""
        self._code_id = code_id
        self._refresh()

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        if self._timer.isActive():
            self._timer.stop()
            self._write_words()
        for language in _LANGUAGES:
            self._write_label(language)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._sign)
        head.addWidget(self.level, 1)
        head.addWidget(self.status, 1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self._rows.setSpacing(Space.XS)
        self._rows.addLayout(head)
        self._rows.addWidget(self._count)
        for language, sentence in zip(_LANGUAGES, ("Name in Persian", "Name in English"), strict=True):
            self._rows.addWidget(_caption(sentence))
            self._rows.addWidget(self.fields[language])
        for name, (title, _sentence) in _WORDS.items():
            self._rows.addWidget(_caption(title))
            self._rows.addWidget(self.words[name])
        self._rows.addStretch(1)

    def add_section(self, section: QWidget) -> None:
        """Add something below the words."""
        self._rows.insertWidget(self._rows.count() - 1, section)

    def _code(self) -> Code | None:
        return self._session.code(self._code_id)

    def _refresh(self) -> None:
        code, session = self._code(), self._session
        if code is None:
            return
        is_writable = session.is_writable()
        _fill(self.level, [(one.name_in(interface_language()), one.id) for one in session.levels], code.level_id)
        statuses = [(code_status_name(one, interface_language()), one.value) for one in CodeStatus]
        _fill(self.status, statuses, code.status)
        for choice in (self.level, self.status):
            choice.setEnabled(is_writable)
        self._count.show_text(count_sentence(session, code.id))
        for language, field in self.fields.items():
            stored = session.label_in(code, language)
            if field.text() != stored and not (field.hasFocus() and field.isModified()):
                field.setText(stored)
            field.setReadOnly(not is_writable)
            field.setLayoutDirection(direction_of(field.text() or ("ا" if language == "fa" else "a")))
        for name, field in self.words.items():
            if not self._timer.isActive():
                field.show_words(getattr(code, name))
            field.setReadOnly(not is_writable)
        self._sign.update()

    def _write_label(self, language: str) -> None:
        code, project, field = self._code(), self._session.project, self.fields[language]
        if code is None or project is None or not field.isModified():
            return
        field.setModified(False)
        wanted = field.text().strip()
        if wanted != self._session.label_in(code, language):
            self._session.attempt(lambda: rename_code(project, code.id, wanted, language))
            self._refresh()

    def _write_words(self) -> None:
        code, project = self._code(), self._session.project
        if code is None or project is None:
            return
        wanted = Definition(**{name: field.words() for name, field in self.words.items()})
        if wanted != Definition(code.definition, code.include, code.exclude, code.example):
            self._session.attempt(lambda: define_code(project, code.id, wanted))

    def _write_level(self) -> None:
        code, project, level_id = self._code(), self._session.project, self.level.currentData()
        if code is not None and project is not None and level_id != code.level_id:
            self._session.attempt(lambda: set_codes_level(project, (code.id,), level_id))

    def _write_status(self) -> None:
        code, project, status = self._code(), self._session.project, self.status.currentData()
        if code is not None and project is not None and status != code.status:
            self._session.attempt(lambda: set_codes_status(project, (code.id,), CodeStatus(status)))


class GrowingField(WordsField):
    """A field that is as tall as its words, within limits."""

    def __init__(self, sentence: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(sentence, name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _fit(self) -> None:
        wanted = int(self.document().size().height()) + 2 * self.frameWidth() + Space.XS
        self.setFixedHeight(min(max(wanted, _SHORTEST), _LONGEST))


class StillChoice(QComboBox):
    """A list that the wheel does not turn, so that scrolling the page over it changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CodeSign(QWidget):
    """The shape of a code's level in its colour."""

    def __init__(self, session: CodebookSession, code: Callable[[], Code | None]) -> None:
        super().__init__()
        self._session = session
        self._code = code
        self.setFixedSize(Size.BUTTON_SMALL - 6, Size.BUTTON)

    def paintEvent(self, event: QPaintEvent) -> None:
        code = self._code()
        if code is not None:
            centre = QPointF(self.rect().center())
            paint_shape(QPainter(self), centre, self._session.rank_of(code), code.color, tokens().panel)


def count_sentence(session: CodebookSession, code_id: int) -> str:
    """Return how often a code is applied, with what lies below it, and by whom."""
    whole, own = session.whole_count(code_id), session.own_count(code_id)
    places = {"n": whole.quotations, "k": whole.documents}
    if session.scope is Scope.ALL:
        sentence = tr("Quotations: {n}, documents: {k}, of all coders.", **places)
    else:
        sentence = tr("Quotations: {n}, documents: {k}, coded by you.", **places)
    if session.tree.children_of(code_id):
        sentence += " " + tr("Its own: {n}.", n=own.quotations)
    return sentence


def _caption(sentence: str) -> QWidget:
    label = SentenceLabel(sentence, Look.META)
    label.setContentsMargins(0, Space.XS, 0, 0)
    return label


def _fill(choice: QComboBox, rows: list[tuple[str, object]], present: object) -> None:
    if [choice.itemText(i) for i in range(choice.count())] != [text for text, _ in rows]:
        choice.clear()
        for text, value in rows:
            choice.addItem(text, value)
    choice.setCurrentIndex(next((i for i, (_, value) in enumerate(rows) if value == present), -1))


def _scrolling(page: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(page)
    return scroll
