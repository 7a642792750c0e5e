"""What stands behind a comparison of coders, as blocks of a report.

Passages as they were cut, codes that exclude each other with their confusion, the numbers as other programs print them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import AgreementData
from qdatool.analysis.agreement_result import Agreement, AgreementOptions
from qdatool.analysis.binary import Measure
from qdatool.analysis.exclusive import ExclusiveAgreement, measure_exclusive
from qdatool.analysis.exclusive_data import exclusive_values
from qdatool.analysis.other_programs import MAXQDA_OVERLAP, AtlasNumbers, atlas_numbers, maxqda_numbers, nvivo_rows
from qdatool.analysis.unitizing_data import code_alphas, domain_alphas
from qdatool.analysis.units import Unit, Universe
from qdatool.export.report import (
    DASH,
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
from qdatool.export.report_agreement import coefficient_cell
from qdatool.wording import say
from qdatool.wording.agreement_sentences import methods_sentence
from qdatool.wording.analysis_terms import measure_name, percent_text

_INDICES = (
    "Prevalence is (both - neither) / units and bias (first only - second only) / units (Byrt, Bishop and Carlin "
    "1993): far from 0 they lower kappa whatever the agreement."
)
Block = TableBlock | TextBlock


def with_details(
    report: Report, data: AgreementData, options: AgreementOptions, domain: tuple[str, AgreementData] | None
) -> Report:
    """Return the report with everything behind it; ``domain`` is the name and data of codes that exclude each other."""
    if not report.tables:
        return report
    language = report.language
    blocks = [*report.blocks]
    if len(data.sides) == 2 and options.unit is not Unit.SEGMENT:
        blocks.append(_indices(measure_agreement(data, options), language))
    blocks.append(_alphas_of_codes(data, options, language))
    if domain is not None:
        blocks += _domain(domain[0], domain[1], options, language)
    if len(data.sides) == 2:
        of_domain = atlas_numbers(domain[1], options) if domain is not None else None
        blocks += _other_programs(data, of_domain, language)
    return Report(report.title, language, tuple(blocks))


def _indices(found: Agreement, language: str) -> TableBlock:
    """Return what bears on kappa: prevalence and bias, and the highest that the coders' totals allow."""
    rows = tuple(
        (
            words(code.code),
            decimal(code.prevalence, language),
            decimal(code.bias, language),
            coefficient_cell(code.measures[Measure.COHEN_KAPPA], language),
            coefficient_cell(code.measures[Measure.KAPPA_MAX], language),
        )
        for code in found.codes
        if code.prevalence is not None
    )
    columns = (
        Column(say("Name of the code", language), share=3.0),
        Column(say("prevalence", language), Side.END),
        Column(say("bias", language), Side.END),
        Column(measure_name(Measure.COHEN_KAPPA, language), Side.END, 2.0),
        Column(measure_name(Measure.KAPPA_MAX, language), Side.END),
    )
    note = say(_INDICES, language)
    return TableBlock(say("What bears on kappa", language), columns, rows, notes=(note,))


def _alphas_of_codes(data: AgreementData, options: AgreementOptions, language: str) -> TableBlock:
    alphas = code_alphas(replace(data, spans=None), options)
    rows = tuple(
        (words(code), coefficient_cell(alpha, language)) for code, alpha in zip(data.codes, alphas, strict=True)
    )
    columns = (
        Column(say("Name of the code", language), share=3.0),
        Column(say("u-alpha of the passages as they were cut", language), Side.END, 2.0),
    )
    caption = say("Krippendorff's alpha of unitizing, each code by itself", language)
    return TableBlock(caption, columns, rows)


def _domain(name: str, data: AgreementData, options: AgreementOptions, language: str) -> list[Block]:
    # Passages that coders cut themselves have no one value; their characters do.
    unit = Unit.CHARACTER if options.unit is Unit.SEGMENT else options.unit
    options = replace(options, unit=unit)
    data = replace(data, spans=None) if unit is Unit.CHARACTER else data
    found = measure_exclusive(data, options)
    heading = say("Codes below {code} as codes that exclude each other:", language, code=name)
    blocks: list[Block] = [TextBlock(f"{heading} {methods_sentence(found, options, language)}")]
    if found.doubles:
        blocks.append(_doubles(found, language))
    if found.reason is None:
        blocks.append(_coefficients(found, language))
        if found.confusion is not None:
            blocks.append(_confusion(found, found.confusion, language))
    on_characters = replace(data, spans=None)
    if not found.doubles and not exclusive_values(on_characters, Universe.ALL)[1]:
        blocks.append(_family(on_characters, options, language))
    return blocks


def _doubles(found: ExclusiveAgreement, language: str) -> TableBlock:
    rows = tuple(
        (
            words(double.document),
            whole(double.unit, language),
            words(double.coder),
            words(double.codes[0]),
            words(double.codes[1]),
        )
        for double in found.doubles
    )
    columns = (
        Column(say("Interview", language), share=1.5),
        Column(say("Unit", language), Side.END, 0.7),
        Column(say("Coder", language)),
        Column(say("First code", language), share=2.0),
        Column(say("Second code", language), share=2.0),
    )
    return TableBlock(say("Units with two codes", language), columns, rows)


def _coefficients(found: ExclusiveAgreement, language: str) -> TableBlock:
    rows = tuple(
        (words(measure_name(measure, language)), coefficient_cell(one, language))
        for measure, one in found.measures.items()
    )
    columns = (Column(say("Coefficient", language), share=2.0), Column(say("Value", language), Side.END, 2.0))
    return TableBlock(say("Agreement on one code per unit", language), columns, rows)


def _confusion(found: ExclusiveAgreement, confusion: Sequence[Sequence[int]], language: str) -> TableBlock:
    names = [say("(no code)", language), *found.codes]
    used = [place for place in range(len(names)) if any(confusion[place]) or any(row[place] for row in confusion)]
    corner = say("{first} down, {second} across", language, first=found.coders[0], second=found.coders[1])
    columns = (Column(corner, share=2.5), *(Column(names[place], Side.END) for place in used))
    rows = tuple((words(names[row]), *(whole(confusion[row][place], language) for place in used)) for row in used)
    return TableBlock(say("Which code was taken for which", language), columns, rows)


def _family(data: AgreementData, options: AgreementOptions, language: str) -> TableBlock:
    found = domain_alphas(data, options)
    rows = [
        (words(say("u-alpha: boundaries and codes", language)), coefficient_cell(found.u_alpha, language), DASH),
        (words(say("binary u-alpha: coded or not", language)), coefficient_cell(found.binary, language), DASH),
        (
            words(say("cu-alpha: codes where both coded", language)),
            coefficient_cell(found.cu_alpha, language),
            percent(found.coverage, language),
        ),
    ]
    for place, code in enumerate(data.codes):
        if place in found.by_value:
            alpha, coverage = found.by_value[place], found.coverage_by_value[place]
            name = say("(k)u-alpha of {code}", language, code=code)
            rows.append((words(name), coefficient_cell(alpha, language), percent(coverage, language)))
    columns = (
        Column(say("Coefficient", language), share=3.0),
        Column(say("Value", language), Side.END, 2.0),
        Column(say("Coverage", language), Side.END),
    )
    caption = say("The unitizing family of alpha (Krippendorff and others 2016)", language)
    return TableBlock(caption, columns, tuple(rows))


def _other_programs(data: AgreementData, atlas: AtlasNumbers | None, language: str) -> list[Block]:
    maxqda = maxqda_numbers(data)
    rows = [
        (
            words("MAXQDA"),
            words(say("percent", language)),
            percent(maxqda.percent, language),
            words(
                say(
                    "all codes, passages that overlap by {share}",
                    language,
                    share=percent_text(MAXQDA_OVERLAP, language, 0),
                )
            ),
        ),
        (
            words("MAXQDA"),
            words(say("kappa (RK)", language)),
            decimal(maxqda.kappa, language),
            words(say("chance is 1 / {codes} codes", language, codes=maxqda.n_codes)),
        ),
    ]
    if atlas is not None:
        on_characters = words(say("characters that a coder coded", language))
        rows += [
            (words("ATLAS.ti"), words("percent agreement"), percent(atlas.percent, language), on_characters),
            (words("ATLAS.ti"), words("Holsti index"), percent(atlas.holsti, language), on_characters),
            (
                words("ATLAS.ti"),
                words("alpha-binary"),
                coefficient_cell(atlas.alpha_binary, language),
                words(say("coded or not", language)),
            ),
            (
                words("ATLAS.ti"),
                words("cu-alpha"),
                coefficient_cell(atlas.cu_alpha, language),
                words(say("codes where both coded", language)),
            ),
        ]
    columns = (
        Column(say("Program", language)),
        Column(say("Its number", language), share=1.5),
        Column(say("Value", language), Side.END, 1.5),
        Column(say("How it counts", language), share=2.5),
    )
    caption = say("The numbers as other programs print them", language)
    return [TableBlock(caption, columns, tuple(rows), merged=1), _nvivo(data, language)]


def _nvivo(data: AgreementData, language: str) -> TableBlock:
    rows = tuple(
        (
            words(row.code),
            words(row.document),
            decimal(row.kappa, language),
            percent(row.agreement, language),
            percent(row.both, language),
            percent(row.neither, language),
            percent(row.first_only, language),
            percent(row.second_only, language),
        )
        for row in sorted(nvivo_rows(data), key=lambda row: data.codes.index(row.code))
    )
    columns = (
        Column(say("Name of the code", language), share=2.5),
        Column(say("Interview", language), share=1.5),
        Column("Kappa", Side.END),
        Column(say("agreement", language), Side.END),
        Column(say("both", language), Side.END),
        Column(say("neither", language), Side.END),
        Column(say("first only", language), Side.END),
        Column(say("second only", language), Side.END),
    )
    note = say("Characters, each code in each document; kappa is 1 where the two differ nowhere.", language)
    return TableBlock(say("As NVivo prints it", language), columns, rows, merged=1, notes=(note,))
