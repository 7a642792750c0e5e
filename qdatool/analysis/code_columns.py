"""For which codes a coding counts: its own, or those above it at a chosen level."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qdatool.coding.codes import CodeTree

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CodeColumns:
    """The codes that are counted, in tree order, and which codes count for which.

    ``names`` are labels, or paths where a label does not name one code alone. ``source_ids`` (ascending) and
    ``columns`` are pairs: a coding with that code counts in that column.
    """

    names: tuple[str, ...]
    source_ids: IntArray
    columns: IntArray

    def expand(self, code_ids: IntArray) -> tuple[IntArray, IntArray]:
        """Return for each coding and each column it counts in: the coding's place and the column."""
        low = np.searchsorted(self.source_ids, code_ids, side="left")
        times = np.searchsorted(self.source_ids, code_ids, side="right") - low
        rows = np.repeat(np.arange(len(code_ids)), times)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
        return rows, self.columns[np.repeat(low, times) + within]


def names_in(language: str, tree: CodeTree, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels in ``language`` of codes that are named as columns are; a label of several stays a name."""
    codes = {tree.name(code.id): code for code in tree}
    labels = {name: codes[name].label_in(language) for name in names if name in codes}
    uses = Counter(labels.values())
    return tuple(labels[name] if name in labels and uses[labels[name]] == 1 else name for name in names)


def columns_of_level(tree: CodeTree, level_id: int | None) -> CodeColumns:
    """Return the codes of a level, each with its descendants; for None every code, by itself."""
    counted = [code.id for code in tree if level_id in (None, code.level_id)]
    pairs = [
        (source, column)
        for column, code_id in enumerate(counted)
        for source in (code_id, *(() if level_id is None else tree.descendants(code_id)))
    ]
    ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return CodeColumns(tuple(map(tree.name, counted)), ordered[:, 0], ordered[:, 1])


def columns_of_domain(tree: CodeTree, domain_id: int) -> CodeColumns:
    """Return the codes right below a code, each with its descendants, and the code itself with its own codings."""
    counted: list[tuple[int, tuple[int, ...]]] = [(domain_id, (domain_id,))]
    counted += [(child, (child, *tree.descendants(child))) for child in tree.children_of(domain_id)]
    pairs = [(source, column) for column, (_, sources) in enumerate(counted) for source in sources]
    ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return CodeColumns(tuple(tree.name(code_id) for code_id, _ in counted), ordered[:, 0], ordered[:, 1])
