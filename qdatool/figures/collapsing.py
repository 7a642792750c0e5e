"""Hierarchies of which parts stand collapsed: what is drawn of them, what is hidden, and what opening a node takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from qdatool.figures.spec import FigureSpec, GioiaSpec, NetworkSpec, ThemeNode, TreeSpec, leaf_count

HierarchySpec = NetworkSpec | TreeSpec | GioiaSpec


class Fold(Enum):
    """Whether what stands below a node is drawn."""

    OPEN = "open"
    COLLAPSED = "collapsed"
    TOO_DEEP = "below the depth of the figure"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A node that is not drawn: its label, and the nearest one above it that is."""

    label: str
    shown_key: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What draws the nodes below one: the keys to be expanded, and where the figure must become deeper its depth.

    ``collapsed`` are the keys that would open with the greater depth and are to stay as they look.
    """

    keys: tuple[str, ...]
    depth: int | None = None
    collapsed: tuple[str, ...] = ()


def without_collapsed(spec: FigureSpec) -> FigureSpec:
    """Return the figure with nothing below its collapsed nodes, which tell what they hold."""
    if isinstance(spec, NetworkSpec):
        # The centre is what the others stand round.
        return replace(spec, root=_pruned(replace(spec.root, is_collapsed=False)))
    if isinstance(spec, TreeSpec):
        return replace(spec, roots=tuple(_pruned(root) for root in spec.roots))
    if isinstance(spec, GioiaSpec):
        return replace(spec, dimensions=tuple(_pruned(dimension) for dimension in spec.dimensions))
    return spec


def folds(spec: FigureSpec) -> dict[str, Fold]:
    """Return by key whether each drawn node that has others below it shows them; the centre of a web always does."""
    if not isinstance(spec, HierarchySpec):
        return {}
    centre = spec.root.key if isinstance(spec, NetworkSpec) else None
    return {node.key: fold for node, fold in _drawn(spec) if fold is not None and node.key != centre}


def hidden_nodes(spec: FigureSpec) -> dict[str, Hidden]:
    """Return the nodes of a hierarchy that are not drawn, by key, parents first."""
    if not isinstance(spec, HierarchySpec):
        return {}
    found: dict[str, Hidden] = {}
    for shown, fold in _drawn(spec):
        if fold in (Fold.COLLAPSED, Fold.TOO_DEEP):
            below = list(shown.children)
            for node in below:
                found[node.key] = Hidden(" / ".join(part.text for part in node.label), shown.key)
                below.extend(node.children)
    return found


def levels_of(spec: FigureSpec) -> int:
    """Return how many levels a figure can have by its depth: those round the centre, or all of a tree."""
    if isinstance(spec, NetworkSpec):
        return _height(spec.root.children)
    return _height(spec.roots) if isinstance(spec, TreeSpec) else 0


def depth_of(spec: FigureSpec) -> int:
    """Return how many of these levels the figure is told to draw; 0 where a figure has no depth."""
    if isinstance(spec, NetworkSpec | TreeSpec):
        return min(levels_of(spec) if spec.depth is None else spec.depth, levels_of(spec))
    return 0


def node_of(spec: FigureSpec | None, key: str) -> ThemeNode | None:
    """Return a node of a hierarchy, drawn or not; None where it has no such node."""
    path = _path_to(spec, key) if isinstance(spec, HierarchySpec) else ()
    return path[-1] if path else None


def opening_of(spec: FigureSpec, key: str) -> Opening | None:
    """Return what it takes to draw the nodes below ``key``; None for a node without any, or in other figures."""
    path = _path_to(spec, key) if isinstance(spec, HierarchySpec) else ()
    if not path or not path[-1].children:
        return None
    keys = tuple(node.key for node in path)
    first = 0 if isinstance(spec, NetworkSpec) else 1
    present, needed = depth_of(spec), first + len(path)
    if isinstance(spec, GioiaSpec) or needed <= present:
        return Opening(keys)
    beside = [key for key, fold in folds(spec).items() if fold is Fold.TOO_DEEP]
    for node in path[present - first : -1]:
        beside += [child.key for child in node.children if child.children]
    return Opening(keys, needed, tuple(dict.fromkeys(other for other in beside if other not in keys)))


def opening_to(spec: FigureSpec, key: str) -> Opening | None:
    """Return what it takes to draw a node that is hidden; None where it is no node of the figure or has none above."""
    path = _path_to(spec, key) if isinstance(spec, HierarchySpec) else ()
    return opening_of(spec, path[-2].key) if len(path) > 1 else None


def _tops(spec: HierarchySpec) -> tuple[ThemeNode, ...]:
    if isinstance(spec, NetworkSpec):
        return (spec.root,)
    return spec.roots if isinstance(spec, TreeSpec) else spec.dimensions


def _drawn(spec: HierarchySpec) -> Iterator[tuple[ThemeNode, Fold | None]]:
    """Yield every drawn node with its fold, None where nothing stands below it."""
    depth = None if isinstance(spec, GioiaSpec) else spec.depth
    level, nodes = (0 if isinstance(spec, NetworkSpec) else 1), _tops(spec)
    while nodes:
        below: list[ThemeNode] = []
        for node in nodes:
            fold = _fold(node, is_last=depth is not None and level >= depth, is_centre=level == 0)
            yield node, fold
            if fold is Fold.OPEN:
                below.extend(node.children)
        level, nodes = level + 1, tuple(below)


def _fold(node: ThemeNode, *, is_last: bool, is_centre: bool) -> Fold | None:
    if not node.children:
        return None
    if node.is_collapsed and not is_centre:
        return Fold.COLLAPSED
    return Fold.TOO_DEEP if is_last and not is_centre else Fold.OPEN


def _path_to(spec: HierarchySpec, key: str) -> tuple[ThemeNode, ...]:
    """Return the nodes from the top down to one, itself the last; nothing where it is not in the figure."""
    parents: dict[str, ThemeNode | None] = {node.key: None for node in _tops(spec)}
    order = list(_tops(spec))
    for node in order:
        parents.update((child.key, node) for child in node.children)
        order.extend(node.children)
    found = next((node for node in order if node.key == key), None)
    path: list[ThemeNode] = []
    while found is not None:
        path.append(found)
        found = parents[found.key]
    return tuple(reversed(path))


def _height(nodes: Sequence[ThemeNode]) -> int:
    height = 0
    while nodes:
        height += 1
        nodes = [child for node in nodes for child in node.children]
    return height


def _pruned(root: ThemeNode) -> ThemeNode:
    """Return a node without what its collapsed ones hold; the lowest first, since a chain may be of any length."""
    order = [root]
    for node in order:
        order.extend(node.children)
    if not any(node.is_collapsed and node.children for node in order):
        return root
    made: dict[int, ThemeNode] = {}
    for node in reversed(order):
        made[id(node)] = _shut(node) if node.is_collapsed and node.children else _with_children(node, made)
    return made[id(root)]


def _shut(node: ThemeNode) -> ThemeNode:
    held = leaf_count(node)
    return replace(node, children=(), held=held, count=held if node.count is None else node.count)


def _with_children(node: ThemeNode, made: Mapping[int, ThemeNode]) -> ThemeNode:
    children = tuple(made[id(child)] for child in node.children)
    is_same = all(new is old for new, old in zip(children, node.children, strict=True))
    return node if is_same else replace(node, children=children)
