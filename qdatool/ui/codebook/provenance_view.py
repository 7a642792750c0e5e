"""Where a code comes from, in sentences, with a line to say why; it may stay empty."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qdatool.coding.levels import Level
from qdatool.coding.provenance import (
    Creation,
    ProvenanceKind,
    ProvenanceStep,
    creation_of,
    explain_provenance,
    list_provenance,
)
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.controls import SentenceLabel, WrappingLabel
from qdatool.ui.dates import shown_time
from qdatool.ui.direction import direction_of
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, tr
from qdatool.wording.history_terms import provenance_name


class ProvenanceView(QWidget):
    """Shows the acts in the life of a code, the oldest first."""

    def __init__(self, session: CodebookSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id: int | None = None
        self._key: int | None = None
        self._reason = ""
        self._lines: list[WrappingLabel] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(Space.XS)
        self.why = QLineEdit()
        self.why.editingFinished.connect(self._write_reason)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, Space.S, 0, 0)
        rows.setSpacing(Space.XS)
        rows.addWidget(SentenceLabel("Where it comes from", Look.STRONG))
        rows.addLayout(self._list)
        rows.addWidget(self.why)
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        self.why.setPlaceholderText(tr("Why? You may leave this empty."))
        self.why.setAccessibleName(tr("Why this was done"))
        if self._code_id is not None:
            self.show_code(self._code_id)

    def show_code(self, code_id: int) -> None:
        """Show where a code comes from."""
        project = self._session.project
        if project is None or self._session.code(code_id) is None:
            return
        if code_id != self._code_id:
            self._write_reason()
        self._code_id = code_id
        steps = list_provenance(project, code_id)
        sentences = [] if _tells_making(steps) else [creation_sentence(creation_of(project, code_id))]
        sentences += [step_sentence(step, self._session.levels) for step in steps]
        self._show_lines(sentences)
        self._ask_why(steps[-1] if steps else None)

    def sentences(self) -> list[str]:
        """Return what is shown, line by line."""
        return [line.accessibleName() for line in self._lines]

    def _show_lines(self, sentences: list[str]) -> None:
        while len(self._lines) < len(sentences):
            line = WrappingLabel("", Look.DENSE)
            self._lines.append(line)
            self._list.addWidget(line)
        while len(self._lines) > len(sentences):
            line = self._lines.pop()
            self._list.removeWidget(line)
            line.deleteLater()
        for line, sentence in zip(self._lines, sentences, strict=True):
            line.show_text(sentence)

    def _ask_why(self, step: ProvenanceStep | None) -> None:
        """Offer the line for the newest act; what is being typed there stays."""
        self.why.setVisible(step is not None and self._session.is_writable())
        if step is None:
            self._key = None
            return
        if step.key != self._key or not self.why.isModified():
            self._key, self._reason = step.key, step.reason
            self.why.setText(step.reason)
            self.why.setLayoutDirection(direction_of(step.reason) if step.reason else self.layoutDirection())

    def _write_reason(self) -> None:
        project, key, words = self._session.project, self._key, self.why.text().strip()
        if project is None or key is None or not self.why.isModified() or words == self._reason:
            return
        self.why.setModified(False)
        self._reason = words
        self._session.attempt(lambda: explain_provenance(project, key, words))


def creation_sentence(made: Creation) -> str:
    """Return when a code was made, and by whom."""
    day = _day(made.at)
    return tr("{coder} · {day} · made", coder=made.coder, day=day) if made.coder else tr("{day} · made", day=day)


def step_sentence(step: ProvenanceStep, levels: tuple[Level, ...]) -> str:
    """Return what an act did to a code, when, by whom and why."""
    what = provenance_name(step, levels, interface_language())
    places = {"coder": step.coder, "day": _day(step.at), "what": what}
    nobody = tr("{day} · {what}", day=places["day"], what=what)
    sentence = tr("{coder} · {day} · {what}", **places) if step.coder else nobody
    return tr("{act}, because: {reason}", act=sentence, reason=step.reason) if step.reason else sentence


def _tells_making(steps: tuple[ProvenanceStep, ...]) -> bool:
    """Tell whether the first act is the one that made the code."""
    return bool(steps) and steps[0].kind in (
        ProvenanceKind.IN_VIVO,
        ProvenanceKind.MADE_FROM,
        ProvenanceKind.SPLIT_FROM,
    )


def _day(moment: datetime) -> str:
    return shown_time(moment, datetime.now(moment.tzinfo))
