"""What a project is called and what it began as."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from qdatool.coding.changes import Operation
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.normalisation import one_line


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """The project's own row; ``languages`` are in the project's order."""

    guid: str
    title: str
    template: str
    languages: tuple[str, ...]


def project_facts(project: Project) -> ProjectFacts:
    """Return the facts as they are now."""
    db = project.read()
    row = db.execute(select(schema.project)).one()
    languages = db.scalars(select(schema.language.c.tag).order_by(schema.language.c.position))
    return ProjectFacts(
        guid=row.guid,
        title=row.title,
        template=row.template,
        languages=tuple(languages),
    )


def rename_project(project: Project, title: str) -> None:
    """Give the project another title; raises InvalidOperation(EMPTY_LABEL)."""
    wanted = one_line(title)
    if not wanted:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    with project.change(Operation.RENAME_PROJECT) as db:
        db.execute(update(schema.project).values(title=wanted))
