"""What bringing a coder's file back would do: what is new, what is here already, and what does not fit.

Documents are matched by the hash of their text, codes by identity or label path, coders and participants by identity or
name, rounds by name, models by identity, codings by place, code, coder and round. What has no match here gets a
negative number until it is written.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from qdatool.coding.coders import list_rounds
from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.documents import document_text, list_documents
from qdatool.coding.facts import project_facts
from qdatool.coding.merge_models import match_models
from qdatool.coding.merge_people import match_people
from qdatool.coding.merge_source import MergeSource, SourceCoding, SourceLink, SourceMemo, SourceRemark
from qdatool.coding.merge_ties import SourceTies, new_ties
from qdatool.coding.merge_types import match_types
from qdatool.coding.project import Project
from qdatool.coding.relation_types import RelationType, all_relation_types
from qdatool.errors import InvalidOperation, OperationReason

Place = tuple[int, int, int]
"""Document, start, end; the document may be a new one."""


class ConflictKind(StrEnum):
    """What does not fit, and what is done about it."""

    CHANGED_TEXT = "changed-text"
    PASSAGE_LOST = "passage-lost"
    RENAMED_CODE = "renamed-code"
    CODE_DIFFERS = "code-differs"
    MEMO_DIFFERS = "memo-differs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that does not fit: where it is, and by which words to find it."""

    kind: ConflictKind
    where: str
    detail: str


@dataclass(frozen=True, slots=True)
class PlannedCoding:
    """A coding that is not here yet."""

    source: SourceCoding
    place: Place
    code_id: int
    coder_id: int
    round_id: int


_NO_TIES = SourceTies((), ())


@dataclass
class MergePlan:
    """Maps from the other file's ids to ours (negative: new), and what would be written."""

    source: MergeSource
    documents: dict[int, int] = field(default_factory=dict)
    coders: dict[int, int] = field(default_factory=dict)
    rounds: dict[int, int] = field(default_factory=dict)
    codes: dict[int, int] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    codings: list[PlannedCoding] = field(default_factory=list)
    known: int = 0
    memos: list[SourceMemo] = field(default_factory=list)
    remarks: list[SourceRemark] = field(default_factory=list)
    links: list[SourceLink] = field(default_factory=list)
    comments: dict[int, str] = field(default_factory=dict)
    finished: list[tuple[int, int, int, str]] = field(default_factory=list)
    ties: SourceTies = _NO_TIES
    types: dict[str, RelationType] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
    models: dict[int, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def new_documents(self) -> tuple[str, ...]:
        """Names of the documents that are not here."""
        return tuple(self.source.texts[one].document.name for one, ours in self.documents.items() if ours < 0)

    @property
    def new_codes(self) -> tuple[str, ...]:
        """Label paths of the codes that are not here."""
        return tuple(self.source.tree.name(one) for one, ours in self.codes.items() if ours < 0)

    @property
    def new_coders(self) -> tuple[str, ...]:
        """Names of the coders who are not here."""
        return tuple(self.source.coders[one][1] for one, ours in self.coders.items() if ours < 0)

    @property
    def new_participants(self) -> tuple[str, ...]:
        """Names of the participants who are not here."""
        return tuple(one.name for one in self.source.people if self.people[one.id] < 0)

    @property
    def new_models(self) -> tuple[str, ...]:
        """Titles of the models that are not here."""
        return tuple(one.title for one in self.source.models if self.models[one.id] < 0)

    @property
    def new_types(self) -> tuple[RelationType, ...]:
        """The types of relation that are not here and that something new is of."""
        needed = {link.type_key for link in self.links} | {one.type_key for one in self.ties.relations}
        needed |= {
            str(edge["type"])
            for one in self.source.models
            for edge in one.content.edges
            if self.models[one.id] < 0 and edge["type"]
        }
        return tuple(kind for kind in self.source.types if kind.key in needed and self.types[kind.key] is kind)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        written = (self.codings, self.memos, self.remarks, self.links, self.comments, self.finished, self.ties)
        new = (self.new_documents, self.new_codes, self.new_participants, self.new_models)
        return not any((*written, *new))


def plan_merge(project: Project, source: MergeSource) -> MergePlan:
    """Compare the other file with the project; raises InvalidOperation(NOTHING_IN_COMMON) for an unrelated one."""
    plan = MergePlan(source)
    _match_documents(project, plan)
    if source.texts and all(ours < 0 for ours in plan.documents.values()):
        raise InvalidOperation(OperationReason.NOTHING_IN_COMMON)
    _match_coders(project, plan)
    _match_codes(load_codes(project), plan)
    is_copy = source.project_guid == project_facts(project).guid
    if not source.texts and not is_copy and all(ours < 0 for ours in plan.codes.values()):
        raise InvalidOperation(OperationReason.NOTHING_IN_COMMON)
    plan.people = match_people(project.raw(), source.people)
    plan.models = match_models(project, source.models)
    _match_places(project, plan)
    _plan_codings(project, plan)
    _plan_words(project, plan)
    plan.types = match_types(all_relation_types(project.read()), source.types)
    _plan_links(project, plan)
    _plan_finished(project, plan)
    plan.ties = new_ties(project.raw(), _with_our_types(plan), plan.codes, plan.places)
    return plan


def _match_documents(project: Project, plan: MergePlan) -> None:
    ours = list_documents(project)
    by_hash: dict[str, list[int]] = {}
    for document in ours:
        by_hash.setdefault(document.sha256, []).append(document.id)
    by_guid = {document.guid: document for document in ours}
    for their_id, text in plan.source.texts.items():
        same = by_hash.get(text.document.sha256, [])
        known = by_guid.get(text.document.guid)
        if known is not None and (known.id in same or not same):
            plan.documents[their_id] = known.id
            if known.sha256 != text.document.sha256:
                plan.conflicts.append(Conflict(ConflictKind.CHANGED_TEXT, known.name, ""))
        elif same:
            free = [one for one in same if one not in plan.documents.values()]
            plan.documents[their_id] = (free or same)[0]
        else:
            plan.documents[their_id] = -their_id


def _match_coders(project: Project, plan: MergePlan) -> None:
    rows = project.raw().execute("SELECT id, guid, name, is_consensus FROM coder").fetchall()
    by_guid, by_name = {row[1]: row[0] for row in rows}, {row[2]: row[0] for row in rows}
    consensus = next((row[0] for row in rows if row[3]), None)
    for their_id, (guid, name, is_consensus) in plan.source.coders.items():
        same = consensus if is_consensus else by_guid.get(guid)
        plan.coders[their_id] = same or by_name.get(name) or -their_id
    rounds = {present.name: present.id for present in list_rounds(project)}
    for their_id, (name, _) in plan.source.rounds.items():
        plan.rounds[their_id] = rounds.get(name, -their_id)


def _match_codes(tree: CodeTree, plan: MergePlan) -> None:
    theirs = plan.source.tree
    by_guid = {code.guid: code for code in tree}
    paths = Counter(tree.path(code.id) for code in tree)
    by_path = {path: code.id for code in tree if paths[path := tree.path(code.id)] == 1}
    for code in theirs:
        known = by_guid.get(code.guid)
        if known is not None:
            plan.codes[code.id] = known.id
            if known.label != code.label:
                plan.conflicts.append(Conflict(ConflictKind.RENAMED_CODE, tree.name(known.id), code.label))
            if _defined(known) != _defined(code):
                plan.conflicts.append(Conflict(ConflictKind.CODE_DIFFERS, tree.name(known.id), code.definition))
        else:
            plan.codes[code.id] = by_path.get(theirs.path(code.id), -code.id)


def _defined(code: Code) -> tuple[str, ...]:
    return code.definition, code.include, code.exclude, code.example


def _match_places(project: Project, plan: MergePlan) -> None:
    """Find where the passages lie here; in a text that was changed, by their words where these stand once."""
    same: dict[int, bool] = {}
    texts: dict[int, str] = {}
    for their_id, our_id in plan.documents.items():
        texts[their_id] = document_text(project, our_id) if our_id > 0 else plan.source.texts[their_id].text
        same[their_id] = texts[their_id] == plan.source.texts[their_id].text
    for quotation_id, one in plan.source.quotations.items():
        text = texts.get(one.document_id)
        if text is None:
            continue
        start, end = one.start, one.end
        if not (same[one.document_id] and 0 <= start < end <= len(text)):
            is_once = bool(one.quote) and text.count(one.quote) == 1
            start = text.index(one.quote) if is_once else -1
            end = start + len(one.quote)
        if start >= 0:
            plan.places[quotation_id] = (plan.documents[one.document_id], start, end)
            plan.words[quotation_id] = text[start:end]
        else:
            name = plan.source.texts[one.document_id].document.name
            plan.conflicts.append(Conflict(ConflictKind.PASSAGE_LOST, name, one.quote))


def _plan_codings(project: Project, plan: MergePlan) -> None:
    present = _present_codings(project)
    for coding in plan.source.codings:
        place = plan.places.get(coding.quotation_id)
        code_id = plan.codes.get(coding.code_id)
        coder_id, round_id = plan.coders.get(coding.coder_id), plan.rounds.get(coding.round_id)
        if place is None or code_id is None or coder_id is None or round_id is None:
            continue
        if (place, code_id, coder_id, round_id) in present:
            plan.known += 1
            continue
        plan.codings.append(PlannedCoding(coding, place, code_id, coder_id, round_id))


def _plan_words(project: Project, plan: MergePlan) -> None:
    """Plan memos, remarks and comments of passages that are not here, or read otherwise here."""
    raw = project.raw()
    memos = {guid: (title, body) for guid, title, body in raw.execute("SELECT guid, title, body FROM memo")}
    for memo in plan.source.memos:
        if memo.guid not in memos:
            plan.memos.append(memo)
        elif memos[memo.guid] != (memo.title, memo.body):
            copy = changed_memo(memo)
            plan.conflicts.append(Conflict(ConflictKind.MEMO_DIFFERS, memo.title, ""))
            if copy.guid not in memos:
                plan.memos.append(copy)
    remarks = {guid for (guid,) in raw.execute("SELECT guid FROM review_comment")}
    plan.remarks = [
        one
        for one in plan.source.remarks
        if one.guid not in remarks and (one.target[0] != "quotation" or one.target[1] in plan.places)
    ]
    comments = _comments(project)
    for quotation_id, place in plan.places.items():
        comment = plan.source.quotations[quotation_id].comment.strip()
        if comment and f"\n{comment}\n" not in f"\n{comments.get(place, '')}\n":
            plan.comments[quotation_id] = comment


def _plan_links(project: Project, plan: MergePlan) -> None:
    """Plan the links between passages that are not linked so here."""
    rows = project.raw().execute(
        'SELECT s.document_id, s.start, s."end", t.document_id, t.start, t."end", k.key FROM quotation_link l'
        " JOIN quotation s ON s.id = l.source_id JOIN quotation t ON t.id = l.target_id"
        " JOIN relation_type k ON k.id = l.relation_type_id"
    )
    present = {(tuple(row[:3]), tuple(row[3:6]), row[6]) for row in rows}
    for link in plan.source.links:
        source, target = plan.places.get(link.source_id), plan.places.get(link.target_id)
        kind = plan.types[link.type_key]
        if source is None or target is None or source == target or not kind.scope.has_quotations:
            continue
        if (source, target, kind.key) not in present:
            plan.links.append(replace(link, type_key=kind.key))


def _with_our_types(plan: MergePlan) -> SourceTies:
    """Return the other file's ties, their relations by our types; those of a type that is not for codes stay behind."""
    relations = (replace(one, type_key=plan.types[one.type_key].key) for one in plan.source.ties.relations)
    for_codes = {kind.key for kind in plan.types.values() if kind.scope.has_codes}
    return replace(plan.source.ties, relations=tuple(one for one in relations if one.type_key in for_codes))


def _plan_finished(project: Project, plan: MergePlan) -> None:
    present = set(project.raw().execute("SELECT document_id, coder_id, round_id FROM finished_document"))
    for document_id, coder_id, round_id, at in plan.source.finished:
        key = (plan.documents.get(document_id), plan.coders.get(coder_id), plan.rounds.get(round_id))
        if None not in key and key not in present:
            present.add(key)
            plan.finished.append((document_id, coder_id, round_id, at))


def changed_memo(memo: SourceMemo) -> SourceMemo:
    """Return a memo that reads otherwise there as one of its own, the same one each time it comes."""
    digest = hashlib.sha256(f"{memo.guid}\n{memo.title}\n{memo.body}".encode()).hexdigest()
    return replace(memo, guid=digest[:32])


def _present_codings(project: Project) -> frozenset[tuple[Place, int, int, int]]:
    rows = project.raw().execute(
        'SELECT q.document_id, q.start, q."end", c.code_id, c.coder_id, c.round_id'
        " FROM coding c JOIN quotation q ON q.id = c.quotation_id"
    )
    return frozenset(((row[0], row[1], row[2]), row[3], row[4], row[5]) for row in rows)


def _comments(project: Project) -> Mapping[Place, str]:
    rows = project.raw().execute("SELECT document_id, start, \"end\", comment FROM quotation WHERE comment <> ''")
    return {(row[0], row[1], row[2]): row[3] for row in rows}
