"""Whole sentences about saturation for a paper: rule, base, runs, level, interviews, coder, and what rose again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qdatool.analysis.saturation import RuleResult, Run
from qdatool.analysis.saturation_data import CONSENSUS
from qdatool.analysis.saturation_report import InterviewOrder, SaturationReport
from qdatool.wording.analysis_terms import not_saturated_sentence, percent_text
from qdatool.wording.catalogue import say
from qdatool.wording.digits import localized_digits, localized_number
from qdatool.wording.lists import listed

ORDERS: Mapping[InterviewOrder, str] = {
    InterviewOrder.SEQUENCE: "order of the project",
    InterviewOrder.DATE: "order of date",
    InterviewOrder.OWN: "an order of our own",
}
HOW = (
    "Saturation of the codes of the level “{level}” was assessed after Guest, Namey and Chen (2020) with a base of "
    "{base} interviews ({codes} codes) and runs of {run} interviews; interviews were taken in {order}."
)
HOW_WITHOUT_BASE = (
    "Saturation of the codes of the level “{level}” is assessed after Guest, Namey and Chen (2020) with a base of "
    "{base} interviews and runs of {run} interviews; interviews are taken in {order}."
)
REACHED = (
    "New codes first fell to {threshold} of the base or less in interviews {interviews} ({new} of {codes}, {ratio}): "
    "{point}."
)
ROSE_AGAIN = "They rose above that again in interviews {runs}."
IN_ALL = "In all, {interviews} interviews gave {codes} codes; the last {run} brought {new} new ones."
LEFT_OUT_BY_ALL = "Nobody has coded these yet, so they do not count: {documents}"
LEFT_OUT_BY_ONE = "{coder} has not coded these, so they do not count: {documents}"
LEFT_OUT_OF_CONSENSUS = "Nothing has been agreed in these yet, so they do not count: {documents}"
COUNTED_ONE = "Counted are the codings of {coder}."
COUNTED_AGREED = "Counted are the codings of the consensus."
COUNTED_ALL = "Counted are the codings of all coders."

_SUPERSCRIPTS = str.maketrans("0123456789+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺")


def saturation_sentence(report: SaturationReport, language: str) -> str:
    """Return what a paper says of the saturation, or why it cannot be judged yet."""
    rule, result = report.result.rule, report.result
    facts: dict[str, object] = {
        "level": _level(report, language),
        "base": rule.base,
        "run": rule.run,
        "order": order_name(report.choices.order, language),
    }
    if result.base_codes is None:
        told = [say(HOW_WITHOUT_BASE, language, **facts)]
    else:
        told = [say(HOW, language, **facts, codes=result.base_codes)]
    reached = report.reached
    if reached is None:
        told.append(unreached_sentence(result, language))
    else:
        told.append(_reached_sentence(report, reached, language))
    if report.later_rises:
        runs = listed(
            (f"{_interviews(run, language)} ({_ratio(run, language)})" for run in report.later_rises), language
        )
        told.append(say(ROSE_AGAIN, language, runs=runs))
    accumulation = report.accumulation
    if len(accumulation.new) >= rule.run:
        told.append(
            say(
                IN_ALL,
                language,
                interviews=len(accumulation.new),
                codes=accumulation.cumulative[-1],
                run=rule.run,
                new=sum(accumulation.new[-rule.run :]),
            )
        )
    told.append(counted_sentence(report.data.coder, language))
    return " ".join(told)


def counted_sentence(coder: str | None, language: str) -> str:
    """Return whose codings are counted, those of all coders for None."""
    if coder is None:
        return say(COUNTED_ALL, language)
    return say(COUNTED_AGREED, language) if coder == CONSENSUS else say(COUNTED_ONE, language, coder=coder)


def left_out_sentence(coder: str | None, documents: Sequence[str], language: str) -> str:
    """Return which documents do not count since nobody who is counted has coded them."""
    names = listed(documents, language)
    if coder is None:
        return say(LEFT_OUT_BY_ALL, language, documents=names)
    if coder == CONSENSUS:
        return say(LEFT_OUT_OF_CONSENSUS, language, documents=names)
    return say(LEFT_OUT_BY_ONE, language, coder=coder, documents=names)


def unreached_sentence(result: RuleResult, language: str) -> str:
    """Return why a rule finds no saturation."""
    assert result.reason is not None
    return not_saturated_sentence(result.reason, result.rule, language)


def saturation_point(interview: int, run: int, language: str) -> str:
    """Return the point as it is written: the last interview before the run, with the run above it, such as 6⁺²."""
    if language == "fa":
        # Persian digits have no raised forms.
        return localized_digits(f"{interview}+{run}", "fa")
    return f"{interview}{f'+{run}'.translate(_SUPERSCRIPTS)}"


def order_name(order: InterviewOrder, language: str) -> str:
    """Return how the interviews were ordered."""
    return say(ORDERS[order], language)


def run_text(run: Run, language: str) -> str:
    """Return the first and last interview of a run, such as 5-6."""
    return _interviews(run, language)


def _reached_sentence(report: SaturationReport, reached: Run, language: str) -> str:
    rule = report.result.rule
    return say(
        REACHED,
        language,
        threshold=percent_text(rule.threshold, language, 0 if rule.threshold * 100 % 1 == 0 else 1),
        interviews=_interviews(reached, language),
        new=reached.new,
        codes=report.result.base_codes or 0,
        ratio=_ratio(reached, language),
        point=saturation_point(reached.first - 1, rule.run, language),
    )


def _level(report: SaturationReport, language: str) -> str:
    return report.level.name_in(language)


def _interviews(run: Run, language: str) -> str:
    first, last = (localized_number(each, language) for each in (run.first, run.last))
    if run.first == run.last:
        return first
    return f"{first} تا {last}" if language == "fa" else f"{first}–{last}"


def _ratio(run: Run, language: str) -> str:
    return percent_text(run.ratio or 0.0, language)
