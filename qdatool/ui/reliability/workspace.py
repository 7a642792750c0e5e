"""The Reliability workspace of the shell: what is compared, the numbers, the disagreements, and coders and rounds."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.disputes import DecisionKind
from qdatool.coding.project import Project
from qdatool.ui.actions import Scope
from qdatool.ui.controls import EmptyState
from qdatool.ui.parent_picker import CodePicker
from qdatool.ui.reliability.actions import ACTIONS, ReliabilityAction
from qdatool.ui.reliability.coders_page import CodersPage
from qdatool.ui.reliability.dispute_list import DisputeList
from qdatool.ui.reliability.dispute_page import DisputePage
from qdatool.ui.reliability.report_sheet import ReportSheet
from qdatool.ui.reliability.results_page import ResultsPage
from qdatool.ui.reliability.session import ReliabilitySession
from qdatool.ui.reliability.settings_panel import SettingsPanel
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from qdatool.wording import tr

if TYPE_CHECKING:
    from qdatool.ui.workspace import Shell

_SETTINGS_WIDTH = 212
_LIST_WIDTH = 330


class Page(Enum):
    """What the workspace shows."""

    AGREEMENT = "agreement"
    CODERS = "coders"


class ReliabilityWorkspace:
    """How far coders agree, and what is agreed on where they do not."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.session = ReliabilitySession(shell)
        # Buttons look their rows up when they are made; which view the keys belong to is known only afterwards.
        for spec in ACTIONS:
            shell.actions.bind(spec, lambda: None, is_enabled=lambda: False)
        self.settings = SettingsPanel(self.session)
        self.results = ResultsPage(self.session)
        self.disputes = DisputeList(self.session)
        self.page = DisputePage(self.session)
        self.coders = CodersPage(self.session)
        self.widget = ReliabilityScreen(self)
        self.session.setParent(self.widget)
        self.session.is_in_view = self.widget.isVisible
        self.page.reason_left.connect(self._take_list)
        self.session.dispute_shown.connect(self._say_where)
        self.session.decided.connect(self._say_where)
        self._bind_actions()
        shell.actions.refresh()

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none."""
        self.session.set_project(project)
        self.coders.refresh()

    def shown(self) -> None:
        """Catch up with what changed while hidden and take the keyboard."""
        self.session.refresh_if_needed()
        self._say_where()
        if self.widget.page() is Page.AGREEMENT:
            self._take_list()
        else:
            self.coders.take_keyboard()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        if self.widget.page() is Page.CODERS:
            return [self.settings.first, *self.coders.panes()]
        return [
            self.settings.first, self.results.overall.rows, self.results.codes.rows, self.disputes.rows,
            self.page.reason,
        ]  # fmt: skip

    def go_to(self, place: Place) -> None:
        """Nothing here has a place of its own."""

    def reveal(self, changes: Changes) -> None:
        """Look at the disagreement that an undo or redo has just changed."""
        touched = changes.added(Kind.DECISION) | changes.updated(Kind.DECISION)
        keys = {key for key, decision in self.session.decisions.items() if decision.id in touched}
        found = next((one for one in self.session.shown if one.key in keys), None)
        if found is not None:
            self.session.show(found)

    def show_page(self, page: Page) -> None:
        """Show the agreement, or coders and rounds."""
        self.widget.show_page(page)
        self.shown()

    def _take_list(self) -> None:
        self.disputes.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_where(self) -> None:
        if not self.widget.isVisible():
            return
        session = self.session
        self._shell.actions.refresh()
        place = session.place()
        if place is None or self.widget.page() is not Page.AGREEMENT:
            self._shell.show_position()
        else:
            self._shell.show_position(tr("Disagreement {n} of {total}", n=place + 1, total=len(session.shown)))

    # Acts

    def _decide(self, kind: DecisionKind) -> None:
        session = self.session
        reason = self.page.reason.text()
        session.decide(kind, "" if session.decision() is not None else reason)

    def _take_new(self) -> None:
        picker = CodePicker(self.session.tree, "Other code", "Code that fits the passage", self.widget)
        picker.picked.connect(self._take_code)
        picker.open()

    def _take_code(self, code_id: int | None) -> None:
        if code_id is not None:
            self.session.decide(DecisionKind.NEW, self.page.reason.text(), code_id)
        self._take_list()

    def _next_open(self) -> None:
        """Look at the next disagreement that nobody has decided, from here on and then from the top."""
        session = self.session
        at = session.place()
        if at is None:
            return
        rest = [*session.shown[at + 1 :], *session.shown[:at]]
        found = next((one for one in rest if session.decision(one) is None), None)
        if found is not None:
            session.show(found)

    def _show_in_context(self) -> None:
        """Show the passage in the transcript, by a quotation that lies there."""
        from qdatool.coding.quotations import codings_of_document

        session, dispute = self.session, self.session.dispute
        if session.project is None or dispute is None:
            return
        side = dispute.sides[0]
        codings = codings_of_document(session.project, dispute.document_id)
        found = next((one for one in codings if (one.start, one.end) == (side.start, side.end)), None)
        if found is not None:
            self._shell.go_to(Place(WorkspaceId.CODE, PlaceKind.QUOTATION, found.quotation_id))
        else:
            self._shell.go_to(Place(WorkspaceId.CODE, PlaceKind.DOCUMENT, dispute.document_id))

    def _make_copy(self) -> None:
        self.show_page(Page.CODERS)
        self.coders.exchange.make_copy()

    def _bring_copy(self) -> None:
        self.show_page(Page.CODERS)
        self.coders.exchange.ask_for_copy()

    def show_report(self) -> None:
        """Show everything behind the comparison, to be read and saved."""
        outcome = self.session.outcome
        if outcome is not None:
            ReportSheet(self.widget.window(), self._shell, outcome.order, self.session.tree).open()

    def _bind_actions(self) -> None:
        session = self.session
        runs: dict[ReliabilityAction, Callable[[], object]] = {
            ReliabilityAction.TAKE_FIRST: lambda: self._decide(DecisionKind.FIRST),
            ReliabilityAction.TAKE_SECOND: lambda: self._decide(DecisionKind.SECOND),
            ReliabilityAction.TAKE_BOTH: lambda: self._decide(DecisionKind.BOTH),
            ReliabilityAction.TAKE_NEITHER: lambda: self._decide(DecisionKind.NEITHER),
            ReliabilityAction.TAKE_NEW: self._take_new,
            ReliabilityAction.DISCUSS: lambda: self._decide(DecisionKind.DISCUSS),
            ReliabilityAction.NEXT: lambda: session.step(1),
            ReliabilityAction.PREVIOUS: lambda: session.step(-1),
            ReliabilityAction.NEXT_OPEN: self._next_open,
            ReliabilityAction.REASON: self.page.reason.take_keyboard,
            ReliabilityAction.IN_CONTEXT: self._show_in_context,
            ReliabilityAction.COMPUTE: session.compute,
            ReliabilityAction.REPORT: self.show_report,
            ReliabilityAction.SHOW_AGREEMENT: lambda: self.show_page(Page.AGREEMENT),
            ReliabilityAction.SHOW_CODERS: lambda: self.show_page(Page.CODERS),
            ReliabilityAction.ADD_CODER: lambda: self.coders.ask_coder(),
            ReliabilityAction.ADD_ROUND: lambda: self.coders.ask_round(),
            ReliabilityAction.CODER_COPY: self._make_copy,
            ReliabilityAction.MERGE: self._bring_copy,
        }
        anywhere = {
            ReliabilityAction.SHOW_AGREEMENT, ReliabilityAction.SHOW_CODERS, ReliabilityAction.ADD_CODER,
            ReliabilityAction.ADD_ROUND, ReliabilityAction.CODER_COPY, ReliabilityAction.MERGE,
        }  # fmt: skip

        def has_dispute() -> bool:
            return session.dispute is not None

        for spec in ACTIONS:
            action_id = ReliabilityAction(spec.id)
            within = self.widget.lower if spec.scope is Scope.VIEW else self.widget
            is_enabled: Callable[[], bool] | None = has_dispute
            if action_id in anywhere:
                is_enabled = None
            elif action_id in (ReliabilityAction.COMPUTE, ReliabilityAction.REPORT):
                is_enabled = lambda: len(session.compared()) > 1  # noqa: E731
            self._shell.actions.bind(spec, runs[action_id], within=within, is_enabled=is_enabled)


class ReliabilityScreen(QWidget):
    """The parts beside each other: settings; the numbers over the disagreements, or coders and rounds."""

    def __init__(self, workspace: ReliabilityWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._session = workspace.session
        self._layouts = workspace.session.shell.settings.layouts
        self.lower = self._splitter(Qt.Orientation.Horizontal, (workspace.disputes, workspace.page), [_LIST_WIDTH, 800])
        self._upper = self._splitter(Qt.Orientation.Vertical, (workspace.results, self.lower), [380, 420])
        self._empty = EmptyState(
            "There is nothing to compare yet: two coders, or one coder in two rounds, must have coded the same "
            "documents.",
            "Coders and rounds",
        )
        self._blind = EmptyState(
            "This round is blind: what others coded shows here once both of you have marked a document as finished.",
            "Coders and rounds",
        )
        for empty in (self._empty, self._blind):
            empty.asked.connect(lambda: workspace.show_page(Page.CODERS))
        self._ground = QStackedWidget()
        for page in (self._upper, self._empty, self._blind, workspace.coders):
            self._ground.addWidget(page)
        self.switch = Segments(
            (
                Segment(Page.AGREEMENT, "Agreement", "Show agreement and disagreements"),
                Segment(Page.CODERS, "Coders", "Show coders and rounds"),
            ),
            "What the workspace shows",
        )
        self.switch.picked.connect(workspace.show_page)
        self._columns = self._splitter(
            Qt.Orientation.Horizontal, (self._start(workspace), self._ground), [_SETTINGS_WIDTH, 1000]
        )
        self._columns.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._columns)
        self._splitters = {
            "reliability-columns": self._columns,
            "reliability-rows": self._upper,
            "reliability-disputes": self.lower,
        }
        for name, splitter in self._splitters.items():
            if name in self._layouts:
                splitter.restoreState(QByteArray(b64decode(self._layouts[name])))
            splitter.splitterMoved.connect(self._keep_sizes)
        self._page = Page.AGREEMENT
        self._session.computed.connect(self._show_ground)
        self._session.sides_changed.connect(self._show_ground)
        self.show_page(Page.AGREEMENT)

    def page(self) -> Page:
        """Return what is shown."""
        return self._page

    def show_page(self, page: Page) -> None:
        """Show the agreement, or coders and rounds."""
        self._page = page
        self.switch.show_value(page)
        self._show_ground()

    def _show_ground(self) -> None:
        if self._page is Page.CODERS:
            self._ground.setCurrentWidget(self._workspace.coders)
        elif len(self._session.compared()) > 1:
            self._ground.setCurrentWidget(self._upper)
        else:
            self._ground.setCurrentWidget(self._blind if self._session.is_round_blind() else self._empty)

    def _start(self, workspace: ReliabilityWorkspace) -> QWidget:
        tools = QFrame()
        wear(tools, Look.TOOL_ROW)
        tools.setFixedHeight(Size.TOOL_ROW)
        row = QHBoxLayout(tools)
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        start = QWidget()
        rows = QVBoxLayout(start)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(tools)
        rows.addWidget(workspace.settings, 1)
        return start

    def _splitter(self, orientation: Qt.Orientation, parts: tuple[QWidget, ...], sizes: list[int]) -> QSplitter:
        splitter = QSplitter(orientation)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for part in parts:
            splitter.addWidget(part)
        splitter.setStretchFactor(len(parts) - 1, 1)
        splitter.setSizes(sizes)
        return splitter

    def _keep_sizes(self) -> None:
        """Remember how wide and high the parts are; the settings are saved when the window closes."""
        for name, splitter in self._splitters.items():
            self._layouts[name] = b64encode(splitter.saveState().data()).decode("ascii")
