"""Changing the roles by which one model is told: new ones, where they stand, and what they point at.

A model with a ready template takes its roles as its own at the first change; what it calls them and what stands in
them stays.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, update

from qdatool.coding.changes import Operation
from qdatool.coding.model_options import ModelOption
from qdatool.coding.model_roles import write_role_name, write_roles
from qdatool.coding.models import Model, load_model
from qdatool.coding.node_keys import role_key
from qdatool.coding.project import Project
from qdatool.coding.role_templates import OWN_ROLE, ModelRole, RoleArrow, RolePlace, RoleTemplate
from qdatool.coding.roles import ModelKind
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.normalisation import one_line

MOST_COLUMNS = 6
MOST_ROWS = 8
"""How many columns and rows a grid of roles has at most: more do not fit a page."""

_Roles = Sequence[ModelRole]


def add_role(project: Project, model_id: int, names: Mapping[str, str], place: RolePlace | None = None) -> str:
    """Add a role called ``names`` by language, at a place or (None) in the first free cell; return its key.

    Raises InvalidOperation(UNKNOWN_MODEL, NO_ROLES, EMPTY_LABEL, UNKNOWN_LANGUAGE, OUTSIDE_GRID, PLACE_TAKEN or
    GRID_FULL).
    """
    wanted = {language: one_line(name) for language, name in names.items() if one_line(name)}
    if not wanted:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    model = _model_with_roles(project, model_id)
    key = _new_key(model)
    role = ModelRole(key, place or _free_place(model.roles))
    check_place(model.roles, role)
    with project.change(Operation.ADD_ROLE) as db:
        _write(db, model, (*model.roles, role))
        for language, name in wanted.items():
            write_role_name(db, model_id, key, language, name)
    return key


def remove_role(project: Project, model_id: int, key: str) -> None:
    """Take a role out of a model, with what stands in it there, comments on its box and what points at it.

    The codes stay.

    Raises InvalidOperation(UNKNOWN_MODEL, NO_ROLES, UNKNOWN_ROLE, or LAST_ROLE).
    """
    model = _model_with_roles(project, model_id)
    _role(model, key)
    if len(model.roles) == 1:
        raise InvalidOperation(OperationReason.LAST_ROLE)
    slots, nodes = schema.model_slot, schema.figure_node
    with project.change(Operation.REMOVE_ROLE) as db:
        db.execute(delete(slots).where(slots.c.model_id == model_id, slots.c.role == key))
        db.execute(delete(nodes).where(nodes.c.model_id == model_id, nodes.c.key == role_key(key)))
        _write(db, model, [role.without(key) for role in model.roles if role.key != key])


def place_role(project: Project, model_id: int, key: str, place: RolePlace) -> None:
    """Move a role to a place; one that stands there takes the cell that becomes free.

    Raises InvalidOperation(UNKNOWN_MODEL, NO_ROLES, UNKNOWN_ROLE, OUTSIDE_GRID, or PLACE_TAKEN where no such exchange
    comes out).
    """
    model = _model_with_roles(project, model_id)
    moved = replace(_role(model, key), place=place)
    in_the_way = [role for role in model.roles if role.key != key and role.place.meets(place)]
    exchanged = [
        replace(role, place=replace(_role(model, key).place, columns=role.place.columns)) for role in in_the_way
    ]
    changed = {role.key: role for role in (moved, *exchanged)}
    roles = [changed.get(role.key, role) for role in model.roles]
    for role in changed.values():
        check_place([other for other in roles if other.key != role.key], role)
    with project.change(Operation.PLACE_ROLE) as db:
        _write(db, model, roles)


def point_role(project: Project, model_id: int, key: str, arrow: RoleArrow) -> None:
    """Let a role point at another, or change the arrow that is there; raises as ``place_role``, and SAME_ENDS."""
    model = _model_with_roles(project, model_id)
    _role(model, arrow.target)
    if arrow.target == key:
        raise InvalidOperation(OperationReason.SAME_ENDS)
    role = _role(model, key)
    kept = [arrow if present.target == arrow.target else present for present in role.arrows]
    arrows = kept if arrow in kept else [*kept, arrow]
    with project.change(Operation.POINT_ROLE) as db:
        _write(db, model, _with(model, replace(role, arrows=tuple(arrows))))


def unpoint_role(project: Project, model_id: int, key: str, target: str) -> None:
    """Take the arrow from one role to another away; relations between their categories stay."""
    model = _model_with_roles(project, model_id)
    role = _role(model, key).without(target)
    with project.change(Operation.UNPOINT_ROLE) as db:
        _write(db, model, _with(model, role))


def set_core_role(project: Project, model_id: int, key: str, is_core: bool) -> None:
    """Draw a role as the core of the model, or as the others; raises as ``place_role``."""
    model = _model_with_roles(project, model_id)
    role = replace(_role(model, key), is_core=is_core)
    with project.change(Operation.SET_CORE_ROLE) as db:
        _write(db, model, _with(model, role))


def check_place(others: _Roles, role: ModelRole) -> None:
    """Raise InvalidOperation(OUTSIDE_GRID or PLACE_TAKEN) where a role cannot stand beside the others."""
    place = role.place
    is_inside = place.column >= 0 and place.columns >= 1 and place.column + place.columns <= MOST_COLUMNS
    if not is_inside or not 0 <= place.row < MOST_ROWS:
        raise InvalidOperation(OperationReason.OUTSIDE_GRID, columns=MOST_COLUMNS, rows=MOST_ROWS)
    if any(other.place.meets(place) for other in others):
        raise InvalidOperation(OperationReason.PLACE_TAKEN)


def _model_with_roles(project: Project, model_id: int) -> Model:
    model = load_model(project, model_id)
    if model.kind is not ModelKind.PARADIGM:
        raise InvalidOperation(OperationReason.NO_ROLES, model=model.title)
    return model


def _role(model: Model, key: str) -> ModelRole:
    for role in model.roles:
        if role.key == key:
            return role
    raise InvalidOperation(OperationReason.UNKNOWN_ROLE, role=key)


def _with(model: Model, changed: ModelRole) -> list[ModelRole]:
    return [changed if role.key == changed.key else role for role in model.roles]


def _write(db: Connection, model: Model, roles: _Roles) -> None:
    """Make these the model's own roles."""
    options = json.dumps({**model.options, ModelOption.TEMPLATE: RoleTemplate.OWN.value}, sort_keys=True)
    db.execute(update(schema.model).where(schema.model.c.id == model.id).values(options=options))
    write_roles(db, model.id, roles)


def _new_key(model: Model) -> str:
    taken = {role.key for role in model.roles} | {slot.role for slot in model.slots} | set(model.role_names)
    number = 1
    while f"{OWN_ROLE}{number}" in taken:
        number += 1
    return f"{OWN_ROLE}{number}"


def _free_place(roles: _Roles) -> RolePlace:
    """Return the first free cell, in rows that are there already or in one below them."""
    across = max((role.place.column + role.place.columns for role in roles), default=1)
    for row in range(MOST_ROWS):
        for column in range(across):
            place = RolePlace(column, row)
            if not any(role.place.meets(place) for role in roles):
                return place
    raise InvalidOperation(OperationReason.GRID_FULL)
