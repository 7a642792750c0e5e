"""Ask which of several codes stays when they are merged, and show beforehand what moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qdatool.coding.code_merge import MergePreview, merge_codes, preview_merge
from qdatool.ui.codebook.board.words import quotations
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.controls import SentenceButton, SentenceLabel, WrappingLabel
from qdatool.ui.keyboard_return import KeyboardReturn
from qdatool.ui.row_painting import color_swatch, side_by_side
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.wording import interface_language, tr
from qdatool.wording.lists import listed

_MOST_ROWS = 6
_ROW_HEIGHT = 26


class MergeCard(QFrame):
    """Lies over the codebook. Up and Down choose the code that stays, Enter merges, Escape leaves all as it is.

    ``merged(code_id)`` with the one that stayed.
    """

    merged = Signal(int)

    def __init__(self, session: CodebookSession, code_ids: Sequence[int], ground: QWidget) -> None:
        super().__init__(ground)
        self._session = session
        self._code_ids = tuple(code_ids)
        wear(self, Look.CARD)
        self._keyboard = KeyboardReturn(self)
        self.setFixedWidth(Size.CODE_BOX)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("The code that stays"))
        self.list.setIconSize(QSize(IconSize.TINY, IconSize.TINY))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.preview = WrappingLabel("", Look.META)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Why? You may leave this empty."))
        self.reason.setAccessibleName(tr("Reason for the merge"))
        self.merge = SentenceButton("Merge", Look.PRIMARY)
        self.merge.clicked.connect(self._merge)
        leave = SentenceButton("Cancel")
        leave.clicked.connect(self._close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.merge)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        rows.setSpacing(Space.S)
        rows.addWidget(SentenceLabel("Merge into one code. Which one stays?", Look.STRONG))
        rows.addWidget(self.list)
        rows.addWidget(self.preview)
        rows.addWidget(self.reason)
        rows.addLayout(buttons)
        for part in (self.list, self.reason, self.merge, leave):
            part.installEventFilter(self)
        self._fill()
        self.list.currentRowChanged.connect(self._show_preview)
        self._show_preview()

    def open(self) -> None:
        """Show it in the middle of the codebook with the keyboard in it."""
        self.adjustSize()
        ground = self.parentWidget().rect()
        self.move(ground.center() - QPoint(self.width() // 2, self.height() // 2))
        self._keyboard.note()
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def kept(self) -> int:
        """Return the code that would stay."""
        return self.list.currentItem().data(Qt.ItemDataRole.UserRole)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self._close()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched in (self.list, self.reason):
                self._merge()
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        """List the codes; the one with most quotations is proposed."""
        counts = {code_id: self._session.own_count(code_id).quotations for code_id in self._code_ids}
        for code_id in self._code_ids:
            words = side_by_side(self._session.label(code_id), quotations(counts[code_id]))
            item = QListWidgetItem(color_swatch(tokens().code_color(self._session.tree.codes[code_id].color)), words)
            item.setData(Qt.ItemDataRole.UserRole, code_id)
            self.list.addItem(item)
        self.list.setCurrentRow(max(range(len(self._code_ids)), key=lambda row: counts[self._code_ids[row]]))
        self.list.setFixedHeight(min(len(self._code_ids), _MOST_ROWS) * _ROW_HEIGHT + Space.S)

    def _show_preview(self) -> None:
        project = self._session.project
        found = self._session.attempt(lambda: preview_merge(project, self._code_ids, self.kept()))
        self.preview.show_text(merge_sentence(found) if found is not None else "")

    def _merge(self) -> None:
        project, kept, reason = self._session.project, self.kept(), self.reason.text().strip()

        def _run() -> bool:
            merge_codes(project, self._code_ids, kept, reason)
            return True

        self._close()
        if self._session.attempt(_run):
            self.merged.emit(kept)

    def _close(self) -> None:
        self._keyboard.close_card()


def merge_sentence(found: MergePreview) -> str:
    """Return what a merge moves, in sentences."""
    sentences = [
        tr(
            "{n} codings move; afterwards the code has {m} quotations in {k} documents.",
            n=found.codings,
            m=found.quotations,
            k=found.documents,
        )
    ]
    if found.doubles:
        sentences.append(tr("{n} of them lie where the other code lies already and become one.", n=found.doubles))
    others = [tr(sentence, n=n) for sentence, n in _others(found) if n]
    if others:
        sentences.append(tr("These go along: {things}.", things=listed(others, interface_language())))
    if found.inner_relations:
        sentences.append(tr("Links between the codes themselves become a memo: {n}.", n=found.inner_relations))
    sentences.append(tr("The labels of the others are kept in its provenance. Undo parts them again."))
    return " ".join(sentences)


OTHERS = (
    "codes below: {n}",
    "memos: {n}",
    "review comments: {n}",
    "links: {n}",
    "evidence: {n}",
    "places in models: {n}",
    "properties: {n}",
)


def _others(found: MergePreview) -> list[tuple[str, int]]:
    """Return what else moves, each with how many there are."""
    numbers = (
        *(found.children, found.memos, found.comments, found.relations, found.evidence),
        *(found.slots, found.properties),
    )
    return list(zip(OTHERS, numbers, strict=True))
