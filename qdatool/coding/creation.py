"""Make a new project: its file, languages, levels, first coder and first round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert

from qdatool.coding.changes import Course, Operation
from qdatool.coding.guids import make_guid
from qdatool.coding.languages import LANGUAGES
from qdatool.coding.levels import TEMPLATE_LEVELS, insert_levels
from qdatool.coding.project import Project, utc_now
from qdatool.coding.relation_types import insert_relation_types
from qdatool.coding.roles import Template
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.creation import create_file
from qdatool.text.normalisation import one_line

FIRST_ROUND = {"fa": "دور ۱", "en": "Round 1"}


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """What a new project is made from; ``language`` is the first of its two languages."""

    title: str
    language: str = "fa"
    template: Template = Template.BLANK
    coder: str = ""


def create_project(path: Path, draft: ProjectDraft, *, clock: Callable[[], datetime] = utc_now) -> Project:
    """Make the file and return the project, open; creating it cannot be undone.

    Raises InvalidOperation(EMPTY_LABEL) without a title, InvalidOperation(UNKNOWN_LANGUAGE), and ProjectFileError
    when the file cannot be made; then nothing stays behind.
    """
    draft = replace(draft, title=one_line(draft.title), coder=one_line(draft.coder))
    if not draft.title:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    if draft.language not in LANGUAGES:
        raise InvalidOperation(OperationReason.UNKNOWN_LANGUAGE, language=draft.language)
    create_file(path, lambda db: _fill(db, draft, clock().isoformat()))
    try:
        return Project.open(path, clock=clock)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _fill(db: Connection, draft: ProjectDraft, now: str) -> None:
    db.execute(
        insert(schema.project).values(
            guid=make_guid(), title=draft.title, template=draft.template.value, created_at=now
        )
    )
    ordered = sorted(LANGUAGES, key=lambda tag: tag != draft.language)
    db.execute(insert(schema.language), [{"tag": tag, "position": place} for place, tag in enumerate(ordered)])
    insert_levels(db, TEMPLATE_LEVELS[draft.template])
    insert_relation_types(db)
    if draft.coder:
        db.execute(insert(schema.coder).values(guid=make_guid(), name=draft.coder, created_at=now))
    db.execute(insert(schema.round_).values(name=FIRST_ROUND[draft.language], position=0))
    db.execute(
        insert(schema.history).values(
            at=now,
            operation=Operation.CREATE_PROJECT.value,
            direction=Course.DO.value,
            coder_name=draft.coder,
            entities='{"project": {"added": [1]}}',
            reason="",
        )
    )
