"""Saturation as the JSON document that other programs read; the same project gives the same bytes."""

from __future__ import annotations

from qdatool.analysis.saturation import RuleResult, Run, StoppingRule
from qdatool.analysis.saturation_report import SaturationReport
from qdatool.wording.saturation_sentences import saturation_sentence

Json = dict[str, object]
LANGUAGES = ("fa", "en")


def saturation_document(found: SaturationReport) -> Json:
    """Return everything about saturation at one level."""
    data, accumulation, result = found.data, found.accumulation, found.result
    return {
        "level": data.level,
        "coder": data.coder,
        "ordered_by": found.choices.order.value,
        "order": list(data.interviews),
        "dates": [one.date.isoformat() if one.date else None for one in found.study.interviews],
        "left_out": list(data.left_out),
        "used_codes": list(accumulation.used),
        "new_codes": list(accumulation.new),
        "cumulative": list(accumulation.cumulative),
        "expected": list(accumulation.expected),
        "band95": {"low": list(found.band.low), "high": list(found.band.high), "seed": found.choices.seed},
        "rule": _rule(result.rule),
        "base": result.base_codes,
        "runs": [_run(one) for one in result.runs],
        **_stop(result),
        "later_rises": [_run(one) for one in found.later_rises],
        "sensitivity": [{**_rule(one.rule), **_stop(one)} for one in found.sensitivity],
        "francis": {**_rule(found.francis.rule), **_stop(found.francis)},
        "chao2": accumulation.estimate,
        "coverage": accumulation.coverage,
        "new_by_level": {each.level.key: list(each.new) for each in found.by_level},
        "categories": [
            {"category": row.name, "new_codes": list(row.new), "codes": row.total, "settled_at": row.settled_at}
            for row in found.categories
        ],
        "meanings": [
            {"code": row.name, "marks": [mark.value for mark in row.marks], "settled_at": row.settled_at}
            for row in found.meanings
        ],
        "sentence": {language: saturation_sentence(found, language) for language in LANGUAGES},
    }


def _run(one: Run) -> Json:
    return {"interviews": list(range(one.first, one.last + 1)), "new": one.new, "ratio": one.ratio}


def _rule(rule: StoppingRule) -> Json:
    return {"base_interviews": rule.base, "run": rule.run, "threshold": rule.threshold}


def _stop(result: RuleResult) -> Json:
    return {"saturated_at": result.saturated_at, "reason": result.reason.value if result.reason else None}
