"""What the Read & code workspace shows of a project, looked up again after each change, and only what it changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.coders import Coder, list_coders
from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.documents import Document, document_text, document_turns, list_documents
from qdatool.coding.drawing import DrawnPassage, list_drawn
from qdatool.coding.facts import project_facts
from qdatool.coding.levels import Level, list_levels
from qdatool.coding.participants import list_participants
from qdatool.coding.project import Project
from qdatool.coding.quotations import (
    CodeCount,
    Coding,
    codings_of_document,
    count_of_codes,
    counts_in_tree,
    load_codings,
    quotations_with_memo,
)
from qdatool.coding.rounds import find_round, finished_documents
from qdatool.text.interviewers import asks
from qdatool.text.sentences import words
from qdatool.text.spans import Span
from qdatool.text.turns import Turn
from qdatool.ui.code_search import CodeSearch
from qdatool.ui.paragraph_index import ParagraphIndex
from qdatool.ui.transcript import StripeCoding
from qdatool.wording import interface_language, tr

_BULK = 500
_BESIDE_QUOTATIONS = (Kind.QUOTATION_LINK, Kind.RELATION_TYPE, Kind.RELATION_TYPE_NAME, Kind.REVIEW_COMMENT)
"""Codings in one step from which everything is looked up again."""
_LATER_MS = 40

EMPTY_TREE = CodeTree({}, (), {})
NO_COUNT = CodeCount(0, 0)


class Scope(Enum):
    """Whose codings are shown and counted."""

    MINE = "mine"
    ALL = "all"
    AGREED = "agreed"  # what stands under the consensus coder


@dataclass(frozen=True, slots=True)
class CodingsStep:
    """What changed among the codings of the document that is shown."""

    shown: tuple[StripeCoding, ...] = ()
    gone: tuple[int, ...] = ()
    is_all: bool = False


class ReadingSession(QObject):
    """The open project as this workspace sees it, and the one document that is being read.

    Signals: ``project_opened``; ``document_opened`` (another one or none); ``documents_changed``; ``codes_changed``
    (tree, labels, levels, coders); ``counts_changed(frozenset of code ids | None for all)``;
    ``codings_changed(CodingsStep)`` for the document shown; ``memos_changed``; ``remarks_changed`` (comments on
    quotations, links between them); ``share_changed(document_id)``; ``text_changed`` when the text of the open
    document was corrected.
    """

    project_opened = Signal()
    document_opened = Signal()
    documents_changed = Signal()
    codes_changed = Signal()
    counts_changed = Signal(object)
    codings_changed = Signal(object)
    memos_changed = Signal()
    remarks_changed = Signal()
    share_changed = Signal(int)
    text_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.guid = ""
        self.documents: tuple[Document, ...] = ()
        self.participants: Mapping[int, tuple[str, ...]] = {}
        self.tree: CodeTree = EMPTY_TREE
        self.levels: tuple[Level, ...] = ()
        self.coders: tuple[Coder, ...] = ()
        self.scope = Scope.MINE
        self.document_id: int | None = None
        self.last_gone: tuple[Coding, ...] = ()
        self.changed_texts: tuple[int, ...] = ()
        self._counts: dict[int, CodeCount] = {}
        self._codings: dict[int, Coding] = {}
        self._with_memo: frozenset[int] = frozenset()
        self.finished: Mapping[int, frozenset[int]] = {}
        self.drawn: frozenset[int] = frozenset()
        self._drawn: tuple[DrawnPassage, ...] = ()
        self._is_round_blind = False
        self._paragraphs: dict[int, ParagraphIndex] = {}
        self._words: dict[int, int] = {}
        self._shares: dict[int, float] = {}
        self._stale_shares: list[int] = []
        self._stale_counts: set[int] = set()
        self._searched: tuple[CodeTree, str, CodeSearch] | None = None
        self._later_timer = QTimer(self)
        self._later_timer.setSingleShot(True)
        self._later_timer.timeout.connect(self._catch_up)

    # Which project and document

    def open(self, project: Project | None, document_id: int | None = None) -> None:
        """Look at another project, or at none, with a document open: its first one where the one asked for is gone."""
        self.project = project
        self.document_id = None
        self.last_gone = ()
        self._codings, self._counts, self._shares, self._paragraphs, self._words = {}, {}, {}, {}, {}
        self.documents, self.participants, self.coders, self.levels, self.tree = (), {}, (), (), EMPTY_TREE
        self._stale_shares, self._stale_counts = [], set()
        self._later_timer.stop()
        self.guid = project_facts(project).guid if project is not None else ""
        if project is not None:
            self._look_up_documents()
            self._look_up_rounds()
            self._look_up_codes()
            self.scope = Scope.MINE
            self._counts = counts_in_tree(project, self.tree, project.coder_id)
            if not self._counts and (of_all := counts_in_tree(project, self.tree)):
                # Someone who only reads along has no codings of their own; an empty margin would look like a loss.
                self.scope, self._counts = Scope.ALL, of_all
            self._want_shares(document.id for document in self.documents)
        self.project_opened.emit()
        is_known = any(document.id == document_id for document in self.documents)
        first_id = self.documents[0].id if self.documents else None
        self.open_document(document_id if is_known else first_id)

    def open_document(self, document_id: int | None) -> None:
        """Show another document, or none; one that does not exist is ignored."""
        if document_id is not None and all(one.id != document_id for one in self.documents):
            return
        self.document_id = document_id
        self._look_up_codings()
        self.document_opened.emit()
        if self._wants_words():
            self._later_timer.start(_LATER_MS)

    def set_scope(self, scope: Scope) -> None:
        """Show and count the codings of the present coder or of all."""
        if self.project is None or scope is self.scope:
            return
        self.scope = scope
        self._counts = counts_in_tree(self.project, self.tree, self.coder_filter())
        self._look_up_codings()
        self._want_shares(document.id for document in self.documents)
        self.counts_changed.emit(None)
        self.codings_changed.emit(CodingsStep(is_all=True))

    # What is known

    def is_writable(self) -> bool:
        """Tell whether there is a project that can be changed."""
        return self.project is not None and not self.project.is_read_only

    def coder_filter(self) -> int | None:
        """Return the coder whose codings are shown; None for all."""
        if self.scope is Scope.ALL or self.project is None:
            return None
        return self.consensus_id() if self.scope is Scope.AGREED else self.project.coder_id

    def consensus_id(self) -> int | None:
        """Return the coder under whom the agreed codings stand, None before there are any."""
        return next((coder.id for coder in self.coders if coder.is_consensus), None)

    def coder_name(self, coder_id: int | None) -> str:
        """Return the name of a coder, empty for nobody."""
        if coder_id is not None and coder_id == self.consensus_id():
            return tr("Consensus")
        return next((coder.name for coder in self.coders if coder.id == coder_id), "")

    def drawn_paragraphs(self) -> frozenset[int]:
        """Return the numbers of the paragraphs of the open document that were drawn for the present round."""
        spans = [one.span for one in self._drawn if one.span is not None and one.document_id == self.document_id]
        if self.document_id is None or not spans:
            return frozenset()
        index = self.paragraphs(self.document_id)
        return frozenset(number for span in spans if (number := index.number_at(span.start)) is not None)

    def is_finished(self, document_id: int) -> bool:
        """Tell whether the present coder has finished a document in the present round."""
        return self.project is not None and self.project.coder_id in self.finished.get(document_id, ())

    def document(self, document_id: int | None = None) -> Document | None:
        """Return a document, the one that is open by default."""
        wanted = self.document_id if document_id is None else document_id
        return next((one for one in self.documents if one.id == wanted), None)

    def text(self) -> str:
        """Return the text of the open document."""
        return document_text(self.project, self.document_id) if self.project and self.document_id else ""

    def code(self, code_id: int | None) -> Code | None:
        """Return a code by its id."""
        return self.tree.codes.get(code_id) if code_id is not None else None

    def search(self) -> CodeSearch:
        """Return the labels ready to be searched in the interface's language."""
        present = (self.tree, interface_language())
        if self._searched is None or self._searched[0] is not present[0] or self._searched[1] != present[1]:
            self._searched = (*present, CodeSearch(*present))
        return self._searched[2]

    def level_of(self, code: Code) -> Level | None:
        """Return the level of a code."""
        return next((level for level in self.levels if level.id == code.level_id), None)

    def count(self, code_id: int) -> CodeCount:
        """Return how often a code, or one below it, is used within the scope."""
        return self._counts.get(code_id, NO_COUNT)

    def share(self, document_id: int) -> float | None:
        """Return the share (0..1) of a document's paragraphs that are coded within the scope; None until known."""
        return self._shares.get(document_id)

    def word_count(self, document_id: int) -> int | None:
        """Return how many words a document has that is or was open; None until they are counted."""
        return self._words.get(document_id)

    def coding(self, coding_id: int) -> Coding | None:
        """Return a coding of the open document."""
        return self._codings.get(coding_id)

    def codings(self) -> tuple[Coding, ...]:
        """Return the codings of the open document within the scope, in no order."""
        return tuple(self._codings.values())

    def codings_of(self, quotation_id: int) -> tuple[Coding, ...]:
        """Return the codings that hang on a quotation of the open document."""
        return tuple(coding for coding in self._codings.values() if coding.quotation_id == quotation_id)

    def stripes(self) -> tuple[StripeCoding, ...]:
        """Return the codings of the open document for its margin."""
        return tuple(self._stripe(coding) for coding in self._codings.values())

    def paragraphs(self, document_id: int) -> ParagraphIndex:
        """Return where the paragraphs of a document are."""
        if document_id not in self._paragraphs:
            self._paragraphs[document_id] = ParagraphIndex(document_text(self.project, document_id))
        return self._paragraphs[document_id]

    def paragraph_number(self, document_id: int, position: int) -> int:
        """Return the number of the paragraph of a document that holds a position."""
        return self.paragraphs(document_id).number_at(position)

    def bare_answers(self) -> list[Span]:
        """Return the paragraphs of the open document without a coding in the scope.

        Where it is known who speaks, only what is answered counts, not questions and not what stands above the first.
        """
        if self.project is None or self.document_id is None:
            return []
        bare = self.paragraphs(self.document_id).bare((one.start, one.end) for one in self._codings.values())
        turns = self._turns()
        return [span for span in bare if not turns or self._is_answer(turns, span)]

    def answer_from(self, position: int) -> int:
        """Return the position itself, or where the next answer begins if it lies in a question."""
        turns = self._turns()
        place = bisect_right(turns, position, key=lambda turn: turn.start) - 1
        if place >= 0 and turns[place].end <= position:
            # Between two turns stands the label of the second.
            place += 1
        if not 0 <= place < len(turns) or not asks(turns[place].speaker):
            return position
        return next((turn.start for turn in turns[place + 1 :] if not asks(turn.speaker)), position)

    def _turns(self) -> tuple[Turn, ...]:
        is_open = self.project is not None and self.document_id is not None
        return document_turns(self.project, self.document_id) if is_open else ()

    def _is_answer(self, turns: tuple[Turn, ...], span: Span) -> bool:
        # A turn begins behind its label, so the last letter is what surely lies in it.
        place = bisect_right(turns, span.end - 1, key=lambda turn: turn.start) - 1
        return place >= 0 and span.end <= turns[place].end and not asks(turns[place].speaker)

    # What a step changed

    def take(self, changes: Changes) -> None:
        """Look up again what a step changed and tell the panels."""
        if self.project is None:
            return
        if changes.touches(Kind.DOCUMENT, Kind.DOCUMENT_TEXT, Kind.TURN, Kind.PARTICIPANT):
            self._take_documents(changes)
        if changes.touches(Kind.CODE, Kind.CODE_LABEL, Kind.LEVEL, Kind.CODER):
            before = self.tree
            self._look_up_codes()
            if changes.touches(Kind.CODE) and _shape(before) != _shape(self.tree):
                self._counts = counts_in_tree(self.project, self.tree, self.coder_filter())
            self.codes_changed.emit()
        if changes.touches(Kind.CODING):
            self._take_codings(changes)
        if changes.touches(Kind.FINISHED_DOCUMENT, Kind.ROUND, Kind.DRAWN_PASSAGE):
            self._take_rounds()
        if changes.touches(Kind.MEMO, Kind.MEMO_LINK):
            self._take_memos(changes)
        if changes.updated(Kind.QUOTATION) or changes.touches(*_BESIDE_QUOTATIONS):
            self.remarks_changed.emit()

    def _take_texts(self) -> None:
        """Look up where everything is in a text that was corrected, or is again as it was before."""
        self._want_shares(self.changed_texts)
        self.counts_changed.emit(None)
        if self.document_id in self.changed_texts:
            self._look_up_codings()
            self.text_changed.emit()

    def _take_rounds(self) -> None:
        """Show who has finished what; in a blind round that uncovers or covers codings too."""
        self._look_up_rounds()
        self._look_up_codings()
        self._count_again(None)
        self._want_shares(document.id for document in self.documents)
        self.documents_changed.emit()
        self.codings_changed.emit(CodingsStep(is_all=True))

    def _take_documents(self, changes: Changes) -> None:
        if changes.touches(Kind.DOCUMENT_TEXT):
            self._paragraphs.clear()
            self._words.clear()
        before = [document.id for document in self.documents]
        texts = {document.id: document.sha256 for document in self.documents}
        self._look_up_documents()
        self.changed_texts = tuple(one.id for one in self.documents if texts.get(one.id, one.sha256) != one.sha256)
        self._want_shares(changes.added(Kind.DOCUMENT))
        self.documents_changed.emit()
        if self.changed_texts:
            self._take_texts()
        if self.document() is not None:
            return
        place = before.index(self.document_id) if self.document_id in before else 0
        self.open_document(self.documents[min(place, len(self.documents) - 1)].id if self.documents else None)

    def _take_codings(self, changes: Changes) -> None:
        present = changes.added(Kind.CODING) | changes.updated(Kind.CODING)
        removed = changes.removed(Kind.CODING)
        if len(present) + len(removed) > _BULK:
            self._take_many_codings(removed)
            return
        fresh = load_codings(self.project, tuple(present))
        known = {coding_id: self._codings[coding_id] for coding_id in present | removed if coding_id in self._codings}
        # Where another document's codings went, or moved from one code to another, is not known.
        is_known = all(coding_id in known for coding_id in removed | changes.updated(Kind.CODING))
        self._count_again(({one.code_id for one in (*fresh, *known.values())}) if is_known else None)
        gone = tuple(coding_id for coding_id in removed if self._codings.pop(coding_id, None) is not None)
        self.last_gone = tuple(known[coding_id] for coding_id in gone)
        mine = tuple(one for one in fresh if one.document_id == self.document_id and self._is_in_scope(one))
        self._codings.update({coding.id: coding for coding in mine})
        documents = {one.document_id for one in (*fresh, *known.values())}
        self._want_shares(documents if is_known else (document.id for document in self.documents))
        if mine or gone:
            self.codings_changed.emit(CodingsStep(tuple(map(self._stripe, mine)), gone))

    def _take_many_codings(self, removed: frozenset[int]) -> None:
        self.last_gone = tuple(self._codings[one] for one in removed if one in self._codings)[:_BULK]
        self._look_up_codings()
        self._count_again(None)
        self._want_shares(document.id for document in self.documents)
        self.codings_changed.emit(CodingsStep(is_all=True))

    def _take_memos(self, changes: Changes) -> None:
        if changes.touches(Kind.MEMO_LINK) and self.document_id is not None:
            before, self._with_memo = self._with_memo, quotations_with_memo(self.project, self.document_id)
            differing = before ^ self._with_memo
            shown = tuple(self._stripe(one) for one in self._codings.values() if one.quotation_id in differing)
            if shown:
                self.codings_changed.emit(CodingsStep(shown))
        self.memos_changed.emit()

    def _count_again(self, code_ids: set[int] | None) -> None:
        """Count some codes and those above them again in a moment; all now for None."""
        if code_ids is None:
            self._stale_counts.clear()
            self._counts = counts_in_tree(self.project, self.tree, self.coder_filter())
            self.counts_changed.emit(None)
            return
        for code_id in code_ids & self.tree.codes.keys():
            self._stale_counts |= {code_id, *self.tree.ancestors(code_id)}
        self._later_timer.start(_LATER_MS)

    def count_now(self, code_ids: set[int]) -> None:
        """Count some codes, each with those below it, and tell the panels."""
        for code_id in code_ids:
            family = (code_id, *self.tree.descendants(code_id))
            self._counts[code_id] = count_of_codes(self.project, family, self.coder_filter())
        self.counts_changed.emit(frozenset(code_ids))

    # Looking up

    def _look_up_documents(self) -> None:
        self.documents = list_documents(self.project)
        names: dict[int, list[str]] = {}
        for participant in list_participants(self.project):
            for document_id in participant.document_ids:
                names.setdefault(document_id, []).append(participant.name)
        self.participants = {document_id: tuple(found) for document_id, found in names.items()}

    def _look_up_rounds(self) -> None:
        self.finished = finished_documents(self.project, self.project.round_id)
        self._is_round_blind = find_round(self.project, self.project.round_id).is_blind
        self._drawn = list_drawn(self.project, self.project.round_id)
        self.drawn = frozenset(one.document_id for one in self._drawn)

    def _look_up_codes(self) -> None:
        self.tree = load_codes(self.project)
        self.levels = list_levels(self.project)
        self.coders = list_coders(self.project)

    def _look_up_codings(self) -> None:
        if self.project is None or self.document_id is None:
            self._codings, self._with_memo = {}, frozenset()
            return
        found = codings_of_document(self.project, self.document_id, self.coder_filter())
        self._codings = {coding.id: coding for coding in found if self._is_of_round(coding)}
        self._with_memo = quotations_with_memo(self.project, self.document_id)

    def _is_in_scope(self, coding: Coding) -> bool:
        wanted = self.coder_filter()
        return (wanted is None or coding.coder_id == wanted) and self._is_of_round(coding)

    def _is_of_round(self, coding: Coding) -> bool:
        """Tell whether a coding may stand beside the text: who codes again blindly must not see how they coded once."""
        project = self.project
        is_mine_from_before = coding.coder_id == project.coder_id and coding.round_id != project.round_id
        return not (self._is_round_blind and is_mine_from_before)

    def _stripe(self, coding: Coding) -> StripeCoding:
        return StripeCoding(
            coding.id,
            coding.quotation_id,
            coding.start,
            coding.end,
            coding.code_id,
            coding.coder_id,
            coding.quotation_id in self._with_memo,
            coding.adds_dimension,
        )

    # Counts of categories and shares of documents, bit by bit, after everything else has been shown

    def _want_shares(self, document_ids: Iterable[int]) -> None:
        for document_id in document_ids:
            if document_id not in self._stale_shares:
                self._stale_shares.append(document_id)
        if self._stale_shares:
            self._later_timer.start(_LATER_MS)

    def _catch_up(self) -> None:
        if self.project is None:
            return
        # So that the first key in the filter or the code box need not wait for it.
        self.search()
        if self._stale_counts:
            stale, self._stale_counts = self._stale_counts, set()
            self.count_now({code_id for code_id in stale if code_id in self.tree.codes})
        elif self._stale_shares:
            self._work_out_share(self._stale_shares.pop(0))
        elif self._wants_words():
            self._count_words()
        if self._stale_counts or self._stale_shares or self._wants_words():
            self._later_timer.start(0)

    def _wants_words(self) -> bool:
        return self.document_id is not None and self.document_id not in self._words

    def _count_words(self) -> None:
        text = self.text()
        self._words[self.document_id] = len(words(text, Span(0, len(text)))) if text else 0
        self.share_changed.emit(self.document_id)

    def _work_out_share(self, document_id: int) -> None:
        if self.document(document_id) is None:
            return
        if document_id == self.document_id:
            codings = self.codings()
        else:
            codings = codings_of_document(self.project, document_id, self.coder_filter())
        index = self.paragraphs(document_id)
        spans = [(coding.start, coding.end) for coding in codings]
        self._shares[document_id] = index.coded_count(spans) / len(index) if len(index) else 0.0
        self.share_changed.emit(document_id)


def _shape(tree: CodeTree) -> dict[int, int | None]:
    return {code.id: code.parent_id for code in tree}
