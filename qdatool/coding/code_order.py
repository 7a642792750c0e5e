"""In which order the codes under each parent are shown, and how often and when each was used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from sqlalchemy import func, select

from qdatool.coding.codes import CodeTree
from qdatool.coding.project import Project
from qdatool.coding.quotations import CodeCount
from qdatool.coding.sight import seen_codings
from qdatool.storage import schema
from qdatool.text.collation import SortKey, persian_sort_key


class CodeOrder(Enum):
    """How siblings are sorted."""

    TREE = "tree"
    NAME = "name"
    GROUNDED = "grounded"
    RECENT = "recent"


Children = Mapping[int | None, tuple[int, ...]]
"""The codes under each parent; None for the roots."""


def ordered_children(
    tree: CodeTree,
    order: CodeOrder,
    language: str,
    counts: Mapping[int, CodeCount],
    last_used: Mapping[int, str],
) -> Children:
    """Return the children of every code and the roots, sorted.

    By name as a Persian dictionary does; by groundedness with the most quotations first; by ``last_used`` (ISO times)
    with the latest first, a code being as recent as the most recent one below it. Equals keep the order of the tree.
    """
    children: dict[int | None, tuple[int, ...]] = {None: tree.roots}
    children.update(tree.children.items())
    if order is CodeOrder.TREE:
        return children
    if order is CodeOrder.NAME:
        names: dict[int, SortKey] = {code.id: persian_sort_key(code.label_in(language)) for code in tree}
        return _sorted(children, names.__getitem__, is_reversed=False)
    if order is CodeOrder.GROUNDED:
        return _sorted(children, lambda one: counts[one].quotations if one in counts else 0, is_reversed=True)
    latest = dict(last_used)
    for code_id in reversed(tuple(tree.codes)):
        parent = tree.codes[code_id].parent_id
        if parent is not None:
            latest[parent] = max(latest.get(parent, ""), latest.get(code_id, ""))
    return _sorted(children, lambda one: latest.get(one, ""), is_reversed=True)


def last_used(project: Project) -> dict[int, str]:
    """Return when each code was applied last, by anyone in sight, or made if it is not applied; ISO times."""
    codings = seen_codings(project)
    db = project.read()
    made = db.execute(select(schema.code.c.id, schema.code.c.created_at))
    applied = db.execute(select(codings.c.code_id, func.max(codings.c.created_at)).group_by(codings.c.code_id))
    times = {code_id: at for code_id, at in made}
    for code_id, at in applied:
        times[code_id] = max(times.get(code_id, ""), at)
    return times


def _sorted(children: Children, key: Callable[[int], object], *, is_reversed: bool) -> Children:
    return {
        parent: tuple(sorted(ids, key=key, reverse=is_reversed))  # type: ignore[arg-type]
        for parent, ids in children.items()
    }
