"""The command that says when new interviews stop bringing new codes."""

from __future__ import annotations

from typing import Annotated

import typer

from qdatool.analysis.saturation import (
    FRANCIS,
    SENSITIVITY,
    Accumulation,
    Band,
    NotSaturated,
    RuleResult,
    StoppingRule,
    accumulate_codes,
    apply_rule,
    permutation_band,
)
from qdatool.analysis.saturation_data import SaturationData, gather_saturation
from qdatool.cli.opening import AsJson, ProjectFile, open_to_read
from qdatool.cli.output import say_json, say_line, warn
from qdatool.cli.plain_table import table_lines
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.analysis_terms import not_saturated_sentence, percent_text
from qdatool.wording.lists import listed


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("saturation")(saturation)


def saturation(
    file: ProjectFile,
    base: Annotated[int, typer.Option(min=1, help="Interviews whose codes are the base.")] = 4,
    run: Annotated[int, typer.Option(min=1, help="Interviews on end that are looked at together.")] = 2,
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="Highest share of new codes in a run that counts as saturated.")
    ] = 0.05,
    level: Annotated[
        str | None, typer.Option(metavar="L", help="Count the codes of this level; without it, of the lowest.")
    ] = None,
    coder: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Count this coder; without it, the consensus if there is one, or else all."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the orders behind the band.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Say when new interviews stopped bringing new codes."""
    with open_to_read(file) as project:
        data = gather_saturation(project, level, coder)
    accumulation = accumulate_codes(data.incidence)
    result = apply_rule(accumulation.new, StoppingRule(base, run, threshold))
    if data.left_out:
        names = listed(data.left_out, interface_language())
        warn(tr("Nobody has coded these yet, so they do not count: {documents}", documents=names))
    if as_json:
        band = permutation_band(data.incidence, seed)
        say_json(_saturation_document(data, accumulation, band, result, seed))
        return
    _say_saturation(data, accumulation, result)


def _saturation_document(
    data: SaturationData, accumulation: Accumulation, band: Band, result: RuleResult, seed: int
) -> dict[str, object]:
    return {
        "level": data.level,
        "coder": data.coder,
        "order": list(data.interviews),
        "left_out": list(data.left_out),
        "used_codes": list(accumulation.used),
        "new_codes": list(accumulation.new),
        "cumulative": list(accumulation.cumulative),
        "expected": list(accumulation.expected),
        "band95": {"low": list(band.low), "high": list(band.high), "seed": seed},
        "rule": _rule_document(result.rule),
        "base": result.base_codes,
        "runs": [
            {"interviews": list(range(one.first, one.last + 1)), "new": one.new, "ratio": one.ratio}
            for one in result.runs
        ],
        **_stop_document(result),
        "sensitivity": [
            {**_rule_document(rule), **_stop_document(apply_rule(accumulation.new, rule))} for rule in SENSITIVITY
        ],
        "francis": {**_rule_document(FRANCIS), **_stop_document(apply_rule(accumulation.new, FRANCIS))},
        "chao2": accumulation.estimate,
        "coverage": accumulation.coverage,
    }


def _rule_document(rule: StoppingRule) -> dict[str, object]:
    return {"base_interviews": rule.base, "run": rule.run, "threshold": rule.threshold}


def _stop_document(result: RuleResult) -> dict[str, object]:
    return {"saturated_at": result.saturated_at, "reason": result.reason.value if result.reason else None}


def _say_saturation(data: SaturationData, accumulation: Accumulation, result: RuleResult) -> None:
    language = interface_language()
    ends = {one.last: one for one in result.runs}
    rows = [
        [
            "",
            tr("Interview"),
            tr("Codes used"),
            tr("New codes"),
            tr("Codes so far"),
            tr("Expected in any order"),
            tr("New in the run, of the base"),
        ]
    ]
    for place, name in enumerate(data.interviews):
        ending = ends.get(place + 1)
        ratio = "" if ending is None or ending.ratio is None else percent_text(ending.ratio, language)
        rows.append(
            [
                localized_number(place + 1, language),
                name,
                localized_number(accumulation.used[place], language),
                localized_number(accumulation.new[place], language),
                localized_number(accumulation.cumulative[place], language),
                localized_number(accumulation.expected[place], language, 1),
                ratio,
            ]
        )
    for line in table_lines(rows):
        say_line(line)
    say_line(_sentence(data, result))


def _sentence(data: SaturationData, result: RuleResult) -> str:
    if result.saturated_at is None:
        return not_saturated_sentence(result.reason or NotSaturated.NOT_REACHED, result.rule, interface_language())
    reached = next(one for one in result.runs if one.first == result.saturated_at + 1)
    return tr(
        "Saturated at interview {interview}: new codes in the next {run} interviews: {new}, that is {ratio} of the "
        "{codes} in the first {base}.",
        interview=result.saturated_at,
        run=result.rule.run,
        new=reached.new,
        ratio=percent_text(reached.ratio or 0.0, interface_language()),
        codes=result.base_codes or 0,
        base=result.rule.base,
    )
