"""The section of the inspector with a model's negative cases: what contradicts which link, and the way to both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qdatool.coding.negative_cases import NegativeCase, negative_cases, relations_of_model
from qdatool.coding.relations import Relation
from qdatool.coding.roles import Stance
from qdatool.figures.spec import code_key, link_key
from qdatool.ui.controls import SentenceButton, WrappingLabel
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.models.commented import link_of
from qdatool.ui.models.inspector.page import PartList, opening_card, passages
from qdatool.ui.models.inspector.parts import Passage, SectionHead
from qdatool.ui.models.inspector.relation_rows import RelationRow
from qdatool.ui.models.links_table import save_links_table
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, tr

_MOST_CARDS = 40


class NegativeCasesPart(QWidget):
    """Link by link every passage against it: a row for the link, a card per passage, and what was noted on it."""

    relation_chosen = Signal(str, int)
    """The key of a link and the relation behind it that the user wants to see."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: object = None
        self._head = SectionHead("Negative cases", Icon.CONTRADICTS, Ink.ERROR)
        self.cases = PartList()
        self.table_button = SentenceButton("Save the links as a table\u2026", Look.SMALL, Icon.TABLE)
        self.table_button.clicked.connect(lambda: save_links_table(session))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._head)
        column.addWidget(self.cases)
        column.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignLeading)

    def refresh(self) -> None:
        """Show what contradicts the links of the model shown."""
        model, content = self._session.model, self._session.content
        if model is None or content is None:
            return
        relations = relations_of_model(model, content.tree, content.relations)
        found = negative_cases(relations)
        self.table_button.setEnabled(bool(relations))
        self._head.show_count(len(found))
        cards = self._passages(found)
        labels = [
            self._session.label(end) for case in found for end in (case.relation.source_id, case.relation.target_id)
        ]
        shown = (found, cards, labels, interface_language())
        # Every step brings the page here, and most leave the cases as they are.
        if shown == self._shown:
            return
        self._shown = shown
        none_yet = tr("No passage contradicts a link of this model yet.")
        self.cases.show_parts(self._parts(found, cards) or [WrappingLabel(none_yet, Look.META)])

    def _passages(self, found: Sequence[NegativeCase]) -> Mapping[int, Passage]:
        stances = dict.fromkeys((case.evidence.quotation_id for case in found[:_MOST_CARDS]), Stance.CONTRADICTS)
        shown = passages(self._session.content.project, self._session, stances)
        return {passage.quotation_id: passage for passage in shown}

    def _parts(self, found: Sequence[NegativeCase], cards: Mapping[int, Passage]) -> list[QWidget]:
        parts: list[QWidget] = []
        above: Relation | None = None
        for case in found[:_MOST_CARDS]:
            if above is None or case.relation.id != above.id:
                parts.append(self._row(case.relation))
            above = case.relation
            parts.append(opening_card(self._session, cards[case.evidence.quotation_id]))
            if case.evidence.note:
                parts.append(WrappingLabel(case.evidence.note, Look.META))
        if len(found) > _MOST_CARDS:
            more = tr("{count} more: see the links themselves.", count=len(found) - _MOST_CARDS)
            parts.append(WrappingLabel(more, Look.META))
        return parts

    def _row(self, relation: Relation) -> RelationRow:
        ends = (self._session.label(relation.source_id), self._session.label(relation.target_id))
        row = RelationRow(ends, (relation.supporting, relation.contradicting), is_directed=relation.is_directed)
        sentence = relation.propositions.get(interface_language()) or next(iter(relation.propositions.values()), "")
        row.setToolTip(sentence or row.toolTip())
        row.clicked.connect(lambda: self._choose(relation))
        return row

    def _choose(self, relation: Relation) -> None:
        model = self._session.model
        if model is not None:
            drawn = link_of(self._session, model, relation)
            # A network draws no relations, but the inspector shows those of any two codes.
            key = drawn or link_key(code_key(relation.source_id), code_key(relation.target_id))
            self.relation_chosen.emit(key, relation.id)
