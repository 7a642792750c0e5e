"""Agreement as the JSON document that other programs read."""

from __future__ import annotations

from collections.abc import Iterable

from qdatool.analysis.agreement_result import Agreement, AgreementOptions, CodeAgreement
from qdatool.analysis.coefficient import Coefficient
from qdatool.analysis.document_agreement import DocumentAgreement
from qdatool.analysis.exclusive import ExclusiveAgreement
from qdatool.analysis.exclusive_data import DoubleUnit
from qdatool.analysis.other_programs import AtlasNumbers, MaxqdaNumbers, NvivoRow
from qdatool.analysis.paradox import find_paradox
from qdatool.analysis.unitizing import UnitizingAgreement
from qdatool.analysis.units import Unit
from qdatool.wording.agreement_sentences import methods_sentence, paradox_sentences

LANGUAGES = ("fa", "en")
Json = dict[str, object]


def agreement_document(found: Agreement, options: AgreementOptions, round_name: str | None, level: str | None) -> Json:
    """Return agreement code by code."""
    return {
        "mode": "per-code",
        **_asked_document(options, round_name, level),
        "coders": list(found.coders),
        "documents": list(found.documents),
        "documents_without_units": list(found.documents_without_units),
        "codes": [{"code": one.code, **_code_document(one)} for one in found.codes],
        "overall": _code_document(found.overall),
        "sentence": {language: methods_sentence(found, options, language) for language in LANGUAGES},
        "reason": found.reason.value if found.reason else None,
    }


def exclusive_document(
    found: ExclusiveAgreement, options: AgreementOptions, round_name: str | None, level: str | None, domain: str | None
) -> Json:
    """Return agreement on one value per unit; rows and columns of the confusion are "values", null being no code."""
    return {
        "mode": "exclusive",
        "domain": domain,
        **_asked_document(options, round_name, level),
        "coders": list(found.coders),
        "documents": list(found.documents),
        "values": [None, *found.codes],
        "confusion": [list(row) for row in found.confusion] if found.confusion else None,
        "overall": {
            "n_units": found.n_units,
            **{measure.value: coefficient_document(one) for measure, one in found.measures.items()},
        },
        "double_units": [_double_document(double) for double in found.doubles],
        "sentence": {language: methods_sentence(found, options, language) for language in LANGUAGES},
        "reason": found.reason.value if found.reason else None,
    }


def unitizing_document(found: UnitizingAgreement, codes: tuple[str, ...]) -> Json:
    """Return the unitizing family of a domain; a code that nobody used has no row."""
    return {
        "u_alpha": coefficient_document(found.u_alpha),
        "binary": coefficient_document(found.binary),
        "cu_alpha": coefficient_document(found.cu_alpha),
        "coverage": found.coverage,
        "codes": [
            {
                "code": code,
                "ku_alpha": coefficient_document(found.by_value[place]),
                "coverage": found.coverage_by_value[place],
            }
            for place, code in enumerate(codes)
            if place in found.by_value
        ],
    }


def per_document_rows(rows: Iterable[DocumentAgreement]) -> list[Json]:
    """Return the table of codes, agreements, disagreements and percent per document."""
    return [
        {
            "document": row.document or None,
            "total": row.total,
            "agreements": row.agreements,
            "disagreements": row.disagreements,
            "share": row.share,
        }
        for row in rows
    ]


def other_programs_document(nvivo: Iterable[NvivoRow], maxqda: MaxqdaNumbers, atlas: AtlasNumbers | None) -> Json:
    """Return the numbers as other programs print them, under their names."""
    return {
        "nvivo": [
            {
                "document": row.document,
                "code": row.code,
                "kappa": row.kappa,
                "agreement": row.agreement,
                "both": row.both,
                "neither": row.neither,
                "first_only": row.first_only,
                "second_only": row.second_only,
            }
            for row in nvivo
        ],
        "maxqda": {
            "agreements": maxqda.agreements,
            "first_only": maxqda.first_only,
            "second_only": maxqda.second_only,
            "n_codes": maxqda.n_codes,
            "percent": maxqda.percent,
            "kappa": maxqda.kappa,
        },
        "atlas_ti": None
        if atlas is None
        else {
            "percent_agreement": atlas.percent,
            "holsti": atlas.holsti,
            "alpha_binary": coefficient_document(atlas.alpha_binary),
            "cu_alpha": coefficient_document(atlas.cu_alpha),
        },
    }


def coefficient_document(coefficient: Coefficient) -> Json:
    """Return value, standard error, interval, how it was found, and why something of it is missing."""
    return {
        "value": coefficient.value,
        "se": coefficient.se,
        "ci95": list(coefficient.ci95) if coefficient.ci95 else None,
        "interval_method": coefficient.interval_method.value if coefficient.interval_method else None,
        "reason": coefficient.reason.value if coefficient.reason else None,
    }


def _asked_document(options: AgreementOptions, round_name: str | None, level: str | None) -> Json:
    return {
        "unit": options.unit.value,
        "universe": options.universe.value,
        "round": round_name,
        "level": level,
        "overlap": options.overlap if options.unit is Unit.SEGMENT else None,
        "seed": options.seed,
        "draws": options.draws,
    }


def _code_document(one: CodeAgreement) -> Json:
    paradox = find_paradox(one)
    explained = {language: " ".join(paradox_sentences(paradox, language)) for language in LANGUAGES} if paradox else {}
    return {
        "n_units": one.n_units,
        "table": [list(row) for row in one.table] if one.table else None,
        "prevalence": one.prevalence,
        "bias": one.bias,
        "paradox": {"causes": [cause.value for cause in paradox.causes], **explained} if paradox else None,
        **{measure.value: coefficient_document(coefficient) for measure, coefficient in one.measures.items()},
    }


def _double_document(double: DoubleUnit) -> Json:
    return {
        "document": double.document,
        "unit": double.unit,
        "length": double.length,
        "coder": double.coder,
        "codes": list(double.codes),
    }
