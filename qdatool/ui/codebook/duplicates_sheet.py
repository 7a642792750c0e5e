"""Codes that may be the same under two names: why each pair was found, and which of the two stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from qdatool.coding.code_merge import merge_codes, preview_merge
from qdatool.coding.codes import CodeTree
from qdatool.coding.near_duplicates import Likeness, NearDuplicate, find_near_duplicates
from qdatool.ui.codebook.merge_card import merge_sentence
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.controls import EmptyState, SentenceText, WrappingLabel
from qdatool.ui.sheet import Sheet
from qdatool.ui.shortcuts import latin_key
from qdatool.ui.style_sheet import Look
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.wording import interface_language, tr
from qdatool.wording.lists import listed

HINT = "Press 1 to keep the first of a pair, 2 to keep the second, 0 if they are not the same."


class DuplicatesSheet(Sheet):
    """1 keeps the first of a pair, 2 the second, 0 says that they are not the same. ``merged(code_id)``."""

    merged = Signal(int)

    def __init__(self, session: CodebookSession, pairs: Sequence[NearDuplicate], parent: QWidget) -> None:
        super().__init__(parent, "Near-duplicates")
        self._session = session
        self._pairs = [one for one in pairs if _names(one) not in session.not_same]
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(lambda _row: self._show_preview())
        self.preview = WrappingLabel("", Look.META)
        self._empty = EmptyState("No two codes look like the same.")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        self.body.addWidget(
            SentenceText(
                "Press 1 to keep the first of a pair, 2 to keep the second, 0 if they are not the same.", Look.DENSE
            )
        )
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.preview)
        self.other = self.add_button("Not the same")
        self.other.clicked.connect(self.set_apart)
        self.first = self.add_button("Keep the first")
        self.first.clicked.connect(lambda: self.keep(0))
        self.second = self.add_button("Keep the second")
        self.second.clicked.connect(lambda: self.keep(1))
        self.add_close()
        self.resize(640, 520)
        self.retranslate()
        self.list.setFocus()

    def retranslate(self) -> None:
        """Show the pairs in the interface's language."""
        super().retranslate()
        self.list.setAccessibleName(tr("Pairs of codes"))
        self._fill(0)

    def present(self) -> NearDuplicate | None:
        """Return the pair that is chosen."""
        row = self.list.currentRow()
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    def keep(self, place: int) -> None:
        """Merge the chosen pair into its first (0) or second (1) code."""
        pair, project = self.present(), self._session.project
        if pair is None or project is None or not self._session.is_writable():
            return
        ids = (pair.first_id, pair.second_id)

        def _run() -> bool:
            merge_codes(project, ids, ids[place], reason_of(pair))
            return True

        if self._session.attempt(_run):
            gone = ids[1 - place]
            row = self.list.currentRow()
            self._pairs = [one for one in self._pairs if gone not in (one.first_id, one.second_id)]
            self._fill(row)
            self.merged.emit(ids[place])

    def set_apart(self) -> None:
        """Say that the chosen pair is not the same; it is not shown again."""
        pair = self.present()
        if pair is not None:
            self._session.tell_apart(_names(pair))
            row = self.list.currentRow()
            self._pairs.remove(pair)
            self._fill(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            acts = {ord("1"): lambda: self.keep(0), ord("2"): lambda: self.keep(1), ord("0"): self.set_apart}
            act = acts.get(latin_key(event) or event.key())
            if act is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                act()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, row: int) -> None:
        self.list.clear()
        for pair in self._pairs:
            names = tr(
                "“{first}” ({n}) and “{second}” ({m})",
                first=self._session.label(pair.first_id),
                n=self._session.own_count(pair.first_id).quotations,
                second=self._session.label(pair.second_id),
                m=self._session.own_count(pair.second_id).quotations,
            )
            self.list.addItem(QListWidgetItem(f"{names}\n{reason_of(pair)}"))
        self._pages.setCurrentWidget(self.list if self._pairs else self._empty)
        self.list.setCurrentRow(min(row, len(self._pairs) - 1))
        for button in (self.other, self.first, self.second):
            button.setEnabled(bool(self._pairs) and self._session.is_writable())
        self._show_preview()

    def _show_preview(self) -> None:
        pair, project = self.present(), self._session.project
        if pair is None or project is None:
            self.preview.show_text("")
            return
        ids = (pair.first_id, pair.second_id)
        found = self._session.attempt(lambda: preview_merge(project, ids, pair.first_id))
        self.preview.show_text(merge_sentence(found) if found is not None else "")


def look_for_duplicates(tree: CodeTree, _progress: Progress, _cancelled: Cancelled) -> tuple[NearDuplicate, ...]:
    """Find the pairs; a job."""
    return find_near_duplicates(tree)


def reason_of(pair: NearDuplicate) -> str:
    """Return why two codes may be the same, as one sentence."""
    labels = {"first": pair.first_label, "second": pair.second_label}
    if pair.likeness is Likeness.SAME_LABEL:
        return tr("The labels differ only in spelling variants: {first}, {second}", **labels)
    if pair.likeness is Likeness.SAME_WORDS:
        return tr("The labels have the same words: {first}, {second}", **labels)
    if pair.likeness is Likeness.SPELLING:
        one = tr("One letter differs: {first}, {second}", **labels)
        return one if pair.letters == 1 else tr("{n} letters differ: {first}, {second}", n=pair.letters, **labels)
    words = listed(pair.words, interface_language())
    return tr("Most words are in both: {words}", words=words)


def _names(pair: NearDuplicate) -> frozenset[int]:
    return frozenset((pair.first_id, pair.second_id))
