"""Which nodes, and which links, of a figure are of one kind, so that one look can be given to all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qdatool.figures.spec import FigureSpec, FreeSpec, GioiaSpec, NetworkSpec, ThemeNode, TreeSpec, link_key


def keys_alike(spec: FigureSpec, key: str) -> tuple[str, ...]:
    """Return the keys of all nodes of the same kind as one, itself included; none for a node that is not there.

    Of one kind are the boxes of roles, the categories in them, the codes shown below these, the codes of one level of a
    hierarchy, and what has the same form on a free map.
    """
    group = next((group for group in _groups(spec) if key in group), ())
    return tuple(dict.fromkeys(group))


def links_alike(spec: FigureSpec, key: str) -> tuple[str, ...]:
    """Return the keys of all links of the same kind as one, itself included; none for a link that is not there.

    Of one kind are the arrows between roles, the links between two levels of a hierarchy, and those of one type on a
    free map.
    """
    group = next((group for group in _link_groups(spec) if key in group), ())
    return tuple(dict.fromkeys(group))


def _link_groups(spec: FigureSpec) -> Iterator[list[str]]:
    if isinstance(spec, FreeSpec):
        for kind in dict.fromkeys(link.kind for link in spec.links):
            yield [link.key for link in spec.links if link.kind == kind]
    elif isinstance(spec, NetworkSpec):
        yield from _links_of_levels((spec.root,))
    elif isinstance(spec, TreeSpec):
        yield from _links_of_levels(spec.roots)
    elif isinstance(spec, GioiaSpec):
        yield [link_key(theme.key, root.key) for root in spec.dimensions for theme in root.children]
    else:
        yield [link.key for link in spec.links]


def _links_of_levels(roots: Iterable[ThemeNode]) -> Iterator[list[str]]:
    level = list(roots)
    while level:
        yield [link_key(node.key, child.key) for node in level for child in node.children]
        level = [child for node in level for child in node.children]


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
