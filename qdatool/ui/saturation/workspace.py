"""The Saturation workspace of the shell: what is counted, the chart, the runs, the grids."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qdatool.coding.changes import Changes
from qdatool.coding.documents import date_document
from qdatool.coding.project import Project
from qdatool.ui.actions import Scope
from qdatool.ui.controls import ActionButton, EmptyState, PanelHead
from qdatool.ui.saturation.actions import ACTIONS, SaturationAction
from qdatool.ui.saturation.chart_view import ChartView
from qdatool.ui.saturation.choices_panel import ChoicesPanel
from qdatool.ui.saturation.date_sheet import DateSheet
from qdatool.ui.saturation.export_panel import ExportPanel
from qdatool.ui.saturation.facts_row import FactsRow
from qdatool.ui.saturation.grids import Grids
from qdatool.ui.saturation.run_panel import RunPanel
from qdatool.ui.saturation.session import SaturationSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize
from qdatool.ui.workspace import Place, WorkspaceId
from qdatool.wording import interface_language, tr

if TYPE_CHECKING:
    from qdatool.ui.workspace import Shell

_CHOICES_WIDTH = 212
_RUNS_WIDTH = 470
_GRIDS_HEIGHT = 250


class SaturationWorkspace:
    """When new interviews stopped bringing new codes; nothing here changes the project but the day of an interview."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.session = SaturationSession(shell)
        # Buttons look their rows up when they are made; which view the keys belong to is known only afterwards.
        for spec in ACTIONS:
            shell.actions.bind(spec, lambda: None, is_enabled=lambda: False)
        self.choices = ChoicesPanel(self.session)
        self.facts = FactsRow(self.session)
        self.chart = ChartView(self.session)
        self.export = ExportPanel(self.session)
        self.grids = Grids(self.session)
        self.runs = RunPanel(self.session)
        self.widget = SaturationScreen(self)
        self.session.is_in_view = self.widget.isVisible
        self.session.setParent(self.widget)
        self.session.computed.connect(self.show_facts)
        self.session.chosen.connect(self._on_chosen)
        self.export.close_button.clicked.connect(lambda: self.show_export(False))
        self._bind_actions()
        shell.actions.refresh()

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none."""
        self.session.set_project(project)

    def shown(self) -> None:
        """Catch up with what changed while hidden and take the keyboard."""
        self.session.refresh_if_stale()
        self.show_facts()
        self.choices.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self.choices.first_field(), self.choices.interviews, self.chart, self.grids.pane(), self.runs.runs]

    def go_to(self, place: Place) -> None:
        """Show one thing of this workspace; there is none to go to."""

    def reveal(self, changes: Changes) -> None:
        """Bring what an undo has changed into view: the numbers are computed anew anyway."""

    def show_export(self, is_shown: bool) -> None:
        """Open or close the row that saves the chart."""
        self.export.setVisible(is_shown)
        self.export.refresh()
        if is_shown:
            self.export.presets.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_day(self) -> None:
        """Ask on which day the chosen interview was held."""
        report, project, number = self.session.report, self.session.project, self.session.interview
        if report is None or project is None or not number:
            return
        one = report.study.interviews[number - 1]
        sheet = DateSheet(self.widget.window(), one.name, one.date)
        sheet.decided.connect(lambda day: self._shell.attempt(lambda: date_document(project, one.document_id, day)))
        sheet.open()

    def show_facts(self) -> None:
        """Say in the status bar what is shown, and whether there is anything to show."""
        report = self.session.report
        screen = self.widget
        if isinstance(screen, SaturationScreen):
            screen.show_page(has_interviews=report is not None and bool(report.data.interviews))
        if not self.widget.isVisible():
            return
        if report is None:
            self._shell.show_position()
            return
        level = tr("level: {level}", level=report.level.name_in(interface_language()))
        self._shell.show_position(
            tr("Saturation"), level, tr("interviews: {number}", number=len(report.data.interviews))
        )
        self._shell.actions.refresh()

    def _on_chosen(self, number: int) -> None:
        if self.widget.isVisible():
            self._shell.show_selection(self.chart.said_of(number))
        self._shell.actions.refresh()

    def _bind_actions(self) -> None:
        session = self.session

        def has_interviews() -> bool:
            return session.report is not None and bool(session.report.data.interviews)

        runs: dict[SaturationAction, Callable[[], object]] = {
            SaturationAction.EARLIER: lambda: self.choices.move_interview(-1),
            SaturationAction.LATER: lambda: self.choices.move_interview(1),
            SaturationAction.DATE: self.ask_day,
            SaturationAction.STACK: lambda: session.set_stacked(not session.is_stacked),
            SaturationAction.COPY_SENTENCE: self.runs.copy_sentence,
            SaturationAction.SHOW_EXPORT: lambda: self.show_export(not self.export.isVisible()),
            SaturationAction.SAVE_FIGURE: self.export.save,
            SaturationAction.SAVE_TABLES: self.export.save_tables,
        }
        enabled: dict[SaturationAction, Callable[[], bool]] = {
            SaturationAction.DATE: lambda: session.interview > 0,
            SaturationAction.EARLIER: lambda: session.interview > 1,
            SaturationAction.LATER: lambda: 0 < session.interview < len(session.order_shown()),
        }
        for spec in ACTIONS:
            action_id = SaturationAction(spec.id)
            within = self.choices.interviews if spec.scope is Scope.VIEW else self.widget
            is_enabled = enabled.get(action_id, has_interviews)
            self._shell.actions.bind(spec, runs[action_id], within=within, is_enabled=is_enabled)


class SaturationScreen(QWidget):
    """The parts beside each other: choices, chart over grids, runs; or one sentence where nothing is coded."""

    def __init__(self, workspace: SaturationWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        shell = workspace.session.shell
        head = PanelHead("New and cumulative codes")
        for action in (SaturationAction.STACK, SaturationAction.SAVE_TABLES, SaturationAction.SHOW_EXPORT):
            head.add(ActionButton(shell.actions, action, side=IconSize.DENSE))
        chart = QFrame()
        wear(chart, Look.PAGE)
        upper = QVBoxLayout(chart)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        for part in (head, workspace.export):
            upper.addWidget(part)
        upper.addWidget(workspace.chart, 1)
        middle = QSplitter(Qt.Orientation.Vertical)
        middle.addWidget(chart)
        middle.addWidget(workspace.grids)
        middle.setStretchFactor(0, 1)
        middle.setSizes([1000, _GRIDS_HEIGHT])
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.addWidget(middle)
        columns.addWidget(workspace.runs)
        columns.setStretchFactor(0, 1)
        columns.setSizes([1000, _RUNS_WIDTH])
        numbers = QWidget()
        beside = QVBoxLayout(numbers)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(workspace.facts)
        beside.addWidget(columns, 1)
        self._empty = EmptyState(
            "No interview is coded yet. Saturation shows here after the first codings.", "Start coding"
        )
        self._empty.asked.connect(lambda: shell.go_to(Place(WorkspaceId.CODE)))
        self._pages = QStackedWidget()
        self._pages.addWidget(numbers)
        self._pages.addWidget(self._empty)
        outer = QSplitter(Qt.Orientation.Horizontal)
        outer.addWidget(workspace.choices)
        outer.addWidget(self._pages)
        outer.setStretchFactor(1, 1)
        outer.setSizes([_CHOICES_WIDTH, 1000])
        self._splitters = {"saturation-outer": outer, "saturation-columns": columns, "saturation-middle": middle}
        self._layouts = shell.settings.layouts
        for name, splitter in self._splitters.items():
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            if name in self._layouts:
                splitter.restoreState(QByteArray(b64decode(self._layouts[name])))
            splitter.splitterMoved.connect(self._keep_sizes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(outer)

    def retranslate(self) -> None:
        """Say in the status bar again what is shown."""
        self._workspace.show_facts()

    def show_page(self, *, has_interviews: bool) -> None:
        """Show the numbers, or the sentence that says why there are none."""
        self._pages.setCurrentIndex(0 if has_interviews else 1)

    def _keep_sizes(self) -> None:
        """Remember how wide and high the parts are; the settings are saved when the window closes."""
        for name, splitter in self._splitters.items():
            self._layouts[name] = b64encode(splitter.saveState().data()).decode("ascii")
