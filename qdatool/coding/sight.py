"""What the present coder may see: the one place that decides about blind rounds.

In a blind round the codings of another coder in a document stay out of sight until the present coder *and* the other
one have marked that document finished in that round. The consensus coder finishes nothing: agreed codings show as
soon as the present coder has finished. A quotation is seen unless codings hang on it and every one is out of sight.

Whoever reads codings or quotations selects from ``seen_codings`` and ``seen_quotations`` (in raw SQL from
``seen_codings_sql`` and ``seen_quotations_sql``) instead of the tables; ``tests/coding/test_sight.py`` holds every
module to it. Where no round is blind these *are* the tables, so that counting costs what it always cost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import FromClause, TextClause, select, text

from qdatool.coding.changes import Operation
from qdatool.coding.project import Project
from qdatool.storage import schema

_SEEN = """(
    coding.coder_id = {me}
    OR coding.round_id NOT IN (SELECT id FROM round WHERE is_blind)
    OR EXISTS (
        SELECT 1 FROM quotation AS place
        JOIN finished_document AS mine ON mine.document_id = place.document_id
        WHERE place.id = coding.quotation_id AND mine.coder_id = {me} AND mine.round_id = coding.round_id
        AND (
            EXISTS (SELECT 1 FROM coder WHERE coder.id = coding.coder_id AND coder.is_consensus)
            OR EXISTS (
                SELECT 1 FROM finished_document AS theirs WHERE theirs.document_id = place.document_id
                AND theirs.coder_id = coding.coder_id AND theirs.round_id = coding.round_id
            )
        )
    )
)"""


@contextmanager
def looking_as(project: Project, coder_id: int) -> Iterator[None]:
    """Read as another coder would; nothing is to be written meanwhile."""
    present, project.coder_id = project.coder_id, coder_id
    try:
        yield
    finally:
        project.coder_id = present


def unseen_codings(project: Project) -> tuple[tuple[int, int], ...]:
    """Return coding and quotation of every coding out of sight."""
    if not is_anything_blind(project):
        return ()
    rows = project.raw().execute(f"SELECT id, quotation_id FROM coding WHERE NOT {_condition(project)}")
    return tuple((coding_id, quotation_id) for coding_id, quotation_id in rows)


def is_anything_blind(project: Project) -> bool:
    """Tell whether the project has a blind round."""
    return project.raw().execute("SELECT 1 FROM round WHERE is_blind LIMIT 1").fetchone() is not None


def seen_codings(project: Project) -> FromClause:
    """Return what to select codings from: the codings that the present coder may see."""
    if not is_anything_blind(project):
        return schema.coding
    return select(schema.coding).where(_is_seen(project)).subquery("seen_coding")


def seen_quotations(project: Project) -> FromClause:
    """Return what to select quotations from: the quotations that the present coder may see."""
    if not is_anything_blind(project):
        return schema.quotation
    return select(schema.quotation).where(text(_quotation_is_seen(project))).subquery("seen_quotation")


def seen_codings_sql(project: Project) -> str:
    """Return the same for raw SQL: what stands after FROM or JOIN, to be given a name of its own with AS."""
    return f"(SELECT * FROM coding WHERE {_condition(project)})" if is_anything_blind(project) else "coding"


def seen_quotations_sql(project: Project) -> str:
    """Return the same for quotations."""
    if not is_anything_blind(project):
        return "quotation"
    return f"(SELECT * FROM quotation WHERE {_quotation_is_seen(project)})"


def sees(project: Project) -> Callable[[int, int | None, int], bool]:
    """Return what tells of (document, coder, round) whether that coder's work there is in sight."""
    raw, me = project.raw(), project.coder_id
    blind = {round_id for (round_id,) in raw.execute("SELECT id FROM round WHERE is_blind")}
    finished = set(raw.execute("SELECT document_id, coder_id, round_id FROM finished_document")) if blind else set()

    def _is_seen(document_id: int, coder_id: int | None, round_id: int) -> bool:
        if round_id not in blind or coder_id in (me, None):
            return True
        return {(document_id, me, round_id), (document_id, coder_id, round_id)} <= finished

    return _is_seen


def hidden_coders(project: Project) -> dict[int, frozenset[int]]:
    """Return by document the coders some of whose codings there are out of sight."""
    if not is_anything_blind(project):
        return {}
    found: dict[int, set[int]] = {}
    for document_id, coder_id in project.raw().execute(
        "SELECT DISTINCT quotation.document_id, coding.coder_id FROM coding"
        " JOIN quotation ON quotation.id = coding.quotation_id"
        f" WHERE NOT {_condition(project)}"
    ):
        found.setdefault(document_id, set()).add(coder_id)
    return {document_id: frozenset(coders) for document_id, coders in found.items()}


def hidden_memos(project: Project) -> frozenset[int]:
    """Return the memos of others about passages that are out of sight, or by coders whose codings there are."""
    if not is_anything_blind(project):
        return frozenset()
    rows = project.raw().execute(
        f"SELECT memo.id, quotation.document_id, memo.coder_id, {_quotation_is_seen(project)}"
        " FROM memo JOIN memo_link ON memo_link.memo_id = memo.id"
        " JOIN quotation ON quotation.id = memo_link.quotation_id WHERE memo.coder_id IS NOT ?",
        (project.coder_id,),
    )
    # Asked once per document and coder, and only where there are such memos: lists ask for them all the time.
    hiding: dict[tuple[int, int | None], bool] = {}
    hidden = set()
    for memo_id, document_id, coder_id, is_seen in rows.fetchall():
        pair = (document_id, coder_id)
        if pair not in hiding:
            hiding[pair] = _has_hidden(project, document_id, coder_id)
        if not is_seen or hiding[pair]:
            hidden.add(memo_id)
    return frozenset(hidden)


def hidden_comments(project: Project, quotation_ids: Sequence[int] | None = None) -> frozenset[int]:
    """Return the quotations, of all or of those given, whose comment may be another coder's that is out of sight.

    A quotation has one comment, whoever marks the same words, and it does not say whose it is. Where a coding on it is
    out of sight, the history tells; what the history does not tell stays out of sight as well.
    """
    if not is_anything_blind(project):
        return frozenset()
    codings = "SELECT 1 FROM coding WHERE coding.quotation_id = quotation.id"
    given = "" if quotation_ids is None else "id IN (SELECT value FROM json_each(?)) AND "
    rows = project.raw().execute(
        f"SELECT id FROM quotation WHERE {given}comment <> '' AND EXISTS ({codings} AND NOT {_condition(project)})",
        () if quotation_ids is None else (json.dumps(list(quotation_ids)),),
    )
    asked = {quotation_id for (quotation_id,) in rows}
    return frozenset(asked - _commented_by_me(project)) if asked else frozenset()


def _commented_by_me(project: Project) -> frozenset[int]:
    """Return the quotations whose comment the present coder wrote last, and nobody took back since."""
    mine: set[int] = set()
    for coder_id, direction, entities in project.raw().execute(
        "SELECT coder_id, direction, entities FROM history WHERE operation = ? ORDER BY id",
        (Operation.COMMENT_QUOTATION.value,),
    ):
        touched = json.loads(entities).get("quotation", {}).get("updated", [])
        if coder_id == project.coder_id and direction != "undo":
            mine.update(touched)
        else:
            mine.difference_update(touched)
    return frozenset(mine)


def _has_hidden(project: Project, document_id: int, coder_id: int | None) -> bool:
    """Tell whether a coding of a coder in a document is out of sight."""
    found = project.raw().execute(
        "SELECT 1 FROM quotation CROSS JOIN coding ON coding.quotation_id = quotation.id"
        f" WHERE quotation.document_id = ? AND coding.coder_id = ? AND NOT {_condition(project)} LIMIT 1",
        (document_id, coder_id),
    )
    return found.fetchone() is not None


def _is_seen(project: Project) -> TextClause:
    return text(_condition(project))


def _condition(project: Project) -> str:
    return _SEEN.format(me=int(project.coder_id))


def _quotation_is_seen(project: Project) -> str:
    codings = "SELECT 1 FROM coding WHERE coding.quotation_id = quotation.id"
    return f"(NOT EXISTS ({codings}) OR EXISTS ({codings} AND {_condition(project)}))"
