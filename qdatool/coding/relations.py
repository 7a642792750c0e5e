"""Relations between codes: type, one-sentence proposition per language, evidence for and against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from qdatool.coding.bare_quotations import drop_bare_quotations
from qdatool.coding.changes import Operation
from qdatool.coding.guids import make_guid
from qdatool.coding.known_rows import require_row
from qdatool.coding.languages import id_of_language, words_by_language
from qdatool.coding.project import Project
from qdatool.coding.relation_types import TypeScope, all_relation_types, find_joined, find_type_for, require_type
from qdatool.coding.roles import Stance
from qdatool.coding.sight import seen_quotations
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import normalise


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation that speaks for or against a relation."""

    quotation_id: int
    document_id: int
    stance: Stance
    note: str = ""
    """What the researcher makes of it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from one code to another; ``propositions`` are keyed by language."""

    id: int
    source_id: int
    target_id: int
    type_key: str
    propositions: Mapping[str, str]
    evidence: tuple[Evidence, ...]
    is_directed: bool = True
    """Whether it leads from source to target; what its type says."""

    @property
    def supporting(self) -> int:
        """Number of quotations that support it."""
        return sum(1 for item in self.evidence if item.stance is Stance.SUPPORTS)

    @property
    def contradicting(self) -> int:
        """Number of quotations that contradict it."""
        return sum(1 for item in self.evidence if item.stance is Stance.CONTRADICTS)

    def documents_with(self, stance: Stance) -> frozenset[int]:
        """Return the documents in which something speaks for it, or against it."""
        return frozenset(item.document_id for item in self.evidence if item.stance is stance)

    @property
    def documents(self) -> frozenset[int]:
        """The documents its evidence comes from."""
        return frozenset(item.document_id for item in self.evidence)


def list_relations(project: Project) -> tuple[Relation, ...]:
    """Return every relation with its propositions and evidence."""
    db = project.read()
    propositions = words_by_language(db, schema.proposition.c.relation_id, schema.proposition.c.sentence)
    quotations = seen_quotations(project)
    evidence: dict[int, list[Evidence]] = {}
    for relation_id, quotation_id, document_id, stance, note in db.execute(
        select(
            schema.evidence.c.relation_id,
            schema.evidence.c.quotation_id,
            quotations.c.document_id,
            schema.evidence.c.stance,
            schema.evidence.c.note,
        )
        .join_from(schema.evidence, quotations)
        .order_by(schema.evidence.c.id)
    ):
        evidence.setdefault(relation_id, []).append(Evidence(quotation_id, document_id, Stance(stance), note))
    directed = {kind.key: kind.is_directed for kind in all_relation_types(db)}
    rows = db.execute(
        select(schema.relation, schema.relation_type.c.key)
        .join_from(schema.relation, schema.relation_type)
        .order_by(schema.relation.c.id)
    )
    return tuple(
        Relation(
            row.id,
            row.source_id,
            row.target_id,
            row.key,
            propositions.get(row.id, {}),
            tuple(evidence.get(row.id, ())),
            directed[row.key],
        )
        for row in rows
    )


def relate_codes(project: Project, source_id: int, target_id: int, type_key: str) -> int:
    """Relate two codes and return the relation, the present one if they are related so already.

    A type without direction relates both ways at once. Raises InvalidOperation(SELF_RELATION, UNKNOWN_CODE or
    UNKNOWN_RELATION_TYPE).
    """
    if source_id == target_id:
        raise InvalidOperation(OperationReason.SELF_RELATION)
    db = project.read()
    for code_id in (source_id, target_id):
        require_row(db, schema.code, code_id)
    kind = find_type_for(db, type_key, TypeScope.CODES)
    with project.change(Operation.RELATE_CODES) as db:
        present = find_joined(db, schema.relation, source_id, target_id, kind)
        if present is not None:
            return present
        result = db.execute(
            insert(schema.relation).values(
                guid=make_guid(), source_id=source_id, target_id=target_id, relation_type_id=require_type(db, type_key)
            )
        )
        return new_id(result)


def set_relation_type(project: Project, relation_id: int, type_key: str) -> None:
    """Give a relation another type; its proposition and evidence stay.

    Raises InvalidOperation(UNKNOWN_RELATION, UNKNOWN_RELATION_TYPE or ALREADY_RELATED).
    """
    with project.change(Operation.SET_RELATION_TYPE) as db:
        require_row(db, schema.relation, relation_id)
        kind = find_type_for(db, type_key, TypeScope.CODES)
        table = schema.relation
        own = db.execute(select(table.c.source_id, table.c.target_id).where(table.c.id == relation_id)).one()
        if find_joined(db, schema.relation, own.source_id, own.target_id, kind) not in (None, relation_id):
            raise InvalidOperation(OperationReason.ALREADY_RELATED)
        db.execute(update(table).where(table.c.id == relation_id).values(relation_type_id=require_type(db, type_key)))


def propose(project: Project, relation_id: int, language: str, sentence: str) -> None:
    """Write the proposition of a relation in one language; empty takes it away.

    Typing within a minute is one undo step. Raises InvalidOperation(UNKNOWN_RELATION or UNKNOWN_LANGUAGE).
    """
    with project.change(Operation.PROPOSE, merge_key=f"relation {relation_id} {language}") as db:
        require_row(db, schema.relation, relation_id)
        table, language_id = schema.proposition, id_of_language(db, language)
        mine = (table.c.relation_id == relation_id) & (table.c.language_id == language_id)
        words = normalise(sentence)
        if not words.strip():
            db.execute(delete(table).where(mine))
        elif not db.execute(update(table).where(mine).values(sentence=words)).rowcount:
            db.execute(insert(table).values(relation_id=relation_id, language_id=language_id, sentence=words))


def add_evidence(project: Project, relation_id: int, quotation_id: int, stance: Stance) -> None:
    """Let a quotation speak for or against a relation; a second time changes the stance.

    Raises InvalidOperation(UNKNOWN_RELATION or UNKNOWN_QUOTATION).
    """
    with project.change(Operation.ADD_EVIDENCE) as db:
        require_row(db, schema.relation, relation_id)
        require_row(db, schema.quotation, quotation_id)
        table = schema.evidence
        mine = (table.c.relation_id == relation_id) & (table.c.quotation_id == quotation_id)
        if not db.execute(update(table).where(mine).values(stance=stance.value)).rowcount:
            db.execute(insert(table).values(relation_id=relation_id, quotation_id=quotation_id, stance=stance.value))


def note_evidence(project: Project, relation_id: int, quotation_id: int, note: str) -> None:
    """Write what a quotation means for a relation; typing within a minute is one undo step.

    Raises InvalidOperation(UNKNOWN_RELATION) where it is no evidence of it.
    """
    table = schema.evidence
    mine = (table.c.relation_id == relation_id) & (table.c.quotation_id == quotation_id)
    with project.change(Operation.NOTE_EVIDENCE, merge_key=f"evidence {relation_id} {quotation_id}") as db:
        if not db.execute(update(table).where(mine).values(note=normalise(note).strip())).rowcount:
            raise InvalidOperation(OperationReason.UNKNOWN_RELATION)


def remove_evidence(project: Project, relation_id: int, quotation_id: int) -> None:
    """Take a quotation away from a relation."""
    with project.change(Operation.REMOVE_EVIDENCE) as db:
        db.execute(
            delete(schema.evidence).where(
                schema.evidence.c.relation_id == relation_id, schema.evidence.c.quotation_id == quotation_id
            )
        )
        drop_bare_quotations(db, {quotation_id})


def delete_relation(project: Project, relation_id: int) -> None:
    """Delete a relation with its propositions and evidence; raises InvalidOperation(UNKNOWN_RELATION)."""
    with project.change(Operation.DELETE_RELATION) as db:
        require_row(db, schema.relation, relation_id)
        held = set(
            db.scalars(select(schema.evidence.c.quotation_id).where(schema.evidence.c.relation_id == relation_id))
        )
        db.execute(delete(schema.relation).where(schema.relation.c.id == relation_id))
        drop_bare_quotations(db, held)
