"""What a long job shows: a line of two pixels, the step in words, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from qdatool.ui.controls import SentenceButton
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tasks import Tasks
from qdatool.ui.tokens import Space


class WorkBar(QFrame):
    """Appears once a job has run for 400 ms; the content below stays readable."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, Look.PANEL)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._sentence = QLabel()
        wear(self._sentence, Look.DENSE)
        self._stop = SentenceButton("Stop", Look.SMALL)
        self._stop.clicked.connect(tasks.cancel)
        row = QHBoxLayout()
        row.setContentsMargins(Space.M, Space.XS, Space.M, Space.XS)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._stop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._bar)
        rows.addLayout(row)
        tasks.started.connect(self._on_started)
        tasks.progressed.connect(self._on_progressed)
        tasks.can_cancel.connect(self._stop.show)
        tasks.ended.connect(self.hide)
        self.hide()

    def _on_started(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._bar.setRange(0, 0)
        self._stop.hide()
        self.show()

    def _on_progressed(self, share: float) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(share * 1000))
