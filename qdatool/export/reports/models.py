"""Models on paper: the figure, what is missing, and what is claimed with the passages for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.documents import list_documents
from qdatool.coding.map_nodes import read_map
from qdatool.coding.model_check import Finding, check_model, is_complete
from qdatool.coding.models import Model, list_models
from qdatool.coding.negative_cases import relations_of_model
from qdatool.coding.project import Project
from qdatool.coding.quotations import load_quotations
from qdatool.coding.relation_types import all_relation_types
from qdatool.coding.relations import Evidence, Relation, list_relations
from qdatool.coding.roles import ModelKind, Stance
from qdatool.export.report import Block, Cell, Column, FigureBlock, HeadingBlock, TableBlock, TextBlock, words
from qdatool.export.report_codings import ParagraphNumbers
from qdatool.export.report_relations import link_name, proposition_in
from qdatool.figures.gather import FigureChoices, spec_for_model
from qdatool.figures.spec import FigureLanguage
from qdatool.wording import say
from qdatool.wording.terms import finding_name, model_kind_name, role_title

_MOST_SUPPORTING = 5
"""Passages for a relation that are printed; those against it are printed all."""


def model_blocks(project: Project, language: str) -> list[Block]:
    """Return every model with its figure, its checks and its links, or the sentence that there is none."""
    models = list_models(project)
    if not models:
        return [TextBlock(say("There is no model yet.", language))]
    blocks: list[Block] = []
    evidence = _EvidenceTables(project, language)
    figures = 0
    for model in models:
        blocks.append(HeadingBlock(model.title_in(language), 2))
        blocks.append(TextBlock(say("Kind of model: {kind}.", language, kind=model_kind_name(model.kind, language))))
        if model.slots or (model.kind is ModelKind.FREE and read_map(project, model).nodes):
            figures += 1
            blocks.append(_figure(project, model, figures, language))
        blocks += _checks(project, model, language)
        blocks += evidence.of(model)
    return blocks


def _figure(project: Project, model: Model, number: int, language: str) -> FigureBlock:
    choices = FigureChoices(language=FigureLanguage(language), has_caption=True, number=number)
    spec = spec_for_model(project, model.id, choices)
    assert spec.caption is not None
    return FigureBlock(replace(spec, caption=None), spec.caption)


def _checks(project: Project, model: Model, language: str) -> list[Block]:
    findings = check_model(project, model.id)
    tree = load_codes(project)
    lead = say("Checks:", language)
    first = [TextBlock(say("Nothing is missing.", language), lead)] if is_complete(findings) else []
    if not findings:
        return list(first)
    return [*first, _findings_table(findings, model, tree, language)]


def _findings_table(findings: Sequence[Finding], model: Model, tree: CodeTree, language: str) -> TableBlock:
    """Return a row per kind of finding with all that it is about."""
    places: dict[str, list[str]] = {}
    for finding in findings:
        places.setdefault(finding_name(finding.kind, language), []).append(_place(finding, model, tree, language))
    rows = tuple(
        (words(clause[0].upper() + clause[1:]), words("\n".join(dict.fromkeys(filter(None, names))) or "–"))
        for clause, names in places.items()
    )
    columns = (Column(say("What was found", language), share=2.0), Column(say("Where", language), share=3.0))
    caption = say("Checks of “{model}”", language, model=model.title_in(language))
    return TableBlock(caption, columns, rows)


def _place(finding: Finding, model: Model, tree: CodeTree, language: str) -> str:
    if finding.relation_id is None and finding.code_id is not None:
        return tree.codes[finding.code_id].label_in(language)
    return finding.detail or (role_title(model, finding.role, language) if finding.role else "")


class _EvidenceTables:
    """Tables of the links of models, each with what is claimed and the passages for and against."""

    def __init__(self, project: Project, language: str) -> None:
        self._project = project
        self._language = language
        self._tree = load_codes(project)
        self._relations = list_relations(project)
        self._kinds = {kind.key: kind for kind in all_relation_types(project.read())}
        self._documents = {document.id: document.name for document in list_documents(project)}
        self._numbers = ParagraphNumbers(project)

    def of(self, model: Model) -> list[Block]:
        """Return the table of a model; no block where it has no links."""
        relations = relations_of_model(model, self._tree, self._relations)
        if not relations:
            return []
        language = self._language
        rows = [row for relation in relations for row in self._rows(relation)]
        left_out = sum(max(0, relation.supporting - _MOST_SUPPORTING) for relation in relations)
        notes = (
            (say("Further passages in support that are not printed: {number}.", language, number=left_out),)
            if left_out
            else ()
        )
        columns = (
            Column(say("Link and what it claims", language), share=2.4),
            Column(say("Evidence", language), share=0.9),
            Column(say("Quotation", language), share=3.4),
            Column(say("Source", language), share=1.3),
        )
        caption = say("Links of “{model}”, with evidence and negative cases", language, model=model.title_in(language))
        return [TableBlock(caption, columns, tuple(rows), merged=1, notes=notes)]

    def _rows(self, relation: Relation) -> Iterable[tuple[Cell, ...]]:
        language = self._language
        claim = link_name(relation, self._tree, self._kinds, language)
        proposition = proposition_in(relation, language)
        head = words(f"{claim}\n{proposition}" if proposition else f"{claim}\n{say('no proposition yet', language)}")
        supporting = [item for item in relation.evidence if item.stance is Stance.SUPPORTS]
        against = [item for item in relation.evidence if item.stance is Stance.CONTRADICTS]
        shown = [*supporting[:_MOST_SUPPORTING], *against]
        if not shown:
            yield head, words(say("no evidence yet", language)), words(""), words("")
            return
        quotations = load_quotations(self._project, [item.quotation_id for item in shown])
        for item in shown:
            quotation = quotations[item.quotation_id]
            name, number = self._documents[quotation.document_id], self._numbers.of(quotation)
            source = say("{document}, paragraph {number}", language, document=name, number=number)
            yield head, self._stance(item), words(_noted(quotation.quote, item, language)), words(source)

    def _stance(self, item: Evidence) -> Cell:
        if item.stance is Stance.CONTRADICTS:
            return words(say("Against", self._language), is_bold=True)
        return words(say("For", self._language))


def _noted(quote: str, item: Evidence, language: str) -> str:
    return f"{quote}\n{say('Note: {note}', language, note=item.note)}" if item.note else quote
