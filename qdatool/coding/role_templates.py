"""Templates of roles: which roles a model is told by, where they stand in its figure, and what points at what.

Places are cells of a grid counted from the start side of the figure and from its top, so that they mirror with it.
Sources: the paradigm is that of Strauss & Corbin (1990, p. 99); the process view follows Corbin & Strauss (2008,
ch. 4 and 5), where action and interaction change with the conditions and their outcomes become conditions in turn; the
six Cs are Glaser's (1978, p. 74).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from qdatool.coding.roles import LineStyle, Role


class RoleTemplate(StrEnum):
    """What the roles of a model come from; ``OWN`` stands for those that its author chose."""

    PARADIGM = "paradigm"
    PROCESS = "process"
    SIX_CS = "six-cs"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class RolePlace:
    """A cell of the grid, ``columns`` wide; column and row are counted from 0."""

    column: int
    row: int
    columns: int = 1

    def meets(self, other: RolePlace) -> bool:
        """Tell whether the two share a cell."""
        is_beside = self.column + self.columns <= other.column or other.column + other.columns <= self.column
        return self.row == other.row and not is_beside


@dataclass(frozen=True, slots=True)
class RoleArrow:
    """What a role points at; without a head when it is not directed."""

    target: str
    line_style: LineStyle = LineStyle.SOLID
    is_directed: bool = True


@dataclass(frozen=True, slots=True)
class ModelRole:
    """One role of a model.

    The core has a heavier frame, and its first category is written large. ``alike`` are the roles of the
    paradigm whose codes belong here when a model is filled from the roles of codes.
    """

    key: str
    place: RolePlace
    arrows: tuple[RoleArrow, ...] = ()
    is_core: bool = False
    alike: tuple[Role, ...] = ()

    def packed(self) -> str:
        """Return everything but the key as JSON, as it is stored."""
        values: dict[str, object] = {"cell": [self.place.column, self.place.row, self.place.columns]}
        if self.arrows:
            values["arrows"] = [[arrow.target, arrow.line_style.value, arrow.is_directed] for arrow in self.arrows]
        if self.is_core:
            values["core"] = True
        if self.alike:
            values["alike"] = [role.value for role in self.alike]
        return json.dumps(values, sort_keys=True)

    @classmethod
    def unpacked(cls, key: str, text: str) -> ModelRole:
        """Return the role that ``packed`` made a text of."""
        values = json.loads(text)
        stored = values.get("arrows", ())
        arrows = tuple(RoleArrow(target, LineStyle(line), is_directed) for target, line, is_directed in stored)
        alike = tuple(Role(each) for each in values.get("alike", ()))
        return cls(key, RolePlace(*values["cell"]), arrows, values.get("core") is True, alike)

    def without(self, target: str) -> ModelRole:
        """Return the role without what it points at there."""
        return replace(self, arrows=tuple(arrow for arrow in self.arrows if arrow.target != target))


def _to(*targets: str) -> tuple[RoleArrow, ...]:
    return tuple(RoleArrow(target) for target in targets)


PARADIGM_ROLES = (
    ModelRole(Role.CAUSAL, RolePlace(0, 1), _to(Role.PHENOMENON), alike=(Role.CAUSAL,)),
    ModelRole(Role.PHENOMENON, RolePlace(1, 1), _to(Role.STRATEGY), is_core=True, alike=(Role.PHENOMENON,)),
    ModelRole(Role.CONTEXTUAL, RolePlace(1, 0, 3), _to(Role.STRATEGY), alike=(Role.CONTEXTUAL,)),
    ModelRole(Role.INTERVENING, RolePlace(1, 2, 3), _to(Role.STRATEGY), alike=(Role.INTERVENING,)),
    ModelRole(Role.STRATEGY, RolePlace(2, 1), _to(Role.CONSEQUENCE), alike=(Role.STRATEGY,)),
    ModelRole(Role.CONSEQUENCE, RolePlace(3, 1), alike=(Role.CONSEQUENCE,)),
)
"""The six roles of the paradigm, in the order of ``Role``."""

PROCESS_ROLES = (
    ModelRole(
        "process-context",
        RolePlace(0, 0, 4),
        _to("process-action", "process-change"),
        alike=(Role.CONTEXTUAL, Role.INTERVENING),
    ),
    ModelRole("process-conditions", RolePlace(0, 1), _to("process-action"), alike=(Role.CAUSAL,)),
    ModelRole("process-action", RolePlace(1, 1), _to("process-change"), is_core=True, alike=(Role.STRATEGY,)),
    ModelRole("process-change", RolePlace(2, 1), _to("process-outcome")),
    ModelRole(
        "process-outcome",
        RolePlace(3, 1),
        (RoleArrow("process-conditions", LineStyle.DASHED),),
        alike=(Role.CONSEQUENCE,),
    ),
)
"""Conditions, action, adjustment and outcomes within one context; the outcomes are conditions of what comes next."""

SIX_CS_ROLES = (
    ModelRole("six-context", RolePlace(0, 0), _to("six-core"), alike=(Role.CONTEXTUAL,)),
    ModelRole("six-condition", RolePlace(2, 0), _to("six-core"), alike=(Role.INTERVENING,)),
    ModelRole("six-cause", RolePlace(0, 1), _to("six-core"), alike=(Role.CAUSAL,)),
    ModelRole("six-core", RolePlace(1, 1), _to("six-consequence"), is_core=True, alike=(Role.PHENOMENON,)),
    ModelRole("six-consequence", RolePlace(2, 1), alike=(Role.CONSEQUENCE,)),
    ModelRole("six-contingency", RolePlace(0, 2), _to("six-core")),
    ModelRole("six-covariance", RolePlace(2, 2), (RoleArrow("six-core", is_directed=False),)),
)
"""Glaser's six Cs round the core category."""

OWN_ROLE = "own-"
"""How the key of a role begins that no template has."""


def is_own_role(key: str) -> bool:
    """Tell whether a role stands in no ready template."""
    return key.startswith(OWN_ROLE)


READY_ROLES: Mapping[RoleTemplate, tuple[ModelRole, ...]] = {
    RoleTemplate.PARADIGM: PARADIGM_ROLES,
    RoleTemplate.PROCESS: PROCESS_ROLES,
    RoleTemplate.SIX_CS: SIX_CS_ROLES,
}
"""The roles of each ready template, in reading order."""
