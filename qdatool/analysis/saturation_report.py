"""Everything that is reported about saturation at one level, with what was chosen and when it was computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from qdatool.analysis.saturation import (
    FRANCIS,
    GUEST,
    PERMUTATIONS,
    SENSITIVITY,
    Accumulation,
    Band,
    RuleResult,
    Run,
    StoppingRule,
    accumulate_codes,
    apply_rule,
    permutation_band,
)
from qdatool.analysis.saturation_data import SaturationData, SaturationStudy
from qdatool.analysis.saturation_grids import CategoryGrowth, MeaningRow, category_growth, meaning_grid
from qdatool.coding.levels import Level


class InterviewOrder(Enum):
    """In which order interviews are taken; ``OWN`` is one that was arranged for the analysis alone."""

    SEQUENCE = "sequence"
    DATE = "date"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class SaturationChoices:
    """What is chosen: ``level`` by key, None for the lowest; ``own_order`` the documents' ids where that is asked."""

    level: str | None = None
    order: InterviewOrder = InterviewOrder.SEQUENCE
    own_order: tuple[int, ...] = ()
    rule: StoppingRule = GUEST
    seed: int = 1
    permutations: int = PERMUTATIONS


@dataclass(frozen=True, slots=True)
class LevelCodes:
    """New codes of one level per interview."""

    level: Level
    new: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SaturationReport:
    """The numbers, and what they were computed from.

    ``later_rises`` are the runs above the threshold after the first one at or below it. ``by_level`` has every level,
    the lowest first. ``computed_at`` is the moment in ISO form, the project's clock.
    """

    study: SaturationStudy
    choices: SaturationChoices
    level: Level
    data: SaturationData
    accumulation: Accumulation
    band: Band
    result: RuleResult
    sensitivity: tuple[RuleResult, ...]
    francis: RuleResult
    by_level: tuple[LevelCodes, ...]
    categories: tuple[CategoryGrowth, ...]
    meanings: tuple[MeaningRow, ...]
    computed_at: str

    @property
    def reached(self) -> Run | None:
        """The first run at or below the threshold."""
        at = self.result.saturated_at
        return None if at is None else next(run for run in self.result.runs if run.first == at + 1)

    @property
    def later_rises(self) -> tuple[Run, ...]:
        """The runs that rise above the threshold again."""
        reached = self.reached
        if reached is None:
            return ()
        threshold = self.result.rule.threshold
        return tuple(run for run in self.result.runs if run.first > reached.first and (run.ratio or 0.0) > threshold)


def report_saturation(study: SaturationStudy, choices: SaturationChoices, computed_at: str) -> SaturationReport:
    """Compute everything; ``choices.level`` must be a level of the study, or None."""
    level = _level(study.levels, choices.level)
    ordered = _ordered(study, choices)
    data = ordered.at_level(level)
    accumulation = accumulate_codes(data.incidence)
    return SaturationReport(
        ordered,
        choices,
        level,
        data,
        accumulation,
        permutation_band(data.incidence, choices.seed, choices.permutations),
        apply_rule(accumulation.new, choices.rule),
        tuple(apply_rule(accumulation.new, rule) for rule in SENSITIVITY),
        apply_rule(accumulation.new, FRANCIS),
        tuple(
            LevelCodes(each, accumulate_codes(ordered.at_level(each).incidence).new) for each in reversed(study.levels)
        ),
        category_growth(ordered, level),
        meaning_grid(ordered, level),
        computed_at,
    )


def _ordered(study: SaturationStudy, choices: SaturationChoices) -> SaturationStudy:
    if choices.order is InterviewOrder.DATE:
        return study.by_date()
    if choices.order is InterviewOrder.OWN:
        return study.in_order(choices.own_order)
    return study


def _level(levels: Sequence[Level], key: str | None) -> Level:
    return next((level for level in levels if level.key == key), levels[-1])
