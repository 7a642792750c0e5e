"""The nodes of a hierarchy that a figure draws, by number: what every arrangement of a tree begins with."""

from __future__ import annotations

from dataclasses import dataclass

from qdatool.figures.lettering import Lettering, Typesetter
from qdatool.figures.spec import Label, ThemeNode, TreeSpec, leaf_count


@dataclass(frozen=True, slots=True)
class Branch:
    """A node that is drawn, by number; number 0 stands above the roots and is not drawn."""

    node: ThemeNode | None
    level: int
    parent: int


class Branches:
    """The nodes of a tree to draw, parents first, and how each is lettered."""

    def __init__(self, spec: TreeSpec, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._letterings: dict[int, Lettering] = {}
        self.all = [Branch(None, 0, 0)]
        self.children: list[list[int]] = []
        below: list[tuple[ThemeNode, ...]] = [spec.roots]
        for number, nodes in enumerate(below):
            level = self.all[number].level + 1
            shown = nodes if spec.depth is None or level <= spec.depth else ()
            self.children.append(list(range(len(self.all), len(self.all) + len(shown))))
            self.all.extend(Branch(node, level, number) for node in shown)
            below.extend(node.children for node in shown)
        self.depth = self.all[-1].level

    def lettering(self, node: ThemeNode, level: int) -> Lettering:
        """Return how a node's label is set: the roots in bold unless its author wants it otherwise."""
        if level not in self._letterings:
            style = self._typesetter.style
            size_pt = style.twig_pt if level == 1 else style.leaf_pt
            self._letterings[level] = self._typesetter.lettering(size_pt, is_bold=level == 1 and self.depth > 1)
        return self._typesetter.own(self._letterings[level], node.key)

    def label(self, node: ThemeNode, level: int) -> Label:
        """Return a node's label, with its number in parentheses where it has one or holds what is not drawn."""
        count = node.count
        if count is None and level == self.depth and node.children:
            count = leaf_count(node)
        return node.label if count is None else self._typesetter.counted(node.label, count)
