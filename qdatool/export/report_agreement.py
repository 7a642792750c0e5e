"""Agreement as a report: the sentence, the coefficients per code, and the table per interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qdatool.analysis.agreement_data import AgreementData
from qdatool.analysis.agreement_result import Agreement, AgreementOptions, CodeAgreement
from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Coefficient, Reason
from qdatool.analysis.document_agreement import DocumentAgreement, agreement_per_document
from qdatool.analysis.units import Unit
from qdatool.export.report import (
    DASH,
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
from qdatool.wording import listed, localized_number, say
from qdatool.wording.agreement_sentences import methods_sentence, paradox_notes
from qdatool.wording.analysis_terms import measure_name, reason_name

_OF_TWO = (Measure.COHEN_KAPPA, Measure.SCOTT_PI, Measure.GWET_AC1, Measure.KRIPPENDORFF_ALPHA)
_OF_MANY = (Measure.FLEISS_KAPPA, Measure.GWET_AC1, Measure.KRIPPENDORFF_ALPHA)
_OF_SEGMENTS = (Measure.HOLSTI,)
_UNREMARKABLE = frozenset({Reason.NO_INTERVAL, Reason.NO_STANDARD_ERROR, Reason.TWO_CODERS_ONLY})


def agreement_tables(found: Agreement, data: AgreementData, options: AgreementOptions, language: str) -> Report:
    """Return the report of a comparison; where nothing can be compared, the sentence that says why."""
    title = say("Agreement between coders", language)
    sentence = TextBlock(methods_sentence(found, options, language))
    if found.reason is not None:
        return Report(title, language, (sentence,))
    blocks: list[TableBlock | TextBlock] = [sentence, _per_code(found, options, language)]
    per_document = agreement_per_document(data, options)
    if per_document is not None:
        blocks.append(_per_document(*per_document, language))
    return Report(title, language, tuple(blocks))


def coefficient_cell(found: Coefficient, language: str) -> Cell:
    """Return value and interval of a coefficient, or in a few words why it has none."""
    if found.value is None:
        return _why(found, language)
    plain = decimal(found.value, language)
    if found.ci95 is None:
        return plain
    low, high = (localized_number(edge, language, 2) for edge in found.ci95)
    comma = "، " if language == "fa" else ", "
    # A spreadsheet shows numbers in its own digits, so what stands behind them has the same.
    plain_low, plain_high = (localized_number(edge, "en", 2) for edge in found.ci95)
    return replace(plain, text=f"{plain.text} [{low}{comma}{high}]", suffix=f" [{plain_low}, {plain_high}]")


def _per_code(found: Agreement, options: AgreementOptions, language: str) -> TableBlock:
    n_coders = len(found.coders)
    shown = _OF_SEGMENTS if options.unit is Unit.SEGMENT else _OF_TWO if n_coders == 2 else _OF_MANY
    columns = [Column(say("Name of the code", language), share=3.0), Column(say("Units", language), Side.END)]
    if n_coders == 2:
        titles = [say("both", language), say("first only", language), say("second only", language)]
        titles += [say("neither", language)] if options.unit is not Unit.SEGMENT else []
        columns += [Column(title, Side.END, 0.8) for title in titles]
    columns.append(Column(measure_name(Measure.PERCENT_AGREEMENT, language), Side.END))
    columns += [Column(measure_name(measure, language), Side.END, 2.0) for measure in shown]
    rows = [_row(code, shown, n_coders, options, language) for code in found.codes]
    rows.append(_row(found.overall, shown, n_coders, options, language))
    coders = say("Coders: {coders}.", language, coders=listed(found.coders, language))
    documents = say("Documents: {documents}.", language, documents=listed(found.documents, language))
    notes = (coders, documents, *paradox_notes(found.codes, language))
    caption = say("Agreement on each code, with 95% intervals", language)
    return TableBlock(caption, tuple(columns), tuple(rows), notes=notes)


def _row(
    code: CodeAgreement, shown: Sequence[Measure], n_coders: int, options: AgreementOptions, language: str
) -> tuple[Cell, ...]:
    is_overall = not code.code
    name = say("All codes together", language) if is_overall else code.code
    cells = [words(name, is_bold=is_overall), whole(code.n_units, language)]
    if n_coders == 2:
        counts = [count for row in code.table for count in row] if code.table else [None] * 4
        counts = counts[:3] if options.unit is Unit.SEGMENT else counts
        cells += [whole(count, language) if count is not None else DASH for count in counts]
    agreement = code.measures[Measure.PERCENT_AGREEMENT]
    cells.append(percent(agreement.value, language) if agreement.value is not None else _why(agreement, language))
    return (*cells, *(coefficient_cell(code.measures[measure], language) for measure in shown))


def _why(found: Coefficient, language: str) -> Cell:
    reason = found.reason
    return words(reason_name(reason, language)) if reason is not None and reason not in _UNREMARKABLE else DASH


def _per_document(rows: Sequence[DocumentAgreement], total: DocumentAgreement, language: str) -> TableBlock:
    columns = (
        Column(say("Interview", language), share=3.0),
        Column(say("Codes of both", language), Side.END),
        Column(say("Agreements", language), Side.END),
        Column(say("Disagreements", language), Side.END),
        Column(say("Percent", language), Side.END),
    )
    cells = [_document_row(row, row.document, language) for row in rows]
    cells.append(_document_row(total, say("All interviews", language), language, is_bold=True))
    note = say(
        "Percent = 2 × agreements ÷ codes of both × 100 (Khastar 2009), which is Holsti's coefficient.", language
    )
    return TableBlock(say("Agreement in each interview", language), columns, tuple(cells), notes=(note,))


def _document_row(row: DocumentAgreement, name: str, language: str, *, is_bold: bool = False) -> tuple[Cell, ...]:
    numbers = (row.total, row.agreements, row.disagreements)
    return (
        words(name, is_bold=is_bold),
        *(whole(number, language) for number in numbers),
        percent(row.share, language),
    )
