"""What the Reliability workspace shows: the comparison chosen, what came out, and the disagreement looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QObject, Signal

from qdatool.analysis.agreement_data import gather_agreement
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.binary import Measure
from qdatool.analysis.code_columns import columns_of_level
from qdatool.analysis.settling import PooledTable
from qdatool.analysis.units import Unit
from qdatool.coding.changes import Changes, Kind, Operation
from qdatool.coding.coders import list_coders, list_rounds
from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.decisions import Decision, decide, explain_decision, list_decisions, withdraw_decision
from qdatool.coding.disputes import CodedPassage, DecisionKind, Dispute, DisputeKind
from qdatool.coding.documents import Document, document_text, list_documents
from qdatool.coding.drawing import list_drawn
from qdatool.coding.levels import Level, find_level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.rounds import find_round, rounds_in_sight
from qdatool.text.sentences import paragraphs
from qdatool.text.spans import Span
from qdatool.ui.reliability.choice import Choice, SideChoice, everyone_beside, usual_sides
from qdatool.ui.reliability.job import Outcome, WorkOrder, table_of, work_out
from qdatool.ui.workspace import Shell
from qdatool.wording import tr

_DECIDING = frozenset(
    {Operation.DECIDE, Operation.WITHDRAW_DECISION, Operation.EXPLAIN_DECISION, Operation.ADOPT_AGREED}
)
_EMPTY_TREE = CodeTree({}, (), {})


class Settled(Enum):
    """Which disagreements are listed, by what was decided."""

    ANY = "any"
    OPEN = "open"
    DISCUSS = "discuss"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class DisputeFilter:
    """Which disagreements are listed; None for all."""

    kind: DisputeKind | None = None
    code_id: int | None = None
    document_id: int | None = None
    settled: Settled = Settled.ANY


class ReliabilitySession(QObject):
    """The comparison and its outcome.

    Signals: ``sides_changed`` (who can be compared, or the choice, is another); ``computed`` (another outcome, or
    none); ``stale_changed``; ``listed`` (other disagreements are listed); ``decided`` (decisions changed);
    ``dispute_shown`` (another disagreement is looked at, or none); ``measure_chosen``.
    """

    sides_changed = Signal()
    computed = Signal()
    stale_changed = Signal()
    listed = Signal()
    decided = Signal()
    dispute_shown = Signal()
    measure_chosen = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.project: Project | None = None
        self.tree: CodeTree = _EMPTY_TREE
        self.levels: tuple[Level, ...] = ()
        self.documents: Mapping[int, Document] = {}
        self.sides: tuple[SideChoice, ...] = ()
        self.choice = Choice()
        self.measure = Measure.COHEN_KAPPA
        self.outcome: Outcome | None = None
        self.computed_at: datetime | None = None
        self.is_stale = False
        self.decisions: Mapping[str, Decision] = {}
        self.filter = DisputeFilter()
        self.shown: list[Dispute] = []
        self.dispute: Dispute | None = None
        self.is_in_view: Callable[[], bool] = lambda: False
        self._after: list[PooledTable] = []
        self._wanted = 0
        self._needs_outcome = False
        self._shown_places: dict[str, int] = {}
        self._paragraphs: dict[int, list[Span]] = {}
        shell.bridge.changed.connect(self._take)

    # The project and what is compared

    def set_project(self, project: Project | None) -> None:
        """Look at another project, or none; it is compared when the workspace is shown."""
        self.project = project
        self.choice, self.filter = Choice(), DisputeFilter()
        self._paragraphs.clear()
        self._look_up()
        self._show_outcome(None)
        self._needs_outcome = True
        self.refresh_if_needed()

    def refresh_if_needed(self) -> None:
        """Compare, if nothing has been compared yet and somebody looks."""
        if self._needs_outcome and self.is_in_view():
            self._needs_outcome = False
            self.compute()

    def choose(self, **changes: object) -> None:
        """Compare otherwise: other sides, unit, universe or level."""
        self.choice = replace(self.choice, **changes)
        self.sides_changed.emit()
        self.compute()

    def choose_measure(self, measure: Measure) -> None:
        """Sort and show the codes by another coefficient."""
        self.measure = measure
        self.measure_chosen.emit()

    def compared(self) -> tuple[SideChoice, ...]:
        """Return the sides that are compared."""
        first, second = self.choice.first, self.choice.second
        if first is None:
            return ()
        return everyone_beside(first, self.sides) if second is None else (first, second)

    def is_round_blind(self) -> bool:
        """Tell whether the present round is blind."""
        return self.project is not None and find_round(self.project, self.project.round_id).is_blind

    def counts_drawn_only(self) -> bool:
        """Tell whether only paragraphs that were drawn for the compared round count, where some were drawn."""
        rounds = {side.round.id for side in self.compared()}
        if self.project is None or len(rounds) != 1 or self.choice.unit in (Unit.CHARACTER, Unit.SEGMENT):
            return False
        return any(one.span is not None for one in list_drawn(self.project, rounds.pop()))

    def compute(self) -> None:
        """Work everything out anew, in the background."""
        self._wanted += 1
        sides = self.compared()
        if self.project is None or len(sides) < 2:
            self._show_outcome(None)
            return
        order = self.shell.attempt(lambda: self._order(sides))
        if order is None:
            self._show_outcome(None)
            return
        wanted = self._wanted

        def _on_done(outcome: Outcome | None) -> None:
            if outcome is not None and wanted == self._wanted and self.project is not None:
                self._show_outcome(outcome)

        self.shell.tasks.run(tr("Comparing the coders"), work_out, order, _on_done)

    def _order(self, sides: Sequence[SideChoice]) -> WorkOrder:
        project, choice = self.project, self.choice
        assert project is not None
        self.decisions = list_decisions(project)
        rounds = {side.round.name for side in sides}
        # In one round, the names alone say who is compared.
        in_one = rounds.pop() if len(rounds) == 1 else None
        labels = [side.label if in_one is None else side.coder.name for side in sides]
        data = gather_agreement(project, choice.unit, labels, in_one, choice.level)
        level_id = find_level(project, choice.level).id if choice.level else None
        columns = columns_of_level(self.tree, level_id)
        codes = tuple(code for code in self.tree if level_id in (None, code.level_id))
        counted: dict[int, list[int]] = {}
        for code_id, column in zip(columns.source_ids.tolist(), columns.columns.tolist(), strict=True):
            counted.setdefault(code_id, []).append(column)
        ids = {document.name: document.id for document in self.documents.values()}
        return WorkOrder(data, AgreementOptions(choice.unit, choice.universe), ids, codes, counted, self.decisions)

    def _show_outcome(self, outcome: Outcome | None) -> None:
        self.outcome = outcome
        self.computed_at = datetime.now() if outcome is not None else None  # noqa: DTZ005 - shown to the user
        self._after = list(outcome.after) if outcome is not None else []
        self._set_stale(False)
        if outcome is not None and self.measure not in self.measures():
            self.measure = self.measures()[0]
        self.computed.emit()
        self._list()

    def measures(self) -> tuple[Measure, ...]:
        """Return the coefficients that can be shown per code."""
        many = (Measure.FLEISS_KAPPA, Measure.KRIPPENDORFF_ALPHA, Measure.GWET_AC1, Measure.PERCENT_AGREEMENT)
        if self.choice.unit is Unit.SEGMENT:
            return (Measure.HOLSTI, Measure.PERCENT_AGREEMENT)
        if len(self.compared()) > 2:
            return many
        return (Measure.COHEN_KAPPA, Measure.SCOTT_PI, *many[1:], Measure.HOLSTI, Measure.BRENNAN_PREDIGER)

    # Disagreements

    def set_filter(self, **changes: object) -> None:
        """List other disagreements."""
        self.filter = replace(self.filter, **changes)
        self._list()

    def show(self, dispute: Dispute | None) -> None:
        """Look at a disagreement."""
        if dispute is not self.dispute:
            self.dispute = dispute
            self.dispute_shown.emit()

    def step(self, by: int) -> None:
        """Look at the disagreement ``by`` places further down the list."""
        if self.shown:
            place = self.place()
            wanted = place + by if place is not None else 0
            self.show(self.shown[min(max(wanted, 0), len(self.shown) - 1)])

    def place(self) -> int | None:
        """Return which row of the list is looked at, None where it is not listed."""
        return self._shown_places.get(self.dispute.key) if self.dispute is not None else None

    def decision(self, dispute: Dispute | None = None) -> Decision | None:
        """Return what was decided about a disagreement, by default the one looked at."""
        about = dispute or self.dispute
        return self.decisions.get(about.key) if about is not None else None

    def decide(self, kind: DecisionKind, reason: str = "", code_id: int | None = None) -> None:
        """Decide about the disagreement looked at; the same again opens it."""
        project, dispute = self.project, self.dispute
        if project is None or dispute is None:
            return
        agreed = self._agreed(dispute)
        present = self.decision()
        if present is not None and present.kind is kind and kind is not DecisionKind.NEW:
            self.shell.attempt(lambda: withdraw_decision(project, dispute, agreed=agreed))
        else:
            self.shell.attempt(lambda: decide(project, dispute, kind, agreed=agreed, code_id=code_id, reason=reason))

    def explain(self, reason: str) -> None:
        """Write why it was decided so; without a decision the reason waits for one."""
        project, decision = self.project, self.decision()
        if project is not None and decision is not None and decision.reason != reason.strip():
            self.shell.attempt(lambda: explain_decision(project, decision.id, reason))

    def settled_count(self) -> int:
        """Return how many of the disagreements listed are decided."""
        decided = (key for key, one in self.decisions.items() if _state(one) is Settled.DECIDED)
        return sum(key in self._shown_places for key in decided)

    def before_and_after(self) -> tuple[PooledTable, PooledTable] | None:
        """Return the pooled tables before and after the decisions, None where the unit has no table."""
        if self.outcome is None or not self.outcome.before:
            return None
        return sum(self.outcome.before, PooledTable()), sum(self._after, PooledTable())

    def passages(self, dispute: Dispute, *, is_first: bool) -> frozenset[CodedPassage]:
        """Return all that one side coded in the document of a disagreement."""
        if self.outcome is None:
            return frozenset()
        comparison = self.outcome.comparisons[self.outcome.places[dispute.key]]
        sides = (one.first if is_first else one.second for one in comparison.disputes)
        return comparison.agreed | {one for one in sides if one is not None}

    def context(self, dispute: Dispute) -> Span:
        """Return the paragraphs that a disagreement lies in."""
        spans = self._paragraphs_of(dispute.document_id)
        touched = [span for span in spans if span.start < dispute.end and span.end > dispute.start]
        return Span(touched[0].start, touched[-1].end) if touched else Span(dispute.start, dispute.end)

    def paragraph_number(self, dispute: Dispute) -> int:
        """Return the number of the paragraph in which a disagreement begins, from 1."""
        spans = self._paragraphs_of(dispute.document_id)
        return bisect_right(spans, dispute.start, key=lambda span: span.end) + 1

    def _paragraphs_of(self, document_id: int) -> list[Span]:
        # Texts never change, so this holds until another project is open.
        if document_id not in self._paragraphs and self.project is not None:
            self._paragraphs[document_id] = paragraphs(document_text(self.project, document_id))
        return self._paragraphs.get(document_id, [])

    def text(self, dispute: Dispute) -> str:
        """Return the text of the document of a disagreement."""
        return document_text(self.project, dispute.document_id) if self.project is not None else ""

    def code(self, code_id: int | None) -> Code | None:
        """Return a code."""
        return self.tree.codes.get(code_id) if code_id is not None else None

    def side_names(self) -> tuple[str, str]:
        """Return the names of the first and the second coder of the disagreements."""
        sides = sorted(self.compared()[:2], key=lambda side: (side.coder.id, side.round.id))
        if len(sides) < 2:
            return "", ""
        is_retest = sides[0].coder.id == sides[1].coder.id
        first, second = (f"{side.name} · {side.round.name}" if is_retest else side.name for side in sides)
        return first, second

    # What a step changed

    def _take(self, changes: Changes) -> None:
        if self.project is None:
            return
        if changes.touches(Kind.CODER, Kind.ROUND, Kind.FINISHED_DOCUMENT, Kind.DOCUMENT, Kind.CODE, Kind.LEVEL):
            self._look_up()
        if changes.operation in _DECIDING:
            self._take_decisions()
            if self.outcome is not None and any(side.coder.is_consensus for side in self.compared()):
                self._set_stale(True)
        elif changes.touches(
            Kind.CODING, Kind.CODE, Kind.LEVEL, Kind.FINISHED_DOCUMENT, Kind.ROUND, Kind.DOCUMENT, Kind.CODER
        ):
            if self.outcome is None:
                self._needs_outcome = True
                self.refresh_if_needed()
            else:
                self._set_stale(True)

    def _take_decisions(self) -> None:
        """Look the decisions up again and count the documents anew where one changed."""
        assert self.project is not None
        before, self.decisions = self.decisions, list_decisions(self.project)
        if self.outcome is not None and self._after:
            changed = {key for key, _ in before.items() ^ self.decisions.items()}
            for place in {self.outcome.places[key] for key in changed if key in self.outcome.places}:
                self._after[place] = table_of(self.outcome.order, self.outcome.comparisons, place, self.decisions)
        self.decided.emit()

    def _set_stale(self, is_stale: bool) -> None:
        if is_stale != self.is_stale:
            self.is_stale = is_stale
            self.stale_changed.emit()

    def _look_up(self) -> None:
        project = self.project
        if project is None:
            self.tree, self.levels, self.documents, self.sides = _EMPTY_TREE, (), {}, ()
        else:
            self.tree, self.levels = load_codes(project), list_levels(project)
            self.documents = {document.id: document for document in list_documents(project)}
            coders = {coder.id: coder for coder in list_coders(project)}
            rounds = {one.id: one for one in list_rounds(project)}
            order = list(rounds)
            pairs = sorted(rounds_in_sight(project), key=lambda pair: (order.index(pair[1]), pair[0]))
            self.sides = tuple(SideChoice(coders[coder_id], rounds[round_id]) for coder_id, round_id in pairs)
            self._keep_sides(project.round_id)
        self.sides_changed.emit()

    def _keep_sides(self, round_id: int) -> None:
        """Keep who is compared, by id, as far as they are still there; else choose the usual ones."""
        present = {(side.coder.id, side.round.id): side for side in self.sides}

        def _again(side: SideChoice | None) -> SideChoice | None:
            return present.get((side.coder.id, side.round.id)) if side is not None else None

        first, second = _again(self.choice.first), _again(self.choice.second)
        if first is None or (second is None and self.choice.second is not None):
            first, second = usual_sides(self.sides, round_id)
        self.choice = replace(self.choice, first=first, second=second)

    def _agreed(self, dispute: Dispute) -> frozenset[CodedPassage]:
        if self.outcome is None:
            return frozenset()
        return self.outcome.comparisons[self.outcome.places[dispute.key]].agreed

    def _list(self) -> None:
        disputes = self.outcome.disputes if self.outcome is not None else []
        wanted = self.filter
        self.shown = [
            one
            for one in disputes
            if wanted.kind in (None, one.kind)
            and wanted.document_id in (None, one.document_id)
            and (wanted.code_id is None or any(side.code_id in self._family(wanted.code_id) for side in one.sides))
            and wanted.settled in (Settled.ANY, _state(self.decision(one)))
        ]
        self._shown_places = {one.key: place for place, one in enumerate(self.shown)}
        present = self.dispute.key if self.dispute is not None else None
        self.dispute = next((one for one in self.shown if one.key == present), self.shown[0] if self.shown else None)
        self.listed.emit()
        self.dispute_shown.emit()

    def _family(self, code_id: int) -> frozenset[int]:
        return frozenset((code_id, *self.tree.descendants(code_id)))


def _state(decision: Decision | None) -> Settled:
    if decision is None:
        return Settled.OPEN
    return Settled.DISCUSS if decision.kind is DecisionKind.DISCUSS else Settled.DECIDED
