"""How much a project holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import FromClause, func, select

from qdatool.coding.documents import list_documents
from qdatool.coding.levels import list_levels
from qdatool.coding.project import Project
from qdatool.coding.sight import hidden_memos, seen_codings, seen_quotations
from qdatool.storage import schema


@dataclass(frozen=True, slots=True)
class ProjectCounts:
    """Counts of a project; ``codes`` maps every level's key, the highest first, to its number of codes.

    ``characters`` are code points of the present texts. A quotation is a distinct (document, start, end). Quotations
    and codings out of the present coder's sight are not counted.
    """

    documents: int
    characters: int
    codes: Mapping[str, int]
    quotations: int
    codings: int
    coders: int
    models: int
    memos: int


def count_contents(project: Project) -> ProjectCounts:
    """Return the counts as they are now."""
    db = project.read()

    def rows_of(table: FromClause) -> int:
        return db.scalar(select(func.count()).select_from(table)) or 0

    documents = list_documents(project)
    per_level = {
        level_id: number
        for level_id, number in db.execute(
            select(schema.code.c.level_id, func.count()).group_by(schema.code.c.level_id)
        )
    }
    return ProjectCounts(
        documents=len(documents),
        characters=sum(document.characters for document in documents),
        codes={level.key: per_level.get(level.id, 0) for level in list_levels(project)},
        quotations=rows_of(seen_quotations(project)),
        codings=rows_of(seen_codings(project)),
        coders=rows_of(schema.coder),
        models=rows_of(schema.model),
        memos=rows_of(schema.memo) - len(hidden_memos(project)),
    )
