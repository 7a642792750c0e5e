"""What the parts of the Saturation workspace share: what is counted, and the numbers that came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qdatool.analysis.saturation import StoppingRule
from qdatool.analysis.saturation_data import SaturationStudy, read_study
from qdatool.analysis.saturation_report import (
    InterviewOrder,
    SaturationChoices,
    SaturationReport,
    report_saturation,
)
from qdatool.coding.changes import Changes, Kind
from qdatool.coding.coders import Coder, list_coders
from qdatool.coding.project import Project
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.wording import tr

if TYPE_CHECKING:
    from qdatool.ui.workspace import Shell

_READ = (
    *(Kind.DOCUMENT, Kind.FINISHED_DOCUMENT, Kind.CODER, Kind.ROUND, Kind.LEVEL),
    *(Kind.CODE, Kind.CODE_LABEL, Kind.QUOTATION, Kind.CODING),
)
"""The kinds of thing that the numbers come from."""

_AT_ONCE = 20_000
"""Interviews times codes up to which the numbers are there before anyone notices; more are computed in a job."""


class SaturationSession(QObject):
    """The state of the workspace. Nothing here writes; an order of interviews is kept for the analysis alone."""

    computed = Signal()
    """There are other numbers than before, or none: show everything anew."""
    chosen = Signal(int)
    """Another interview is chosen; carries its number from 1, 0 for none."""

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.is_in_view: Callable[[], bool] = lambda: True
        self.project: Project | None = None
        self.study: SaturationStudy | None = None
        self.report: SaturationReport | None = None
        self.coders: tuple[Coder, ...] = ()
        self.coder: str | None = None
        self.choices = SaturationChoices()
        self.is_stacked = False
        self._interview = 0
        self._is_stale = False
        self._asked = 0
        shell.bridge.changed.connect(self._on_changed)

    @property
    def interview(self) -> int:
        """The number of the interview that is chosen, from 1; 0 for none."""
        return self._interview

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none; a hidden workspace waits until it is shown."""
        if project is not self.project:
            self.choices, self.coder, self._interview = SaturationChoices(), None, 0
        self.project = project
        if project is None or self.is_in_view():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Read the project anew and compute."""
        self._is_stale = False
        if self.project is None:
            self.study, self.coders = None, ()
        else:
            self.coders = list_coders(self.project)
            if self.coder not in {coder.name for coder in self.coders}:
                self.coder = None
            self.study = read_study(self.project, self.coder)
        self._compute()

    def refresh_if_stale(self) -> None:
        """Catch up with what changed while the workspace was hidden."""
        if self._is_stale:
            self.refresh()

    # Choices

    def set_coder(self, coder: str | None) -> None:
        """Count another coder; None for the agreed codings or else all."""
        self.coder = coder
        self.refresh()

    def set_level(self, key: str) -> None:
        """Count the codes of another level."""
        self._choose(replace(self.choices, level=key))

    def set_order(self, order: InterviewOrder) -> None:
        """Take the interviews in another order; an own one begins with the order shown."""
        own = self.order_shown() if order is InterviewOrder.OWN else ()
        self._choose(replace(self.choices, order=order, own_order=own))

    def set_own_order(self, document_ids: Sequence[int]) -> None:
        """Take the interviews in an order of the user's own; the project keeps its own."""
        if tuple(document_ids) != self.order_shown():
            self._choose(replace(self.choices, order=InterviewOrder.OWN, own_order=tuple(document_ids)))

    def set_rule(self, rule: StoppingRule) -> None:
        """Stop by another rule."""
        if rule != self.choices.rule:
            self._choose(replace(self.choices, rule=rule))

    def set_stacked(self, is_stacked: bool) -> None:
        """Show the new codes of every level in the chart, or of the chosen one."""
        self.is_stacked = is_stacked
        self.computed.emit()

    def choose_interview(self, number: int) -> None:
        """Choose an interview everywhere it is shown; 0 chooses none."""
        if number != self._interview:
            self._interview = number
            self.chosen.emit(number)

    def order_shown(self) -> tuple[int, ...]:
        """Return the ids of the interviews in the order shown."""
        return tuple(one.document_id for one in self.report.study.interviews) if self.report is not None else ()

    def _choose(self, choices: SaturationChoices) -> None:
        if choices != self.choices:
            self.choices = choices
            self._compute()

    # Computing

    def _compute(self) -> None:
        project, study = self.project, self.study
        self._asked += 1
        if project is None or study is None:
            self._show(self._asked, None)
        elif study.has_code.size <= _AT_ONCE:
            self._show(self._asked, report_saturation(study, self.choices, project.now()))
        else:
            asked = self._asked
            job = (study, self.choices, project.now())
            self.shell.tasks.run(tr("Computing saturation"), _report, job, lambda found: self._show(asked, found))

    def _show(self, asked: int, report: SaturationReport | None) -> None:
        if asked != self._asked:
            return
        self.report = report
        if report is None or self._interview > len(report.data.interviews):
            self._interview = 0
        self.computed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touches(*_READ):
            return
        if self.is_in_view():
            self.refresh()
        else:
            self._is_stale = True


def _report(
    job: tuple[SaturationStudy, SaturationChoices, str], _progress: Progress, _cancelled: Cancelled
) -> SaturationReport:
    """Compute everything; runs in the worker thread."""
    return report_saturation(*job)
