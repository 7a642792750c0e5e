"""What the roles of one paradigm model are called, where its author calls them otherwise than the textbook."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.known_rows import require_row
from qdatool.coding.languages import id_of_language
from qdatool.coding.project import Project
from qdatool.coding.roles import Role
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import one_line

RoleNames = Mapping[Role, Mapping[str, str]]
"""Own names by role and language."""


def read_role_names(db: Connection) -> dict[int, dict[Role, dict[str, str]]]:
    """Return the own names of roles by model."""
    found: dict[int, dict[Role, dict[str, str]]] = {}
    rows = db.execute(
        select(
            schema.model_role.c.model_id,
            schema.model_role.c.key,
            schema.language.c.tag,
            schema.model_role_name.c.name,
        )
        .join_from(schema.model_role, schema.model_role_name)
        .join(schema.language)
    )
    for model_id, key, tag, name in rows:
        found.setdefault(model_id, {}).setdefault(Role(key), {})[tag] = name
    return found


def rename_role(project: Project, model_id: int, role: Role, language: str, name: str) -> None:
    """Call a role something else in one model and one language; an empty name gives the textbook's back.

    Typing within a minute is one undo step. Raises InvalidOperation(UNKNOWN_MODEL or UNKNOWN_LANGUAGE).
    """
    wanted = one_line(name)
    with project.change(Operation.RENAME_ROLE, merge_key=f"model {model_id} {role} {language}") as db:
        require_row(db, schema.model, model_id)
        write_role_name(db, model_id, role, language, wanted)


def write_role_name(db: Connection, model_id: int, role: Role, language: str, name: str) -> None:
    """Write one own name inside a change that is open; an empty one takes it away."""
    table, language_id = schema.model_role_name, id_of_language(db, language)
    role_id = _role_row(db, model_id, role)
    mine = (table.c.model_role_id == role_id) & (table.c.language_id == language_id)
    if not name:
        db.execute(delete(table).where(mine))
    elif not db.execute(update(table).where(mine).values(name=name)).rowcount:
        db.execute(insert(table).values(model_role_id=role_id, language_id=language_id, name=name))


def _role_row(db: Connection, model_id: int, role: Role) -> int:
    table = schema.model_role
    present = db.scalar(select(table.c.id).where(table.c.model_id == model_id, table.c.key == role.value))
    if present is not None:
        return int(present)
    position = list(Role).index(role)
    return new_id(db.execute(insert(table).values(model_id=model_id, key=role.value, position=position)))
