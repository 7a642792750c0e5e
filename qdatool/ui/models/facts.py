"""What a model holds, in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from qdatool.coding.codes import CodeTree
from qdatool.coding.levels import Level
from qdatool.coding.map_nodes import MapThing, read_map
from qdatool.coding.models import Model
from qdatool.coding.project import Project
from qdatool.coding.roles import ModelKind
from qdatool.wording import interface_language, localized_number, tr

_DOT = " \u00b7 "


def model_facts(project: Project, model: Model, tree: CodeTree, levels: Sequence[Level]) -> str:
    """Return the facts that stand below a model's name: filled roles and categories, or codes by level.

    These are all codes of a network or tree; of a map, those on it and how much else.
    """
    if model.kind is ModelKind.PARADIGM:
        filled = sum(bool(model.codes_in(role.key)) for role in model.roles)
        categories = len({slot.code_id for slot in model.slots})
        return _DOT.join(
            (
                tr("{filled} of {all} roles", filled=filled, all=len(model.roles)),
                tr("1 category") if categories == 1 else tr("{count} categories", count=categories),
            )
        )
    language = interface_language()
    roots = [slot.code_id for slot in model.slots if slot.code_id in tree.codes]
    below = dict.fromkeys(roots)
    others = 0
    if model.kind is ModelKind.FREE:
        others = sum(node.kind is not MapThing.CODE for node in read_map(project, model).nodes)
    else:
        below = dict.fromkeys(code_id for root in roots for code_id in (root, *tree.descendants(root)))
    counted = [(level, sum(tree.codes[each].level_id == level.id for each in below)) for level in levels]
    parts = [f"{localized_number(count, language)} {level.name_in(language)}" for level, count in counted if count]
    if others:
        parts.append(tr("1 thing besides") if others == 1 else tr("{count} things besides", count=others))
    return _DOT.join(parts) or tr("empty")
