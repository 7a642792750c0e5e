"""The two languages of a project, and the words that are kept in each of them."""

from __future__ import annotations

from sqlalchemy import Column, Connection, select

from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema

LANGUAGES = ("fa", "en")


def first_language(project: Project) -> str:
    """Return the first of the project's languages: the one of ``Code.label``."""
    tag = project.read().scalar(select(schema.language.c.tag).order_by(schema.language.c.position).limit(1))
    return str(tag)


def language_ids(db: Connection) -> dict[str, int]:
    """Return the id of every language of the project by its tag."""
    return {row.tag: row.id for row in db.execute(select(schema.language.c.tag, schema.language.c.id))}


def id_of_language(db: Connection, tag: str) -> int:
    """Return the id of a language; raises InvalidOperation(UNKNOWN_LANGUAGE)."""
    found = db.scalar(select(schema.language.c.id).where(schema.language.c.tag == tag))
    if found is None:
        raise InvalidOperation(OperationReason.UNKNOWN_LANGUAGE, language=tag)
    return int(found)


def words_by_language(db: Connection, owner: Column[int], words: Column[str]) -> dict[int, dict[str, str]]:
    """Return the words in a column of a table with one row per owner and language: by owner's id, then by tag.

    Empty words are left out.
    """
    found: dict[int, dict[str, str]] = {}
    rows = select(owner, schema.language.c.tag, words).join_from(owner.table, schema.language).where(words != "")
    for owner_id, tag, written in db.execute(rows):
        found.setdefault(owner_id, {})[tag] = written
    return found
