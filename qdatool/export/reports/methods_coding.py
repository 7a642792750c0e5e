"""The paragraphs of a methods section about coding: who, how much, agreement, consensus, saturation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import gather_agreement
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.binary import Measure
from qdatool.analysis.code_columns import names_in
from qdatool.analysis.saturation import NotSaturated
from qdatool.analysis.saturation_data import read_study
from qdatool.analysis.saturation_report import SaturationChoices, report_saturation
from qdatool.coding.coders import list_coders, list_rounds
from qdatool.coding.codes import load_codes
from qdatool.coding.decisions import consensus_coder, list_decisions
from qdatool.coding.disputes import DecisionKind
from qdatool.coding.levels import list_levels
from qdatool.coding.project import Project
from qdatool.coding.quotations import Coding, codings_of_code
from qdatool.export.report import TextBlock
from qdatool.export.reports.opening import inlined
from qdatool.wording import listed, say
from qdatool.wording.agreement_sentences import methods_sentence
from qdatool.wording.saturation_sentences import saturation_sentence

_OF_TWO = (Measure.PERCENT_AGREEMENT, Measure.COHEN_KAPPA, Measure.KRIPPENDORFF_ALPHA)
_OF_MANY = (Measure.PERCENT_AGREEMENT, Measure.FLEISS_KAPPA, Measure.KRIPPENDORFF_ALPHA)


def coding(project: Project, language: str) -> Iterator[TextBlock]:
    """Give the codes by level, and who coded what in which rounds."""
    levels = _levels(project, language)
    if levels:
        yield TextBlock(levels)
    codings = _codings_of_people(project)
    if codings:
        yield TextBlock(" ".join(_work(project, codings, language)))


def agreement(project: Project, language: str) -> Iterator[TextBlock]:
    """Give the sentence about agreement where two coders have coded the same interviews, else nothing."""
    options = AgreementOptions()
    if len({coding.coder_id for coding in _codings_of_people(project)}) < 2:
        return
    data = gather_agreement(project, options.unit)
    data = replace(data, codes=names_in(language, load_codes(project), data.codes))
    found = measure_agreement(data, options)
    if found.reason is not None:
        return
    values = found.overall.measures
    usual = _OF_TWO if len(found.coders) == 2 else _OF_MANY
    defined = [one for one in usual if values[one].value is not None]
    if defined:
        yield TextBlock(methods_sentence(found, options, language, defined))


def consensus(project: Project, language: str) -> Iterator[TextBlock]:
    """Give what was decided about disagreements, and what stands as agreed, where there is any."""
    decisions = list_decisions(project).values()
    settled = [decision for decision in decisions if decision.kind is not DecisionKind.DISCUSS]
    agreed_by = consensus_coder(project)
    codes = tuple(load_codes(project).codes)
    agreed = codings_of_code(project, codes, agreed_by) if agreed_by is not None else ()
    sentences = []
    if settled:
        sentences.append(
            say(
                "Disagreements that were decided: {number}, of which with a written reason: {explained}; left for "
                "discussion: {open}.",
                language,
                number=len(settled),
                explained=sum(bool(decision.reason) for decision in settled),
                open=len(decisions) - len(settled),
            )
        )
    if agreed:
        sentences.append(
            say(
                "What the coders agreed on stands as a coding of its own: {codings} codings in {documents} of the "
                "interviews; each coder's own coding was kept.",
                language,
                codings=len(agreed),
                documents=len({each.document_id for each in agreed}),
            )
        )
    if sentences:
        yield TextBlock(" ".join(sentences))


def saturation(project: Project, language: str) -> Iterator[TextBlock]:
    """Give the sentence about saturation at the lowest level, where there are interviews enough to judge."""
    study = read_study(project)
    if not study.interviews or not study.levels:
        return
    found = report_saturation(study, SaturationChoices(), project.now())
    if found.result.base_codes is not None and found.result.reason is not NotSaturated.TOO_FEW_INTERVIEWS:
        yield TextBlock(saturation_sentence(found, language))


def _levels(project: Project, language: str) -> str:
    counts = Counter(code.level_id for code in load_codes(project))
    used = [(level.name_in(language), counts[level.id]) for level in list_levels(project) if counts[level.id]]
    if not used:
        return ""
    if len(used) == 1:
        return say("The codes stand on one level, {level}: {number}.", language, level=used[0][0], number=used[0][1])
    each = inlined((say("{level}: {number}", language, level=name, number=number) for name, number in used), language)
    return say("The codes stand on {number} levels ({levels}).", language, number=len(used), levels=each)


def _work(project: Project, codings: Sequence[Coding], language: str) -> Iterator[str]:
    present = {coder.id: coder.name for coder in list_coders(project)}
    names = [name for coder_id, name in present.items() if any(each.coder_id == coder_id for each in codings)]
    documents = {each.document_id for each in codings}
    if len(names) == 1:
        sentence = "Interviews coded: {documents}, by one coder ({coders}): {codings} codings on {passages} passages."
    else:
        sentence = (
            "Interviews coded: {documents}, by {number} coders ({coders}): {codings} codings on {passages} passages."
        )
    facts = {"documents": len(documents), "coders": listed(names, language), "codings": len(codings)}
    facts["passages"] = len({each.quotation_id for each in codings})
    yield say(sentence, language, **facts) if len(names) == 1 else say(sentence, language, number=len(names), **facts)
    if len(names) > 1:
        yield say("Interviews coded by more than one coder: {number}.", language, number=_coded_by_several(codings))
    yield from _rounds(project, codings, language)


def _coded_by_several(codings: Sequence[Coding]) -> int:
    coders: dict[int, set[int]] = {}
    for each in codings:
        coders.setdefault(each.document_id, set()).add(each.coder_id)
    return sum(len(each) > 1 for each in coders.values())


def _rounds(project: Project, codings: Sequence[Coding], language: str) -> Iterator[str]:
    used = {each.round_id for each in codings}
    rounds = [each for each in list_rounds(project) if each.id in used]
    if len(rounds) > 1:
        names = listed((each.name for each in rounds), language)
        yield say("Coding went through {number} rounds: {rounds}.", language, number=len(rounds), rounds=names)
    blind = [each.name for each in rounds if each.is_blind]
    if blind:
        yield say(
            "Blind rounds ({rounds}): coders do not see each other's codings of an interview before both have finished "
            "it.",
            language,
            rounds=listed(blind, language),
        )


def _codings_of_people(project: Project) -> tuple[Coding, ...]:
    agreed_by = consensus_coder(project)
    found = codings_of_code(project, tuple(load_codes(project).codes))
    return tuple(each for each in found if each.coder_id != agreed_by)
