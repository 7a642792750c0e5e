"""The kinds of table that can be made of a project, and what each is made with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import gather_agreement, of_domain
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.code_columns import names_in
from qdatool.analysis.cooccurrence import TogetherUnit
from qdatool.analysis.saturation import StoppingRule
from qdatool.analysis.saturation_data import read_study
from qdatool.analysis.saturation_report import SaturationChoices, report_saturation
from qdatool.coding.codes import find_code, load_codes
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.export import report_codes, report_codings, report_people, report_relations
from qdatool.export.report import Report
from qdatool.export.report_agreement import agreement_tables
from qdatool.export.report_agreement_details import with_details
from qdatool.export.report_saturation import saturation_tables


class TableKind(StrEnum):
    """What a table is about."""

    PARTICIPANTS = "participants"
    CODE_LEVELS = "code-levels"
    THEMES = "themes"
    CODEBOOK = "codebook"
    QUOTATIONS = "quotations"
    FREQUENCIES = "frequencies"
    CODE_BY_DOCUMENT = "code-by-document"
    CO_OCCURRENCE = "co-occurrence"
    AGREEMENT = "agreement"
    SATURATION = "saturation"
    RELATIONS = "relations"
    NEGATIVE_CASES = "negative-cases"


@dataclass(frozen=True, slots=True)
class TableChoices:
    """What is chosen for the kinds that have choices; the others leave it aside."""

    level: str | None = None
    coders: tuple[str, ...] = ()
    round_name: str | None = None
    agreement: AgreementOptions = field(default_factory=AgreementOptions)
    rule: StoppingRule = field(default_factory=StoppingRule)
    coder: str | None = None
    together: TogetherUnit = TogetherUnit.OVERLAP
    has_details: bool = False
    domain: str | None = None
    model: str | None = None


def make_report(project: Project, kind: TableKind, language: str, choices: TableChoices) -> Report:
    """Return a table of the project in ``language``.

    Raises InvalidOperation(UNKNOWN_LEVEL, UNKNOWN_CODER, UNKNOWN_ROUND, UNKNOWN_CODE or UNKNOWN_MODEL).
    """
    level = choices.level
    if level is not None:
        find_level(project, level)
    if kind is TableKind.AGREEMENT:
        return _agreement(project, language, choices)
    if kind is TableKind.SATURATION:
        asked = SaturationChoices(level=level, rule=choices.rule, seed=choices.agreement.seed)
        found = report_saturation(read_study(project, choices.coder), asked, project.now())
        return saturation_tables(found, language)
    if kind is TableKind.CO_OCCURRENCE:
        return report_codings.co_occurrence(project, language, level, choices.together)
    of_model = {
        TableKind.RELATIONS: report_relations.relations,
        TableKind.NEGATIVE_CASES: report_relations.negative_case_table,
    }
    if kind in of_model:
        return of_model[kind](project, language, choices.model)
    of_level = {
        TableKind.QUOTATIONS: report_codings.quotations,
        TableKind.FREQUENCIES: report_codings.frequencies,
        TableKind.CODE_BY_DOCUMENT: report_codings.code_by_document,
    }
    if kind in of_level:
        return of_level[kind](project, language, level)
    whole = {
        TableKind.PARTICIPANTS: report_people.participants,
        TableKind.CODE_LEVELS: report_codes.code_levels,
        TableKind.THEMES: report_codes.themes,
        TableKind.CODEBOOK: report_codes.codebook,
    }
    return whole[kind](project, language)


def _agreement(project: Project, language: str, choices: TableChoices) -> Report:
    options = choices.agreement
    tree = load_codes(project)
    data = gather_agreement(project, options.unit, choices.coders, choices.round_name, choices.level)
    data = replace(data, codes=names_in(language, tree, data.codes))
    report = agreement_tables(measure_agreement(data, options), data, options, language)
    if not choices.has_details and choices.domain is None:
        return report
    domain = None
    if choices.domain is not None:
        code = find_code(project, choices.domain)
        below = of_domain(data, tree, code.id)
        domain = (code.label_in(language), replace(below, codes=names_in(language, tree, below.codes)))
    return with_details(report, data, options, domain)
