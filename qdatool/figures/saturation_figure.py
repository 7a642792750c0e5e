"""From the numbers of saturation to what the figure shows, in either language."""

from __future__ import annotations

from qdatool.analysis.saturation_report import LevelCodes, SaturationReport
from qdatool.coding.roles import Direction
from qdatool.figures.saturation_spec import BAR_COLORS, BarLevel, SaturationSpec, SaturationWords
from qdatool.figures.spec import FigureCaption, FigureLanguage
from qdatool.wording import say
from qdatool.wording.saturation_sentences import order_name, saturation_point


def saturation_spec(
    report: SaturationReport, language: FigureLanguage, *, all_levels: bool = False, has_caption: bool = False
) -> SaturationSpec:
    """Return the figure of a report; ``all_levels`` stacks the new codes of every level in use."""
    main = language.main
    rule, reached = report.result.rule, report.reached
    title = say("Saturation: new and cumulative codes by interview", main)
    words = SaturationWords(
        new=say("new codes", main),
        observed=say("observed", main),
        expected=say("expected in any order", main),
        band=say("95% of orders", main),
        axis=say("interview, in {order}", main, order=order_name(report.choices.order, main)),
        base=say("base: {base}", main, base=rule.base),
        point=saturation_point(reached.first - 1, rule.run, main) if reached else "",
    )
    levels = [each for each in report.by_level if any(each.new)] if all_levels else []
    bars = [
        BarLevel(_level_name(each, main), each.new, BAR_COLORS[place % len(BAR_COLORS)])
        for place, each in enumerate(levels)
    ]
    band = report.band
    return SaturationSpec(
        title,
        language,
        Direction.RTL if main == "fa" else Direction.LTR,
        words,
        report.accumulation.cumulative,
        report.accumulation.expected,
        band.low,
        band.high,
        tuple(bars) or (BarLevel(words.new, report.accumulation.new),),
        rule.base,
        (reached.first, reached.last) if reached else None,
        caption=FigureCaption(say("Figure {number}.", main, number=1), title, main) if has_caption else None,
    )


def _level_name(each: LevelCodes, language: str) -> str:
    return say("new: {level}", language, level=each.level.name_in(language))
