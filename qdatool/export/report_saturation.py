"""Saturation as a report: the sentence, the interviews, other rules, and how each category grew."""

from __future__ import annotations

from qdatool.analysis.saturation import NotSaturated, RuleResult
from qdatool.analysis.saturation_report import SaturationReport
from qdatool.export.report import (
    DASH,
    EMPTY,
    Cell,
    Column,
    Report,
    Side,
    TableBlock,
    TextBlock,
    decimal,
    percent,
    whole,
    words,
)
from qdatool.wording import localized_number, say
from qdatool.wording.analysis_terms import percent_text
from qdatool.wording.digits import localized_digits
from qdatool.wording.saturation_sentences import saturation_point, saturation_sentence


def saturation_tables(found: SaturationReport, language: str) -> Report:
    """Return the report of saturation at one level, stamped with its level and the day of computing."""
    blocks: list[TableBlock | TextBlock] = [
        TextBlock(saturation_sentence(found, language)),
        _interviews(found, language),
        _rules(found, language),
    ]
    if found.categories:
        blocks.append(_categories(found, language))
    return Report(say("Saturation", language), language, tuple(blocks))


def _interviews(found: SaturationReport, language: str) -> TableBlock:
    numbers = found.accumulation
    ends = {run.last: run for run in found.result.runs}
    rows = []
    for place, name in enumerate(found.data.interviews):
        ending = ends.get(place + 1)
        day = found.study.interviews[place].date
        rows.append(
            (
                whole(place + 1, language),
                words(name),
                words(localized_digits(day.isoformat(), language)) if day else EMPTY,
                whole(numbers.used[place], language),
                whole(numbers.new[place], language),
                whole(numbers.cumulative[place], language),
                decimal(numbers.expected[place], language, 1),
                percent(ending.ratio, language) if ending is not None else EMPTY,
            )
        )
    columns = (
        Column("#", Side.END, 0.4),
        Column(say("Interview", language), share=2.0),
        Column(say("Date", language)),
        Column(say("Codes used", language), Side.END),
        Column(say("New codes", language), Side.END),
        Column(say("Codes so far", language), Side.END),
        Column(say("Expected in any order", language), Side.END),
        Column(say("New in the run, of the base", language), Side.END),
    )
    return TableBlock(say("New codes by interview", language), columns, tuple(rows), notes=_notes(found, language))


def _notes(found: SaturationReport, language: str) -> tuple[str, ...]:
    notes = [
        say(
            "Level: {level}; computed {day}.",
            language,
            level=found.level.name_in(language),
            day=localized_digits(found.computed_at[:10], language),
        )
    ]
    numbers = found.accumulation
    if numbers.estimate is not None and numbers.coverage is not None:
        notes.append(
            say(
                "Chao2 estimates {estimate} codes, unseen ones included; coverage {coverage}.",
                language,
                estimate=localized_number(numbers.estimate, language, 1),
                coverage=localized_number(numbers.coverage, language, 3),
            )
        )
    return tuple(notes)


def _rules(found: SaturationReport, language: str) -> TableBlock:
    rows = [_rule_row(result, language) for result in (*found.sensitivity, found.francis)]
    columns = (
        Column(say("Base", language), Side.END),
        Column(say("Run", language), Side.END),
        Column(say("Stop at", language), Side.END),
        Column(say("First point of saturation", language), share=2.0),
    )
    return TableBlock(say("Saturation by other rules", language), columns, tuple(rows))


def _rule_row(result: RuleResult, language: str) -> tuple[Cell, ...]:
    rule = result.rule
    if result.saturated_at is not None:
        point = words(saturation_point(result.saturated_at, rule.run, language))
    elif result.reason is NotSaturated.TOO_FEW_INTERVIEWS:
        point = words(say("too few interviews", language))
    else:
        point = words(say("not yet", language))
    stop = Cell(percent_text(rule.threshold, language, 0), rule.threshold, 0, is_percent=True)
    return whole(rule.base, language), whole(rule.run, language), stop, point


def _categories(found: SaturationReport, language: str) -> TableBlock:
    count = len(found.data.interviews)
    columns = (
        Column(say("Category", language), share=4.0),
        *(Column(localized_number(number, language), Side.END, 0.6) for number in range(1, count + 1)),
        Column(say("Codes", language), Side.END),
        Column(say("Settled at", language), Side.END),
    )
    rows = tuple(
        (
            words(found.study.tree.codes[row.code_id].label_in(language)),
            *(whole(new, language) if new else EMPTY for new in row.new),
            whole(row.total, language),
            whole(row.settled_at, language) if row.settled_at is not None else DASH,
        )
        for row in found.categories
    )
    note = say("New codes of each category; a category settles with the last of its codes.", language)
    return TableBlock(say("Categories over the interviews", language), columns, rows, notes=(note,))
