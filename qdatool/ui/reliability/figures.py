"""The rows of the two tables, in words and digits of the interface's language; no widgets here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qdatool.analysis.agreement_result import Agreement, CodeAgreement
from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Coefficient, Reason
from qdatool.analysis.paradox import find_paradox
from qdatool.coding.codes import Code
from qdatool.ui.reliability.number_rows import NumberHead, NumberRow
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.agreement_sentences import paradox_sentences
from qdatool.wording.analysis_terms import measure_name, percent_text, reason_name, reason_sentence

_DETAILS: Mapping[Measure, str] = {
    Measure.PERCENT_AGREEMENT: "share of equal decisions",
    Measure.COHEN_KAPPA: "each coder's own totals",
    Measure.SCOTT_PI: "totals of both together",
    Measure.BRENNAN_PREDIGER: "all values equally likely",
    Measure.GWET_AC1: "steady where a code is rare",
    Measure.KRIPPENDORFF_ALPHA: "nominal, small samples corrected",
    Measure.FLEISS_KAPPA: "any number of coders",
    Measure.HOLSTI: "2M ÷ (N₁ + N₂)",
    Measure.KAPPA_MAX: "with these totals",
}
_COUNT_WIDTH = 36
_QUIET = frozenset({Reason.NO_INTERVAL, Reason.NO_STANDARD_ERROR})


def overall_rows(found: Agreement) -> list[NumberRow]:
    """Return a row per coefficient over all codes; those that two coders alone have are left out for more."""
    many = len(found.coders) > 2
    return [
        _row(measure, measure_name(measure, interface_language()), coefficient, measure, tr(_DETAILS[measure]))
        for measure, coefficient in found.overall.measures.items()
        if not (many and coefficient.reason is Reason.TWO_CODERS_ONLY)
    ]


def overall_head() -> NumberHead:
    """Return what stands over the coefficients."""
    return NumberHead(tr("Coefficient"), tr("Value"), (), tr("95% interval"))


def code_rows(found: Agreement, measure: Measure, codes: Sequence[Code]) -> list[NumberRow]:
    """Return a row per code, the one in most trouble first: low, then rare, then unused."""
    rows = []
    for one, code in zip(found.codes, codes, strict=True):
        coefficient = one.measures[measure]
        explained = _explanation(one)
        made = _row(code.id, code.label_in(interface_language()), coefficient, measure, tip=explained)
        rows.append((_trouble(one, coefficient), made, one, code))
    rows.sort(key=lambda row: row[0])
    return [_with_counts(made, one, code) for _, made, one, code in rows]


def code_head(found: Agreement, measure: Measure, names: Sequence[str]) -> NumberHead:
    """Return what stands over the codes."""
    cells: tuple[tuple[str, int], ...] = ()
    if found.overall.table is not None:
        cells = (*((initials, _COUNT_WIDTH) for initials in names), (tr("both"), _COUNT_WIDTH))
    return NumberHead(tr("Name of the code"), _short_name(measure), cells)


def explanation(found: Agreement, code_place: int) -> str:
    """Return why the numbers of a code are as they are, or nothing where they speak for themselves."""
    return _explanation(found.codes[code_place])


def _explanation(one: CodeAgreement) -> str:
    language = interface_language()
    paradox = find_paradox(one)
    if paradox is not None:
        return " ".join(paradox_sentences(paradox, language))
    reasons = {coefficient.reason for coefficient in one.measures.values() if coefficient.value is None}
    told = [reason for reason in Reason if reason in reasons and reason is not Reason.TWO_CODERS_ONLY]
    return reason_sentence(told[0], language) if told else ""


def _row(
    key: object, name: str, coefficient: Coefficient, measure: Measure, detail: str = "", tip: str = ""
) -> NumberRow:
    language = interface_language()
    if coefficient.value is None:
        why = reason_name(coefficient.reason, language) if coefficient.reason else ""
        sentence = reason_sentence(coefficient.reason, language) if coefficient.reason else ""
        return NumberRow(key, name, "—", detail, remark=tr("undefined: {reason}", reason=why), tip=tip or sentence)
    remark, interval_text = "", ""
    if coefficient.ci95 is not None:
        low, high = (written(edge, measure) for edge in coefficient.ci95)
        interval_text = f"[{low}{'، ' if language == 'fa' else ', '}{high}]"
    elif coefficient.reason is not None and coefficient.reason not in _QUIET:
        interval_text = reason_name(coefficient.reason, language)
    return NumberRow(
        key,
        name,
        written(coefficient.value, measure),
        detail,
        number=coefficient.value,
        interval=coefficient.ci95,
        interval_text=interval_text,
        remark=remark,
        tip=tip,
    )


def _with_counts(row: NumberRow, one: CodeAgreement, code: Code) -> NumberRow:
    cells: tuple[str, ...] = ()
    if one.table is not None:
        (both, first_only), (second_only, _) = one.table
        language = interface_language()
        cells = tuple(localized_number(n, language) for n in (both + first_only, both + second_only, both))
    return NumberRow(
        row.key, row.name, row.value, "", code.color, cells, row.number, row.interval, row.interval_text, row.remark,
        row.tip,
    )  # fmt: skip


def _trouble(one: CodeAgreement, coefficient: Coefficient) -> tuple[int, float, int]:
    if coefficient.value is not None:
        return 0, coefficient.value, -one.n_units
    return (2 if coefficient.reason is Reason.UNUSED else 1), 0.0, 0


def written(value: float, measure: Measure) -> str:
    """Return a value as the tables show it."""
    language = interface_language()
    if measure is Measure.PERCENT_AGREEMENT:
        return percent_text(value, language)
    text = localized_number(value, language, 3)
    # Among Persian words a minus would go to the other side of its number.
    return f"\u2066{text}\u2069" if value < 0 else text


def _short_name(measure: Measure) -> str:
    signs = {
        Measure.COHEN_KAPPA: "κ",
        Measure.FLEISS_KAPPA: "κ",
        Measure.SCOTT_PI: "π",
        Measure.KRIPPENDORFF_ALPHA: "α",
        Measure.GWET_AC1: "AC1",
        Measure.HOLSTI: "CR",
        Measure.PERCENT_AGREEMENT: "%",
    }
    return signs.get(measure, measure_name(measure, interface_language()))
