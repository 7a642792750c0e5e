"""Merge codes into one: everything that hung on them hangs on it afterwards, and what was there twice is there once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, FromClause, delete, func, insert, or_, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.code_groups import known_tree
from qdatool.coding.codes import Code, CodeTree, update_code
from qdatool.coding.decisions import recode_decisions
from qdatool.coding.languages import language_ids
from qdatool.coding.node_keys import code_key
from qdatool.coding.project import Project
from qdatool.coding.property_merge import merge_properties
from qdatool.coding.provenance import ProvenanceKind, Source, labels_of, note_provenance
from qdatool.coding.relation_merge import move_relations, relations_between
from qdatool.coding.sight import seen_codings
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import next_position
from qdatool.text.normalisation import one_line


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would move, over all coders and rounds in sight.

    ``codings`` move, of which ``doubles`` fall together with one that is there already. ``quotations`` and
    ``documents`` are those of the merged code afterwards. ``inner_relations`` are links between the merged codes
    themselves; their words are kept as a memo.
    """

    target_id: int
    source_ids: tuple[int, ...]
    codings: int
    doubles: int
    quotations: int
    documents: int
    children: int
    memos: int
    comments: int
    relations: int
    inner_relations: int
    evidence: int
    slots: int
    properties: int


def preview_merge(project: Project, code_ids: Sequence[int], into: int) -> MergePreview:
    """Count what ``merge_codes`` would move; raises what it raises."""
    tree, sources = _checked(project, code_ids, into)
    db = project.read()
    coding, quotation = seen_codings(project), schema.quotation
    everyone = (*sources, into)
    places = (coding.c.quotation_id, coding.c.coder_id, coding.c.round_id)
    distinct = select(*places).where(coding.c.code_id.in_(everyone)).distinct().subquery()
    codings, all_codings = (_rows(db, coding, coding.c.code_id.in_(ids)) for ids in (sources, everyone))
    held = select(coding.c.quotation_id).where(coding.c.code_id.in_(everyone))
    reach = db.execute(
        select(func.count(quotation.c.id), func.count(quotation.c.document_id.distinct())).where(
            quotation.c.id.in_(held)
        )
    ).one()
    relation, inner = schema.relation, relations_between(db, everyone)
    touched = or_(relation.c.source_id.in_(sources), relation.c.target_id.in_(sources))
    moved = select(relation.c.id).where(touched)
    return MergePreview(
        target_id=into,
        source_ids=sources,
        codings=codings,
        doubles=all_codings - (db.scalar(select(func.count()).select_from(distinct)) or 0),
        quotations=reach[0],
        documents=reach[1],
        children=sum(1 for source in sources for child in tree.children_of(source) if child not in (*sources, into)),
        memos=_rows(db, schema.memo_link, schema.memo_link.c.code_id.in_(sources)),
        comments=_rows(db, schema.review_comment, schema.review_comment.c.code_id.in_(sources)),
        relations=_rows(db, relation, touched) - len(inner),
        inner_relations=len(inner),
        evidence=_rows(db, schema.evidence, schema.evidence.c.relation_id.in_(moved)),
        slots=_rows(db, schema.model_slot, schema.model_slot.c.code_id.in_(sources)),
        properties=_rows(db, schema.code_property, schema.code_property.c.code_id.in_(sources)),
    )


def merge_codes(project: Project, code_ids: Sequence[int], into: int, reason: str = "") -> None:
    """Merge codes into one of them, or into another; the labels of those that go stay in its provenance.

    Codings, codes below, memos, comments, links with their evidence, places in models, properties and words of the
    definition move over; a coding, link or place that would then be there twice is there once, with the marks of
    both. A code that lay below one that goes takes its place. Raises InvalidOperation(UNKNOWN_CODE, or
    NOTHING_TO_MERGE when there is no second code).
    """
    tree, sources = _checked(project, code_ids, into)
    with project.change(Operation.MERGE_CODES, reason=one_line(reason)) as db:
        _take_place(db, tree, sources, into)
        _move_codings(db, sources, into)
        recode_decisions(db, sources, into)
        move_relations(project, db, sources, into)
        for source in sources:
            _move_links(db, source, into)
            _move_nodes(db, source, into)
            merge_properties(db, source, into)
        _turn_memo_links(db, [tree.codes[one].guid for one in sources], tree.codes[into].guid)
        _move_provenance(db, [tree.codes[one] for one in sources], into)
        _join_words(db, tree, sources, into)
        origins = [Source(None, labels_of(tree.codes[one])) for one in sources]
        note_provenance(project, db, into, ProvenanceKind.MERGED_FROM, origins, reason)
        db.execute(delete(schema.code).where(schema.code.c.id.in_(sources)))


def _checked(project: Project, code_ids: Sequence[int], into: int) -> tuple[CodeTree, tuple[int, ...]]:
    """Return the tree and the codes that go, in tree order."""
    tree = known_tree(project, (*code_ids, into))
    going = set(code_ids) - {into}
    if not going:
        raise InvalidOperation(OperationReason.NOTHING_TO_MERGE)
    return tree, tuple(one for one in tree.codes if one in going)


def _rows(db: Connection, table: FromClause, *where: object) -> int:
    return db.scalar(select(func.count()).select_from(table).where(*where)) or 0  # type: ignore[arg-type]


def _take_place(db: Connection, tree: CodeTree, sources: Sequence[int], into: int) -> None:
    """Lift the target out of codes that go, then hang what lay below them under it."""
    going = set(sources)
    above = [one for one in tree.ancestors(into) if one in going]
    if above:
        highest = tree.codes[above[-1]]
        update_code(db, into, parent_id=highest.parent_id, position=highest.position)
    position = next_position(db, schema.code.c.position, schema.code.c.parent_id == into)
    for source in sources:
        for child in tree.children_of(source):
            if child != into and child not in going:
                update_code(db, child, parent_id=into, position=position)
                position += 1
    for source in sources:
        # Else a code that goes would take one below it along.
        update_code(db, source, parent_id=None)


def _move_codings(db: Connection, sources: Sequence[int], into: int) -> None:
    """Move codings; one that the target has already on that quotation, by that coder in that round, stays behind.

    What stays behind goes with its code; the flag and the earlier time are handed over first.
    """
    table = schema.coding
    db.execute(update(table).where(table.c.code_id.in_(sources)).values(code_id=into).prefix_with("OR IGNORE"))
    left = table.alias("left_behind")
    same = (
        left.c.code_id.in_(sources)
        & (left.c.quotation_id == table.c.quotation_id)
        & (left.c.coder_id == table.c.coder_id)
        & (left.c.round_id == table.c.round_id)
    )
    rows = db.execute(
        select(
            table.c.id,
            func.max(table.c.adds_dimension, func.max(left.c.adds_dimension)),
            func.min(table.c.created_at, func.min(left.c.created_at)),
        )
        .join_from(table, left, same)
        .where(table.c.code_id == into)
        .group_by(table.c.id)
    ).all()
    for coding_id, adds_dimension, created_at in rows:
        db.execute(
            update(table).where(table.c.id == coding_id).values(adds_dimension=adds_dimension, created_at=created_at)
        )


def _move_links(db: Connection, source: int, into: int) -> None:
    """Move memos, comments, decisions and places in models; what is there already stays behind."""
    memo = schema.memo_link
    known = select(memo.c.memo_id).where(memo.c.code_id == into)
    db.execute(update(memo).where(memo.c.code_id == source, memo.c.memo_id.not_in(known)).values(code_id=into))
    for column in (schema.review_comment.c.code_id, schema.decision.c.code_id):
        db.execute(update(column.table).where(column == source).values(code_id=into))
    slot = schema.model_slot
    db.execute(update(slot).where(slot.c.code_id == source).values(code_id=into).prefix_with("OR IGNORE"))


def _turn_memo_links(db: Connection, guids: Sequence[str], into_guid: str) -> None:
    """Let links inside the words of memos lead to the target."""
    body = schema.memo.c.body
    for guid in guids:
        link = f"(code:{guid})"
        turned = func.replace(body, link, f"(code:{into_guid})")
        db.execute(update(schema.memo).where(func.instr(body, link) > 0).values(body=turned))


def _move_nodes(db: Connection, source: int, into: int) -> None:
    """Let the box of the target stand for the source in every figure; a figure without one takes over the source's."""
    node, edge, comment = schema.figure_node, schema.figure_edge, schema.review_comment
    for row in db.execute(select(node.c.id, node.c.model_id).where(node.c.code_id == source)).all():
        present = db.scalar(select(node.c.id).where(node.c.model_id == row.model_id, node.c.code_id == into))
        if present is None:
            db.execute(update(node).where(node.c.id == row.id).values(code_id=into, key=code_key(into)))
            continue
        for column in (edge.c.source_node_id, edge.c.target_node_id, comment.c.figure_node_id):
            db.execute(update(column.table).where(column == row.id).values({column.name: present}))
        db.execute(delete(edge).where(edge.c.source_node_id == present, edge.c.target_node_id == present))


def _move_provenance(db: Connection, sources: Sequence[Code], into: int) -> None:
    """Keep what happened to the codes that go; an act that named no other code then names the one it happened to."""
    table = schema.code_provenance
    for source in sources:
        mine = table.c.code_id == source.id
        nameless = mine & (table.c.source_label == "")
        db.execute(update(table).where(nameless).values(source_label=labels_of(source)))
        db.execute(update(table).where(mine, table.c.kind != ProvenanceKind.PROMOTED.value).values(code_id=into))
        came_from = table.c.source_code_id == source.id
        db.execute(update(table).where(came_from, table.c.code_id != into).values(source_code_id=into))


def _join_words(db: Connection, tree: CodeTree, sources: Sequence[int], into: int) -> None:
    """Give the target what it lacks: translations, role, and the words of each definition it does not hold yet."""
    target = tree.codes[into]
    words = {"definition": target.definition, "include": target.include, "exclude": target.exclude}
    words["example"] = target.example
    role, labels = target.role, dict(target.labels)
    for source in (tree.codes[one] for one in sources):
        for name in words:
            words[name] = _joined(words[name], getattr(source, name))
        role = role or source.role
        labels = {**source.labels, **labels}
    update_code(db, into, role=role.value if role else "", **words)
    _add_labels(db, {tag: label for tag, label in labels.items() if tag not in target.labels}, into)


def _joined(present: str, added: str) -> str:
    if not added.strip() or added.strip() in present:
        return present
    return f"{present}\n{added}" if present.strip() else added


def _add_labels(db: Connection, labels: dict[str, str], code_id: int) -> None:
    ids = language_ids(db)
    for tag, label in labels.items():
        db.execute(insert(schema.code_label).values(code_id=code_id, language_id=ids[tag], label=label))
