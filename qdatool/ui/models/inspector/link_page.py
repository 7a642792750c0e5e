"""The inspector's page for a link: which relations it stands for, what they claim, and what speaks for and against."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTextEdit, QWidget

from qdatool.coding.model_links import relations_between
from qdatool.coding.node_keys import code_of_key, ends_of, role_of_key
from qdatool.coding.relations import (
    Relation,
    add_evidence,
    delete_relation,
    propose,
    remove_evidence,
    set_relation_type,
)
from qdatool.coding.roles import Stance
from qdatool.figures.spec import code_key
from qdatool.ui.controls import IconButton, LinkButton, SentenceButton, SentenceLabel, WrappingLabel
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.models.inspector.evidence_note import EvidenceNote
from qdatool.ui.models.inspector.implied import implied_sentence
from qdatool.ui.models.inspector.link_form import LinkForm
from qdatool.ui.models.inspector.link_look_part import LinkLookPart
from qdatool.ui.models.inspector.page import InspectorPage, PartList, opening_card, passages
from qdatool.ui.models.inspector.parts import (
    ArrowLabel,
    CodeChip,
    Fact,
    FactCells,
    InterviewStrip,
    QuotationCard,
    SectionHead,
)
from qdatool.ui.models.inspector.relation_rows import RelationRow
from qdatool.ui.models.inspector.types_button import TypesButton, offer_types
from qdatool.ui.models.session import ModelSession
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, localized_number, tr

SAVE_AFTER_MS = 600
_MOST_CANDIDATES = 25
_NO_EVIDENCE = {
    Stance.SUPPORTS: "No passage supports it yet.",
    Stance.CONTRADICTS: "No passage contradicts it yet. Look for one: a negative case makes the proposition sharper.",
}


class LinkPage(InspectorPage):
    """Shows the relations of one arrow; the chosen one can be edited."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._key = ""
        self._relation_id: int | None = None
        self._language: str | None = None
        self._is_adding = False
        self._typed_for: tuple[int, str] | None = None
        self._head = SectionHead("Link", Icon.CURVE)
        self.add_button = IconButton(Icon.ADD, "Link two categories")
        self.add_button.clicked.connect(lambda: self._show_form(not self.form.isVisible()))
        self._head.add(self.add_button)
        self._ends = PartList(0)
        self.rows = PartList(2)
        self.form = LinkForm(session)
        self.form.related.connect(self._on_related)
        self._missing = WrappingLabel("", Look.META)
        self.offer = SentenceButton("Link two categories", Look.SMALL)
        self.offer.clicked.connect(lambda: self._show_form(True))
        self._editor = QWidget()
        self._build_editor()
        self.look = LinkLookPart(session)
        parts = (self._head, self._ends, self.rows, self._missing, self.offer, self.form, self.look, self._editor)
        for part in parts:
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.proposition.setPlaceholderText(tr("What does this link claim? One sentence."))
        self.proposition.setAccessibleName(tr("Proposition"))
        self.type_choice.setAccessibleName(tr("Type of relation"))

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self.proposition if self._relation_id is not None else self.offer

    def relation_id(self) -> int | None:
        """Return the relation that is edited, or None."""
        return self._relation_id

    def supporting_cards(self) -> list[QWidget]:
        """Return the cards of the passages that support the relation."""
        return [part for part in self._supporting.parts() if isinstance(part, QuotationCard)]

    def contradicting_cards(self) -> list[QWidget]:
        """Return the cards of the passages that contradict the relation."""
        return [part for part in self._against.parts() if isinstance(part, QuotationCard)]

    def evidence_heads(self) -> tuple[str, str]:
        """Return what is said of the evidence for and against: how many passages, from how many interviews."""
        return self._supporting_head.said(), self._against_head.said()

    def evidence_notes(self) -> list[EvidenceNote]:
        """Return the fields with what the evidence means, those of what contradicts last."""
        parts = (*self._supporting.parts(), *self._against.parts())
        return [part for part in parts if isinstance(part, EvidenceNote)]

    def candidate_cards(self) -> list[QWidget]:
        """Return the cards of the passages that could become evidence."""
        return self._candidates.parts()

    def show_key(self, key: str) -> None:
        """Show the link with that key, as it is now."""
        if key != self._key:
            self.flush()
            self._key, self._relation_id, self._is_adding = key, None, False
            self.form.hide()
        relations = self._relations()
        if self._relation_id not in {relation.id for relation in relations}:
            strongest = max(relations, key=lambda one: (one.supporting + one.contradicting, -one.id), default=None)
            self._relation_id = strongest.id if strongest is not None else None
        self._show_ends()
        self.look.show_key(key)
        self.rows.setVisible(len(relations) > 1)
        self.rows.show_parts(self._row(relation) for relation in relations) if len(relations) > 1 else None
        self._missing.show_text(self._why_joined())
        self._missing.setVisible(not relations)
        self.offer.setVisible(not relations and self.session.can_write and not self.form.isVisible())
        self._editor.setVisible(self._relation_id is not None)
        self.add_button.setEnabled(self.session.can_write)
        self._head.show_count(len(relations))
        relation = self._relation()
        if relation is not None:
            self._show_relation(relation)

    def choose_relation(self, relation_id: int) -> None:
        """Edit another relation of the link."""
        self.flush()
        self._relation_id, self._is_adding = relation_id, False
        self.show_key(self._key)

    def flush(self) -> None:
        """Write what was typed and not yet written; later, while the project delivers a change and takes no other."""
        if self.session.is_refreshing:
            return
        if self._timer.isActive():
            self._timer.stop()
            self._write_proposition()

    # Building

    def _build_editor(self) -> None:
        page = InspectorPage(self.session)
        self._editor = page
        column = page.column
        column.setContentsMargins(0, 0, 0, 0)
        self._codes = PartList(0)
        self.type_choice = QComboBox()
        self.type_choice.activated.connect(self._on_type)
        # Not a QPlainTextEdit, which draws right-to-left paragraphs at the left edge.
        self.proposition = QTextEdit()
        self.proposition.setAcceptRichText(False)
        wear(self.proposition, Look.FIELD)
        self.proposition.setTabChangesFocus(True)
        self.proposition.setFixedHeight(92)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._write_proposition)
        self.proposition.textChanged.connect(self._on_typed)
        self.language = Segments(
            (
                Segment("fa", "\u0641\u0627", "The proposition in Persian"),
                Segment("en", "EN", "The proposition in English"),
            ),
            "Language of the proposition",
        )
        self.language.picked.connect(self._on_language)
        self._facts = FactCells()
        self._strip = InterviewStrip()
        head = QHBoxLayout()
        head.addWidget(SentenceLabel("Proposition", Look.META), 1)
        head.addWidget(self.language)
        column.addWidget(self._codes)
        column.addWidget(SentenceLabel("Type of relation", Look.META))
        column.addLayout(TypesButton(self.session, self.type_choice).row())
        self.implied = WrappingLabel("", Look.META)
        column.addWidget(self.implied)
        column.addLayout(head)
        column.addWidget(self.proposition)
        column.addWidget(self._facts)
        column.addWidget(self._strip)
        self._supporting_head = SectionHead("Supports", Icon.SUPPORTS, Ink.OK)
        self.evidence_button = IconButton(Icon.ADD, "Add evidence")
        self.evidence_button.clicked.connect(self._toggle_adding)
        self._supporting_head.add(self.evidence_button)
        self._candidates_head = SectionHead("Passages of both categories")
        self._candidates = PartList()
        self._supporting = PartList()
        self._against_head = SectionHead("Contradicts", Icon.CONTRADICTS, Ink.ERROR)
        self._against = PartList()
        self._remove = LinkButton("Delete this link")
        self._remove.clicked.connect(self._delete)
        for part in (self._candidates_head, self._candidates, self._supporting_head, self._supporting):
            column.addWidget(part)
        for part in (self._against_head, self._against):
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, Space.S, 0, 0)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        column.addLayout(foot)

    # Showing

    def _relations(self) -> tuple[Relation, ...]:
        model, content = self.session.model, self.session.content
        if model is None or content is None:
            return ()
        source, target = ends_of(self._key)
        roles = role_of_key(source), role_of_key(target)
        if roles[0] is not None and roles[1] is not None:
            return relations_between(model, content.tree, content.relations, roles[0], roles[1])
        codes = {code_of_key(source), code_of_key(target)}
        return tuple(one for one in content.relations if {one.source_id, one.target_id} == codes)

    def _relation(self) -> Relation | None:
        return next((relation for relation in self._relations() if relation.id == self._relation_id), None)

    def _why_joined(self) -> str:
        """Return what a line without a relation says: in a network that one theme stands below the other."""
        above, below = (self.session.code(code_of_key(end)) for end in ends_of(self._key))
        if above is None or below is None:
            return tr("No relation between these two yet.")
        language = interface_language()
        return tr("{theme} stands below {category}.", theme=below.label_in(language), category=above.label_in(language))

    def _show_ends(self) -> None:
        """Show the two roles or themes that the line joins."""
        names = [self._end(key) for key in ends_of(self._key)]
        self._ends.show_parts([_joined(*names)])

    def _end(self, key: str) -> QWidget:
        role, code = role_of_key(key), self.session.code(code_of_key(key))
        label = self.session.role_title(role) if role is not None else self.session.label(code_of_key(key) or 0)
        color = code.color if code is not None else self.session.role_color(role or "")
        chip = CodeChip(label or (self.session.model.title if self.session.model else ""), color)
        chip.clicked.connect(lambda: self.session.choose(key))
        return chip

    def _row(self, relation: Relation) -> RelationRow:
        row = RelationRow(
            (self.session.label(relation.source_id), self.session.label(relation.target_id)),
            (relation.supporting, relation.contradicting),
            is_chosen=relation.id == self._relation_id,
            is_directed=relation.is_directed,
        )
        row.clicked.connect(lambda: self.choose_relation(relation.id))
        return row

    def _show_relation(self, relation: Relation) -> None:
        content, language = self.session.content, interface_language()
        chips = self._chip(relation.source_id), self._chip(relation.target_id)
        self._codes.show_parts([_joined(*chips, is_directed=relation.is_directed)])
        offer_types(self.type_choice, content.relation_types, relation.type_key)
        implied = implied_sentence(self.session, relation.type_key, relation.source_id, relation.target_id)
        self.implied.show_text(implied)
        self.implied.setVisible(bool(implied))
        self.type_choice.setEnabled(self.session.can_write)
        self.proposition.setReadOnly(not self.session.can_write)
        self._show_proposition(relation)
        interviews = len(relation.documents)
        self._facts.show_facts(
            Fact(localized_number(relation.supporting, language), tr("supporting"), "ok"),
            Fact(localized_number(relation.contradicting, language), tr("contradicting"), "error"),
            Fact(tr("{some} of {all}", some=interviews, all=len(content.documents)), tr("interviews")),
        )
        self._show_strip(relation)
        self._show_evidence(relation)

    def _show_strip(self, relation: Relation) -> None:
        documents = self.session.content.documents
        places = {document.id: i for i, document in enumerate(documents)}
        stances: dict[int, frozenset[Stance]] = {}
        for item in relation.evidence:
            place = places[item.document_id]
            stances[place] = stances.get(place, frozenset()) | {item.stance}
        self._strip.show_interviews([document.name for document in documents], stances)

    def _show_evidence(self, relation: Relation) -> None:
        can_write = self.session.can_write
        notes = {item.quotation_id: item.note for item in relation.evidence}
        for stance, head, place in (
            (Stance.SUPPORTS, self._supporting_head, self._supporting),
            (Stance.CONTRADICTS, self._against_head, self._against),
        ):
            wanted = {item.quotation_id: stance for item in relation.evidence if item.stance is stance}
            found = passages(self.session.content.project, self.session, wanted)
            cards: list[QWidget] = []
            for passage in found:
                card = opening_card(self.session, passage, can_write=can_write)
                card.stance_chosen.connect(lambda _none, passed=passage: self._remove_evidence(passed.quotation_id))
                cards.append(card)
                if stance is Stance.CONTRADICTS or notes[passage.quotation_id]:
                    cards.append(EvidenceNote(self.session, relation.id, passage.quotation_id, notes))
            interviews = len(relation.documents_with(stance))
            head.show_said(tr("{count} \u00b7 interviews: {interviews}", count=len(wanted), interviews=interviews))
            place.show_parts(cards or [WrappingLabel(tr(_NO_EVIDENCE[stance]), Look.META)])
        self.evidence_button.setEnabled(can_write)
        self._show_candidates(relation)

    def _show_candidates(self, relation: Relation) -> None:
        """Show passages of both categories that are no evidence yet: first those coded with both."""
        self._candidates_head.setVisible(self._is_adding)
        self._candidates.setVisible(self._is_adding)
        if not self._is_adding:
            self._candidates.show_parts(())
            return
        content = self.session.content
        source, target = content.quotations_of(relation.source_id), content.quotations_of(relation.target_id)
        present = {item.quotation_id for item in relation.evidence}
        both = [each for each in source if each in target]
        rest = [each for each in (*source, *target) if each not in both]
        wanted = [each for each in dict.fromkeys((*both, *rest)) if each not in present]
        cards = []
        for passage in passages(content.project, self.session, dict.fromkeys(wanted[:_MOST_CANDIDATES])):
            card = opening_card(self.session, passage, is_candidate=True, can_write=True)
            card.stance_chosen.connect(lambda stance, passed=passage: self._add_evidence(passed.quotation_id, stance))
            cards.append(card)
        self._candidates_head.show_count(len(wanted))
        self._candidates.show_parts(cards or [WrappingLabel(tr("All their passages are evidence already."), Look.META)])

    def _chip(self, code_id: int) -> CodeChip:
        code = self.session.code(code_id)
        chip = CodeChip(self.session.label(code_id), code.color if code is not None else "")
        chip.clicked.connect(lambda: self.session.choose(code_key(code_id)))
        return chip

    # Proposition

    def _show_proposition(self, relation: Relation) -> None:
        language = self._language or interface_language()
        self.language.show_value(language)
        stored = relation.propositions.get(language, "")
        if self._timer.isActive() and self._typed_for == (relation.id, language):
            return
        self._save_what_was_typed()
        if self.proposition.toPlainText() != stored:
            self.proposition.blockSignals(True)
            self.proposition.setPlainText(stored)
            self.proposition.blockSignals(False)
        self._typed_for = (relation.id, language)
        self._turn_proposition()

    def _turn_proposition(self) -> None:
        written = self.proposition.toPlainText() or ("\u0627" if self._shown_language() == "fa" else "a")
        option = QTextOption()
        option.setTextDirection(direction_of(written))
        self.proposition.document().setDefaultTextOption(option)

    def _shown_language(self) -> str:
        return self._language or interface_language()

    def _on_typed(self) -> None:
        self._turn_proposition()
        self._timer.start()

    def _on_language(self, language: str) -> None:
        self.flush()
        self._language = language
        relation = self._relation()
        if relation is not None:
            self._show_proposition(relation)
        self.proposition.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save_what_was_typed(self) -> None:
        """Write what was typed before the field shows another sentence, as soon as the project takes it."""
        if not self._timer.isActive() or self._typed_for is None:
            return
        self._timer.stop()
        write = partial(self._write_words, *self._typed_for, self.proposition.toPlainText())
        if self.session.is_refreshing:
            QTimer.singleShot(0, self, write)
        else:
            write()

    def _write_proposition(self) -> None:
        if self._typed_for is not None:
            self._write_words(*self._typed_for, self.proposition.toPlainText())

    def _write_words(self, relation_id: int, language: str, words: str) -> None:
        project = self.session.project
        if project is None:
            return
        content = self.session.content
        known = {one.id: one for one in content.relations} if content is not None else {}
        if relation_id in known and known[relation_id].propositions.get(language, "") != words:
            self.session.attempt(lambda: propose(project, relation_id, language, words))

    # Acts

    def _show_form(self, is_shown: bool) -> None:
        source, target = ends_of(self._key)
        if is_shown:
            self.form.offer(self._codes_at(source), self._codes_at(target))
        self.form.setVisible(is_shown)
        self.offer.setVisible(not is_shown and self._relation_id is None)

    def _codes_at(self, key: str) -> list[int]:
        """Return the categories of a role, after the one above them that carries the role; or the theme itself."""
        model, content, role = self.session.model, self.session.content, role_of_key(key)
        if role is None or model is None or content is None:
            code_id = code_of_key(key)
            return [code_id] if code_id is not None else []
        slots = model.codes_in(role)
        above = [each for code_id in slots for each in content.tree.ancestors(code_id)]
        return list(
            dict.fromkeys(
                (*(each for each in above if model.role_alike(content.tree.codes[each].role) == role), *slots)
            )
        )

    def _on_related(self, relation_id: int) -> None:
        self.form.hide()
        self.choose_relation(relation_id)
        self.proposition.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_type(self) -> None:
        project, relation_id, key = self.session.project, self._relation_id, self.type_choice.currentData()
        if project is None or relation_id is None:
            return
        self.session.attempt(lambda: set_relation_type(project, relation_id, key))
        relation = self._relation()
        if relation is not None:
            self._show_relation(relation)

    def _toggle_adding(self) -> None:
        self._is_adding = not self._is_adding
        relation = self._relation()
        if relation is not None:
            self._show_candidates(relation)

    def _add_evidence(self, quotation_id: int, stance: Stance) -> None:
        project, relation_id = self.session.project, self._relation_id
        if project is not None and relation_id is not None:
            self.session.attempt(lambda: add_evidence(project, relation_id, quotation_id, stance))

    def _remove_evidence(self, quotation_id: int) -> None:
        project, relation_id = self.session.project, self._relation_id
        if project is not None and relation_id is not None:
            self.session.attempt(lambda: remove_evidence(project, relation_id, quotation_id))

    def _delete(self) -> None:
        project, relation_id = self.session.project, self._relation_id
        if project is not None and relation_id is not None:
            self._timer.stop()
            self.session.attempt(lambda: delete_relation(project, relation_id))


def _joined(source: QWidget, target: QWidget, *, is_directed: bool = True) -> QWidget:
    """Return two parts with an arrow from the first to the second."""
    joined = QWidget()
    row = QHBoxLayout(joined)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.XS)
    row.addWidget(source, 1)
    row.addWidget(ArrowLabel(is_directed=is_directed))
    row.addWidget(target, 1)
    return joined
