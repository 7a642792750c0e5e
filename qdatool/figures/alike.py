"""Which nodes of a figure are of one kind, so that one look can be given to all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qdatool.figures.spec import FigureSpec, FreeSpec, GioiaSpec, NetworkSpec, ThemeNode, TreeSpec


def keys_alike(spec: FigureSpec, key: str) -> tuple[str, ...]:
    """Return the keys of all nodes of the same kind as one, itself included; none for a node that is not there.

    Of one kind are the boxes of roles, the categories in them, the codes shown below these, the codes of one level of a
    hierarchy, and what has the same form on a free map.
    """
    group = next((group for group in _groups(spec) if key in group), ())
    return tuple(dict.fromkeys(group))


def _groups(spec: FigureSpec) -> Iterator[list[str]]:
    if isinstance(spec, FreeSpec):
        for form in dict.fromkeys(node.form for node in spec.nodes):
            yield [node.key for node in spec.nodes if node.form is form]
    elif isinstance(spec, NetworkSpec):
        yield from _levels((spec.root,))
    elif isinstance(spec, TreeSpec):
        yield from _levels(spec.roots)
    elif isinstance(spec, GioiaSpec):
        yield from _levels(spec.dimensions)
    else:
        yield [box.key for box in spec.boxes]
        yield [box.heading.key for box in spec.boxes if box.heading is not None]
        for is_below in (False, True):
            yield [item.key for box in spec.boxes for item in box.items if item.is_below is is_below]


def _levels(roots: Iterable[ThemeNode]) -> Iterator[list[str]]:
    level = list(roots)
    while level:
        yield [node.key for node in level]
        level = [child for node in level for child in node.children]
