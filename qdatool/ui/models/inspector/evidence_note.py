"""The field below a passage of evidence: what the researcher makes of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from qdatool.coding.relations import note_evidence
from qdatool.ui.direction import direction_of
from qdatool.ui.models.session import ModelSession
from qdatool.wording import tr


class EvidenceNote(QLineEdit):
    """One line, written when the user leaves it or presses Enter."""

    def __init__(
        self,
        session: ModelSession,
        relation_id: int,
        quotation_id: int,
        notes: Mapping[int, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(notes[quotation_id], parent)
        self._session, self._ids = session, (relation_id, quotation_id)
        self.setReadOnly(not session.can_write)
        self.setPlaceholderText(tr("What does it mean for the proposition?"))
        self.setAccessibleName(tr("Note on the evidence"))
        self.textChanged.connect(self._turn)
        self.editingFinished.connect(self._write)
        self._turn()

    def _turn(self) -> None:
        if self.text():
            self.setLayoutDirection(direction_of(self.text()))
        else:
            self.unsetLayoutDirection()
        self.setToolTip(self.text())

    def _write(self) -> None:
        project = self._session.project
        # Leaving the field because the page is being shown anew writes nothing: the project takes no change then.
        if project is None or self._session.is_refreshing or not self.isModified():
            return
        self.setModified(False)
        self._session.attempt(lambda: note_evidence(project, *self._ids, self.text()))
