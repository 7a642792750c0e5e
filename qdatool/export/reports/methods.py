"""The paragraphs of a methods section: every number from the project, nothing that it does not know, no praise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from qdatool import __version__
from qdatool.coding.documents import Document, document_text, list_documents
from qdatool.coding.memos import list_memos
from qdatool.coding.models import Model, list_models
from qdatool.coding.participants import list_attributes, list_participants
from qdatool.coding.project import Project
from qdatool.coding.relations import list_relations
from qdatool.export.calendar_dates import calendar_date
from qdatool.export.report import Block, HeadingBlock, Report, TextBlock
from qdatool.export.report_people import participants
from qdatool.export.reports.methods_coding import agreement, coding, consensus, saturation
from qdatool.export.reports.opening import inlined, opening, titled
from qdatool.wording import say
from qdatool.wording.digits import localized_digits
from qdatool.wording.terms import memo_kind_name, model_kind_name

_PROMPTS = (
    "[How the participants were chosen and why sampling ended: the author's to write.]",
    "[Ethics approval, consent and how the data are kept: the author's to write.]",
    "[Who held the interviews, in which language and setting, how long they took and who transcribed them: the "
    "author's to write.]",
    "[Who the coders are and how they were trained: the author's to write.]",
    "[The approach that was followed, with its source: the author's to write.]",
)


def methods(project: Project, language: str) -> Report:
    """Return the paragraphs; a section about which the project knows nothing is left out."""
    sections: dict[str, list[Block]] = {
        say("Data", language): [*_data(project, language)],
        say("Coding", language): [*coding(project, language)],
        say("Agreement between coders", language): [*agreement(project, language), *consensus(project, language)],
        say("Saturation", language): [*saturation(project, language)],
        say("Models and memos", language): [*_models(project, language), *_memos(project, language)],
        say("Software", language): [TextBlock(_software(language))],
        say("What only the author can say", language): [TextBlock(say(prompt, language)) for prompt in _PROMPTS],
    }
    blocks: list[Block] = [*opening(project, language)]
    for heading, paragraphs in sections.items():
        if paragraphs:
            blocks += [HeadingBlock(heading), *paragraphs]
    return Report(titled(project, say("Methods section", language), language), language, tuple(blocks), is_upright=True)


def _data(project: Project, language: str) -> Iterator[Block]:
    documents = list_documents(project)
    if not documents:
        yield TextBlock(say("The project holds no interview yet.", language))
        return
    lengths = [len(document_text(project, document.id).split()) for document in documents]
    sentences = [_size(lengths, language), *_dates(documents, language)]
    people = list_participants(project)
    has_classes = bool(people) and bool(list_attributes(project))
    if len(people) == 1:
        sentences.append(say("One participant took part.", language))
    elif people:
        sentences.append(say("{number} participants took part.", language, number=len(people)))
    if has_classes:
        sentences.append(say("The table below gives what is known of the participants.", language))
    yield TextBlock(" ".join(sentences))
    if has_classes:
        yield from participants(project, language).tables


def _size(lengths: list[int], language: str) -> str:
    """Return how many interviews there are and how long they are."""
    if len(lengths) == 1:
        sentence = "The data are one interview transcript of {words} words, names of speakers and questions included."
        return say(sentence, language, words=lengths[0])
    return say(
        "The data are {number} interview transcripts with {words} words in all, names of speakers and questions "
        "included; the shortest has {least} words and the longest {most}.",
        language,
        number=len(lengths),
        words=sum(lengths),
        least=min(lengths),
        most=max(lengths),
    )


def _dates(documents: tuple[Document, ...], language: str) -> Iterator[str]:
    days = sorted(document.interview_date for document in documents if document.interview_date is not None)
    if not days:
        return
    first, last = (calendar_date(day, language) for day in (days[0], days[-1]))
    if len(days) == len(documents):
        yield say("They are dated from {first} to {last}.", language, first=first, last=last)
    else:
        sentence = "Of these, {number} are dated, from {first} to {last}."
        yield say(sentence, language, number=len(days), first=first, last=last)


def _models(project: Project, language: str) -> Iterator[TextBlock]:
    models = list_models(project)
    if models:
        named = inlined((_model(model, language) for model in models), language)
        yield TextBlock(say("These models were built from the codes: {models}.", language, models=named))
    relations = list_relations(project)
    if relations:
        yield TextBlock(
            say(
                "Links between codes: {number}; with a proposition: {claiming}; passages in support: {supporting}; "
                "passages against: {contradicting}.",
                language,
                number=len(relations),
                claiming=sum(bool(relation.propositions) for relation in relations),
                supporting=sum(relation.supporting for relation in relations),
                contradicting=sum(relation.contradicting for relation in relations),
            )
        )


def _model(model: Model, language: str) -> str:
    kind = model_kind_name(model.kind, language)
    return say("“{title}” ({kind})", language, title=model.title_in(language), kind=kind)


def _memos(project: Project, language: str) -> Iterator[TextBlock]:
    counts: Mapping[str, int] = Counter(memo_kind_name(memo.kind, language) for memo in list_memos(project))
    if counts:
        each = inlined((say("{kind}: {number}", language, kind=kind, number=n) for kind, n in counts.items()), language)
        total = sum(counts.values())
        yield TextBlock(say("Memos kept meanwhile: {number} ({kinds}).", language, number=total, kinds=each))


def _software(language: str) -> str:
    version = localized_digits(__version__, language)
    used = say(
        "Coding, counts, coefficients and figures were made with qdatool, version {version}; every step of the work is "
        "kept in the project with its time and coder.",
        language,
        version=version,
    )
    cite = say(
        "To be cited as: The {program} authors ({year}). {program}: qualitative data analysis in Persian and English "
        "(version {version}) [Computer software].",
        language,
        program="qdatool",
        year=localized_digits("2026", language),
        version=version,
    )
    return f"{used} {cite}"
