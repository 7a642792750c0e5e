"""Where categories and meanings settle, interview by interview.

A category grows while new interviews bring codes that belong to it. The meaning of a code grows while codings of it
are marked as adding a property or dimension (Hennink, Kaiser & Marconi 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from qdatool.analysis.saturation_data import SaturationStudy
from qdatool.coding.levels import Level


class MeaningMark(Enum):
    """What an interview brought to a code."""

    NOTHING = "nothing"
    FIRST = "first"
    DIMENSION = "dimension"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class CategoryGrowth:
    """A category: how many of its codes each interview brought first.

    ``settled_at`` is the interview, from 1, after which no code came; None where the category has no code in use.
    """

    code_id: int
    name: str
    new: tuple[int, ...]
    settled_at: int | None

    @property
    def total(self) -> int:
        """Its codes in use."""
        return sum(self.new)


@dataclass(frozen=True, slots=True)
class MeaningRow:
    """A code: what each interview brought to it.

    ``settled_at`` is the last interview, from 1, with its first use or a new dimension; None for a code not in use.
    """

    code_id: int
    name: str
    marks: tuple[MeaningMark, ...]
    settled_at: int | None


def category_growth(study: SaturationStudy, level: Level) -> tuple[CategoryGrowth, ...]:
    """Return the codes of the level above that have codes of ``level`` below them, in tree order; none at the top."""
    above = [each for each in study.levels if each.position < level.position]
    if not above:
        return ()
    rows = []
    for code_id in study.codes_of(above[-1]):
        below = [each for each in study.tree.descendants(code_id) if study.tree.codes[each].level_id == level.id]
        if not below:
            continue
        met = study.of_codes(below, study.has_code)
        firsts = met[:, met.any(axis=0)].argmax(axis=0) if met.size else np.zeros(0, dtype=np.int64)
        new = np.bincount(firsts, minlength=len(study.interviews))
        settled = int(firsts.max()) + 1 if len(firsts) else None
        rows.append(CategoryGrowth(code_id, study.tree.name(code_id), tuple(new.tolist()), settled))
    return tuple(rows)


def meaning_grid(study: SaturationStudy, level: Level) -> tuple[MeaningRow, ...]:
    """Return a row per code of a level, with all below it, in tree order."""
    ids = study.codes_of(level)
    used, adds = study.of_codes(ids, study.has_code), study.of_codes(ids, study.adds_dimension)
    rows = []
    for column, code_id in enumerate(ids):
        marks = []
        for is_used, is_new in zip(used[:, column].tolist(), adds[:, column].tolist(), strict=True):
            if not is_used:
                marks.append(MeaningMark.NOTHING)
            elif MeaningMark.FIRST not in marks:
                marks.append(MeaningMark.FIRST)
            else:
                marks.append(MeaningMark.DIMENSION if is_new else MeaningMark.REPEATED)
        growing = [place for place, mark in enumerate(marks, 1) if mark in (MeaningMark.FIRST, MeaningMark.DIMENSION)]
        rows.append(MeaningRow(code_id, study.tree.name(code_id), tuple(marks), growing[-1] if growing else None))
    return tuple(rows)
