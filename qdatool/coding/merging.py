"""Bring a coder's file back: everything that the plan found new, as one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.coders import insert_coder, insert_round
from qdatool.coding.codes import CodeDraft, insert_code, load_codes
from qdatool.coding.documents import add_document
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.guids import make_guid
from qdatool.coding.levels import list_levels
from qdatool.coding.merge_models import LastingIds, box_here, write_model_rows, write_models
from qdatool.coding.merge_people import write_people
from qdatool.coding.merge_plan import MergePlan, Place, plan_merge
from qdatool.coding.merge_source import SourceMemo, read_source
from qdatool.coding.merge_ties import TieMap, write_ties
from qdatool.coding.project import Project
from qdatool.coding.quotation_links import link_quotations
from qdatool.coding.relation_types import insert_type
from qdatool.coding.roles import MemoKind
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id, next_position
from qdatool.storage.snapshots import SnapshotReason
from qdatool.text.normalisation import normalise, one_line


@dataclass(frozen=True, slots=True)
class _Ids:
    """Our ids of what the other file names, new things included."""

    documents: dict[int, int]
    coders: dict[int, int]
    rounds: dict[int, int]
    codes: dict[int, int]
    people: dict[int, int]
    models: dict[int, int]


def preview_merge(project: Project, path: Path) -> MergePlan:
    """Return what ``merge_file`` would do; raises what it raises."""
    if path.resolve() == project.path.resolve():
        raise InvalidOperation(OperationReason.SAME_FILE)
    return plan_merge(project, read_source(path))


def merge_file(project: Project, path: Path) -> MergePlan:
    """Bring everything of another file that is not here into the project, and return what that was.

    Raises ProjectFileError when the file is no project that can be read, and InvalidOperation(SAME_FILE or
    NOTHING_IN_COMMON).
    """
    plan = preview_merge(project, path)
    if plan.is_empty:
        return plan
    project.keep_copy(SnapshotReason.BULK)
    with project.change(Operation.MERGE_CODER) as db:
        documents = _write_documents(project, db, plan)
        ids = _Ids(
            documents,
            _write_coders(project, db, plan),
            _write_rounds(db, plan),
            _write_codes(project, db, plan),
            write_people(db, plan.source.people, plan.people, documents),
            write_model_rows(db, plan.source.models, plan.models),
        )
        quotations = _write_quotations(db, plan, ids)
        _write_codings(db, plan, ids, quotations)
        _write_comments(db, plan, quotations)
        _write_memos(project, db, plan, ids, quotations)
        for kind in plan.new_types:
            insert_type(db, kind)
        for link in plan.links:
            ends = quotations[link.source_id], quotations[link.target_id]
            link_quotations(project, *ends, link.type_key, link.comment)
        _write_finished(db, plan, ids)
        write_ties(db, plan.ties, TieMap(ids.codes, quotations))
        lasting = _lasting_ids(db, plan, ids, quotations)
        write_models(db, (one for one in plan.source.models if plan.models[one.id] < 0), lasting)
        # Once there are the boxes that some of them are on.
        _write_remarks(project, db, plan, ids, quotations, lasting)
    return plan


def _write_documents(project: Project, db: Connection, plan: MergePlan) -> dict[int, int]:
    ids = dict(plan.documents)
    for their_id, our_id in plan.documents.items():
        if our_id < 0:
            text = plan.source.texts[their_id]
            document = text.document
            draft = ImportedDocument(
                document.name, document.source_name, text.text, text.turns, direction=document.direction
            )
            ids[their_id] = add_document(project, draft).id
            _keep_guid(db, ids[their_id], document.guid)
    return ids


def _keep_guid(db: Connection, document_id: int, guid: str) -> None:
    table = schema.document
    if db.scalar(select(table.c.id).where(table.c.guid == guid)) is None:
        db.execute(update(table).where(table.c.id == document_id).values(guid=guid))


def _write_coders(project: Project, db: Connection, plan: MergePlan) -> dict[int, int]:
    ids = dict(plan.coders)
    for their_id, our_id in plan.coders.items():
        if our_id < 0:
            guid, name, is_consensus = plan.source.coders[their_id]
            ids[their_id] = insert_coder(project, db, one_line(name) or guid)
            values = {"guid": guid, "is_consensus": int(is_consensus)}
            db.execute(update(schema.coder).where(schema.coder.c.id == ids[their_id]).values(values))
    return ids


def _write_rounds(db: Connection, plan: MergePlan) -> dict[int, int]:
    ids = dict(plan.rounds)
    for their_id, our_id in plan.rounds.items():
        if our_id < 0:
            name, is_blind = plan.source.rounds[their_id]
            ids[their_id] = insert_round(db, one_line(name), is_blind=is_blind)
    return ids


def _write_codes(project: Project, db: Connection, plan: MergePlan) -> dict[int, int]:
    """Write the new codes, parents before children, at their level here or at the lowest."""
    ids, tree, levels = dict(plan.codes), load_codes(project), list_levels(project)
    by_key = {level.key: level.id for level in levels}
    taken = {code.guid for code in tree}
    for code in plan.source.tree:
        if ids[code.id] > 0:
            continue
        parent_id = ids[code.parent_id] if code.parent_id is not None else None
        draft = CodeDraft(
            one_line(code.label), parent_id,
            by_key.get(plan.source.level_keys.get(code.level_id, ""), levels[-1].id),
            code.labels, code.role, code.color, code.definition, code.include, code.exclude, code.example,
        )  # fmt: skip
        position = next_position(db, schema.code.c.position, schema.code.c.parent_id == parent_id)
        ids[code.id] = insert_code(project, db, draft, position)
        if code.guid not in taken:
            db.execute(update(schema.code).where(schema.code.c.id == ids[code.id]).values(guid=code.guid))
    return ids


def _write_quotations(db: Connection, plan: MergePlan, ids: _Ids) -> dict[int, int]:
    """Return our quotation of every passage that something new hangs on, written where there is none."""
    targets = [link for memo in plan.memos for link in memo.links] + [one.target for one in plan.remarks]
    needed = {one.source.quotation_id for one in plan.codings} | plan.comments.keys()
    needed |= plan.ties.quotations & plan.places.keys()
    shown = (one.quotations for one in plan.source.models if plan.models[one.id] < 0)
    needed |= frozenset().union(*shown) & plan.places.keys()
    needed |= {one for target, one in targets if target == "quotation" and one in plan.places}
    needed |= {end for link in plan.links for end in (link.source_id, link.target_id)}
    table = schema.quotation
    documents = {ids.documents[plan.source.quotations[one].document_id] for one in needed}
    present: dict[Place, int] = {
        (row.document_id, row.start, row.end): row.id
        for row in db.execute(
            select(table.c.id, table.c.document_id, table.c.start, table.c.end).where(
                table.c.document_id.in_(sorted(documents))
            )
        )
    }
    found = {}
    for quotation_id in sorted(needed):
        _, start, end = plan.places[quotation_id]
        document_id = ids.documents[plan.source.quotations[quotation_id].document_id]
        place = (document_id, start, end)
        if place not in present:
            words = plan.words[quotation_id]
            values = {"guid": make_guid(), "document_id": document_id, "start": start, "end": end, "quote": words}
            present[place] = new_id(db.execute(insert(table).values(values)))
        found[quotation_id] = present[place]
    return found


def _write_codings(db: Connection, plan: MergePlan, ids: _Ids, quotations: dict[int, int]) -> None:
    rows = {}
    taken = set(db.scalars(select(schema.coding.c.guid)))
    for one in plan.codings:
        source = one.source
        key = (
            quotations[source.quotation_id], ids.codes[source.code_id], ids.coders[source.coder_id],
            ids.rounds[source.round_id],
        )  # fmt: skip
        rows[key] = {
            "guid": make_guid() if source.guid in taken else source.guid,
            "quotation_id": key[0],
            "code_id": key[1],
            "coder_id": key[2],
            "round_id": key[3],
            "adds_dimension": int(bool(source.adds_dimension)),
            "created_at": str(source.created_at),
        }
    if rows:
        db.execute(insert(schema.coding), list(rows.values()))


def _write_comments(db: Connection, plan: MergePlan, quotations: dict[int, int]) -> None:
    table = schema.quotation
    for quotation_id, comment in plan.comments.items():
        ours = quotations[quotation_id]
        present = db.scalar(select(table.c.comment).where(table.c.id == ours)) or ""
        joined = f"{present}\n{normalise(comment)}" if present else normalise(comment)
        db.execute(update(table).where(table.c.id == ours).values(comment=joined))


def _write_memos(project: Project, db: Connection, plan: MergePlan, ids: _Ids, quotations: dict[int, int]) -> None:
    for memo in plan.memos:
        result = db.execute(
            insert(schema.memo).values(
                guid=memo.guid,
                kind=_memo_kind(memo).value,
                title=one_line(memo.title),
                body=normalise(memo.body),
                coder_id=ids.coders.get(memo.coder_id) if memo.coder_id is not None else None,
                created_at=memo.created_at,
                changed_at=memo.changed_at,
            )
        )
        memo_id = new_id(result)
        for target, their_id in memo.links:
            our_id = _target(project, plan, ids, quotations, target, their_id)
            if our_id is not None:
                db.execute(insert(schema.memo_link).values({"memo_id": memo_id, f"{target}_id": our_id}))


def _lasting_ids(db: Connection, plan: MergePlan, ids: _Ids, quotations: dict[int, int]) -> LastingIds:
    """Return our lasting ids of what models show."""
    found: dict[str, str] = {}
    pairs = (
        (schema.code, ((code.guid, ids.codes[code.id]) for code in plan.source.tree)),
        (schema.quotation, ((plan.source.guids["quotation", one], ours) for one, ours in quotations.items())),
        (schema.participant, ((one.guid, ids.people[one.id]) for one in plan.source.people)),
        (schema.relation, _relations_here(db, plan, ids)),
    )
    for table, known in pairs:
        guids = {row.id: row.guid for row in db.execute(select(table.c.id, table.c.guid))}
        found |= {guid: guids[our_id] for guid, our_id in known if our_id in guids}
    return LastingIds(found, {key: kind.key for key, kind in plan.types.items()})


def _relations_here(db: Connection, plan: MergePlan, ids: _Ids) -> Iterator[tuple[str, int]]:
    """Give our relation for each one there, known by its ends and its type."""
    table, kind = schema.relation.c, schema.relation_type.c
    columns = select(table.id, table.source_id, table.target_id, kind.key)
    rows = db.execute(columns.join_from(schema.relation, schema.relation_type))
    ours = {(row.source_id, row.target_id, row.key): row.id for row in rows}
    for one in plan.source.ties.relations:
        found = ours.get((ids.codes[one.source_id], ids.codes[one.target_id], plan.types[one.type_key].key))
        if found is not None:
            yield one.guid, found


def _write_remarks(
    project: Project, db: Connection, plan: MergePlan, ids: _Ids, quotations: dict[int, int], lasting: LastingIds
) -> None:
    table = schema.review_comment
    for one in plan.remarks:
        target, their_id = one.target
        if target == "figure_node":
            our_id = box_here(db, plan.source.boxes[their_id], ids.models, lasting.guids)
        else:
            our_id = _target(project, plan, ids, quotations, target, their_id)
        if our_id is None:
            continue
        answers = db.scalar(select(table.c.id).where(table.c.guid == one.answers)) if one.answers else None
        db.execute(
            insert(table).values(
                {
                    "guid": one.guid,
                    "body": normalise(one.body),
                    "coder_id": ids.coders.get(one.coder_id) if one.coder_id is not None else None,
                    "answers_id": answers,
                    "is_done": int(bool(one.is_done)),
                    "created_at": one.created_at,
                    f"{one.target[0]}_id": our_id,
                }
            )
        )


def _target(
    project: Project, plan: MergePlan, ids: _Ids, quotations: dict[int, int], target: str, their_id: int
) -> int | None:
    """Return our id of what a memo or remark is about, None where there is no such thing here."""
    if target == "document":
        return ids.documents.get(their_id)
    if target == "code":
        return ids.codes.get(their_id)
    if target == "quotation":
        return quotations.get(their_id)
    if target == "participant":
        return ids.people.get(their_id)
    if target == "model":
        return ids.models.get(their_id)
    table = schema.metadata.tables[target]
    guid = plan.source.guids.get((target, their_id), "")
    found = project.read().scalar(select(table.c.id).where(table.c.guid == guid))
    return int(found) if found is not None else None


def _write_finished(db: Connection, plan: MergePlan, ids: _Ids) -> None:
    for document_id, coder_id, round_id, at in plan.finished:
        values = {
            "document_id": ids.documents[document_id],
            "coder_id": ids.coders[coder_id],
            "round_id": ids.rounds[round_id],
            "finished_at": str(at),
        }
        db.execute(insert(schema.finished_document).values(values))


def _memo_kind(memo: SourceMemo) -> MemoKind:
    return MemoKind(memo.kind) if memo.kind in set(MemoKind) else MemoKind.FREE
