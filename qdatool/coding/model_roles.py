"""The roles of one model and what it calls them; a ready template's names hold wherever it says nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.known_rows import require_row
from qdatool.coding.languages import id_of_language
from qdatool.coding.model_options import ModelOption
from qdatool.coding.project import Project
from qdatool.coding.role_templates import READY_ROLES, ModelRole, RoleTemplate
from qdatool.storage import schema
from qdatool.storage.rows import new_id, next_position
from qdatool.text.normalisation import one_line

RoleNames = Mapping[str, Mapping[str, str]]
"""Own names by key of the role and language."""


def template_of(options: Mapping[str, object]) -> RoleTemplate:
    """Return which template the options of a model name."""
    chosen = options.get(ModelOption.TEMPLATE)
    return RoleTemplate(chosen) if isinstance(chosen, str) and chosen in tuple(RoleTemplate) else RoleTemplate.PARADIGM


def read_own_roles(db: Connection) -> dict[int, tuple[ModelRole, ...]]:
    """Return the roles that authors chose, by model; models with a ready template have none."""
    table = schema.model_role
    found: dict[int, list[ModelRole]] = {}
    rows = select(table).where(table.c.place != "").order_by(table.c.position, table.c.id)
    for row in db.execute(rows):
        found.setdefault(row.model_id, []).append(ModelRole.unpacked(row.key, row.place))
    return {model_id: tuple(roles) for model_id, roles in found.items()}


def roles_of(options: Mapping[str, object], own: Sequence[ModelRole]) -> tuple[ModelRole, ...]:
    """Return the roles of a paradigm model in order: its own, or those of its template."""
    template = template_of(options)
    return tuple(own) if template is RoleTemplate.OWN else READY_ROLES[template]


def read_role_names(db: Connection) -> dict[int, dict[str, dict[str, str]]]:
    """Return the own names of roles by model."""
    found: dict[int, dict[str, dict[str, str]]] = {}
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
        found.setdefault(model_id, {}).setdefault(key, {})[tag] = name
    return found


def rename_role(project: Project, model_id: int, role: str, language: str, name: str) -> None:
    """Call a role something else in one model and one language; an empty name gives the template's back.

    Typing within a minute is one undo step. Raises InvalidOperation(UNKNOWN_MODEL or UNKNOWN_LANGUAGE).
    """
    wanted = one_line(name)
    with project.change(Operation.RENAME_ROLE, merge_key=f"model {model_id} {role} {language}") as db:
        require_row(db, schema.model, model_id)
        write_role_name(db, model_id, role, language, wanted)


def write_role_name(db: Connection, model_id: int, role: str, language: str, name: str) -> None:
    """Write one own name inside a change that is open; an empty one takes it away."""
    table, language_id = schema.model_role_name, id_of_language(db, language)
    role_id = _role_row(db, model_id, role)
    mine = (table.c.model_role_id == role_id) & (table.c.language_id == language_id)
    if not name:
        db.execute(delete(table).where(mine))
    elif not db.execute(update(table).where(mine).values(name=name)).rowcount:
        db.execute(insert(table).values(model_role_id=role_id, language_id=language_id, name=name))


def write_roles(db: Connection, model_id: int, roles: Sequence[ModelRole]) -> None:
    """Make these the model's own roles, inside a change that is open; names of roles that stay are kept."""
    table = schema.model_role
    kept = [role.key for role in roles]
    db.execute(delete(table).where(table.c.model_id == model_id, table.c.key.not_in(kept)))
    for position, role in enumerate(roles):
        role_id = _role_row(db, model_id, role.key)
        db.execute(update(table).where(table.c.id == role_id).values(position=position, place=role.packed()))


def _role_row(db: Connection, model_id: int, role: str) -> int:
    table = schema.model_role
    present = db.scalar(select(table.c.id).where(table.c.model_id == model_id, table.c.key == role))
    if present is not None:
        return int(present)
    position = next_position(db, table.c.position, table.c.model_id == model_id)
    return new_id(db.execute(insert(table).values(model_id=model_id, key=role, position=position)))
