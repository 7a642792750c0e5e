"""A set of roles apart from its model: taken from one, checked, and made into another, here or in another project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from qdatool.coding.changes import Operation
from qdatool.coding.languages import LANGUAGES
from qdatool.coding.model_roles import RoleNames, template_of, write_role_name, write_roles
from qdatool.coding.models import create_model, load_model
from qdatool.coding.project import Project
from qdatool.coding.role_editing import check_place
from qdatool.coding.role_templates import READY_ROLES, ModelRole, RoleTemplate, is_own_role
from qdatool.coding.roles import ModelKind
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.normalisation import one_line

_READY_KEYS = frozenset(role.key for roles in READY_ROLES.values() for role in roles)


@dataclass(frozen=True, slots=True)
class RoleSet:
    """Roles and their own names by key and language; ``template`` is OWN unless they are those of a ready one."""

    template: RoleTemplate
    roles: tuple[ModelRole, ...]
    names: RoleNames

    def packed(self) -> str:
        """Return the set as JSON."""
        roles = [{"key": role.key, **json.loads(role.packed())} for role in self.roles]
        names = {key: dict(names) for key, names in self.names.items()}
        content = {"roles": roles, "names": names, "template": self.template.value}
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def unpacked(cls, text: str) -> RoleSet:
        """Return the set that ``packed`` made a text of.

        Raises ValueError for anything else, and InvalidOperation(OUTSIDE_GRID or PLACE_TAKEN) for roles that cannot
        stand so.
        """
        try:
            plain = json.loads(text)
            roles = tuple(ModelRole.unpacked(role["key"], json.dumps(role)) for role in plain["roles"])
            made = cls(RoleTemplate(plain["template"]), roles, _names(plain["names"]))
            made._check()
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError from error
        return made

    def _check(self) -> None:
        keys = [role.key for role in self.roles]
        known = all(key in _READY_KEYS or is_own_role(key) for key in keys)
        places = [role.place for role in self.roles]
        cells = [number for place in places for number in (place.column, place.row, place.columns)]
        targets = {arrow.target for role in self.roles for arrow in role.arrows}
        are_cells = all(type(number) is int for number in cells)
        if not (keys and known and are_cells and targets <= set(keys)) or len(set(keys)) != len(keys):
            raise ValueError
        if self.template is not RoleTemplate.OWN and self.roles != READY_ROLES[self.template]:
            raise ValueError
        for role in self.roles:
            check_place([other for other in self.roles if other.key != role.key], role)


def role_set_of(project: Project, model_id: int) -> RoleSet:
    """Return the roles of a model; raises InvalidOperation(UNKNOWN_MODEL or NO_ROLES)."""
    model = load_model(project, model_id)
    if not model.roles:
        raise InvalidOperation(OperationReason.NO_ROLES, model=model.title)
    keys = {role.key for role in model.roles}
    names = {key: names for key, names in model.role_names.items() if key in keys}
    return RoleSet(template_of(model.options), model.roles, names)


def create_with_roles(project: Project, roles: RoleSet, title: str) -> int:
    """Make an empty model that is told by these roles; return its id. Raises InvalidOperation as ``create_model``."""
    with project.change(Operation.CREATE_MODEL) as db:
        made = create_model(project, ModelKind.PARADIGM, title, template=roles.template)
        if roles.template is RoleTemplate.OWN:
            write_roles(db, made, roles.roles)
        for role, names in roles.names.items():
            for language, name in names.items():
                write_role_name(db, made, role, language, name)
    return made


def _names(plain: Mapping[str, Mapping[str, str]]) -> RoleNames:
    return {
        key: {tag: one_line(str(name)) for tag, name in names.items() if tag in LANGUAGES and one_line(str(name))}
        for key, names in plain.items()
    }
