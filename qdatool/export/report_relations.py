"""Relations as a report: what each claims, what speaks for and against it, its negative cases, and the types."""

from __future__ import annotations

from collections.abc import Mapping

from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.documents import list_documents
from qdatool.coding.models import find_model
from qdatool.coding.negative_cases import negative_cases, relations_of_model
from qdatool.coding.project import Project
from qdatool.coding.quotations import load_quotations
from qdatool.coding.relation_types import RelationType, all_relation_types
from qdatool.coding.relations import Relation, list_relations
from qdatool.coding.roles import Stance
from qdatool.export.report import Column, Report, Side, TableBlock, whole, words
from qdatool.export.report_codings import ParagraphNumbers
from qdatool.wording import say
from qdatool.wording.terms import line_style_name

_Kinds = dict[str, RelationType]


def relations(project: Project, language: str, model: str | None = None) -> Report:
    """Return a table of relations, one of what contradicts them, and one of their types; of a model by its name or all.

    Raises InvalidOperation(UNKNOWN_MODEL).
    """
    tree, kinds, found = _read(project, model)
    title = say("Relations between codes", language)
    used = {relation.type_key for relation in found}
    tables = (
        _links(tree, kinds, found, language),
        _cases(project, tree, kinds, found, language),
        _types([kind for kind in kinds.values() if kind.key in used], found, language),
    )
    return Report(title, language, tables)


def negative_case_table(project: Project, language: str, model: str | None = None) -> Report:
    """Return a row per passage that contradicts a relation, of a model or of any; raises InvalidOperation."""
    tree, kinds, found = _read(project, model)
    return Report(say("Negative cases", language), language, (_cases(project, tree, kinds, found, language),))


def _read(project: Project, model: str | None) -> tuple[CodeTree, _Kinds, tuple[Relation, ...]]:
    tree, found = load_codes(project), list_relations(project)
    if model is not None:
        found = relations_of_model(find_model(project, model), tree, found)
    return tree, {kind.key: kind for kind in all_relation_types(project.read())}, found


def _links(tree: CodeTree, kinds: _Kinds, found: tuple[Relation, ...], language: str) -> TableBlock:
    """Return a row per relation: from, type, to, evidence for and against with its interviews, and what it claims."""
    rows = tuple(
        (
            words(tree.codes[relation.source_id].label_in(language)),
            words(kinds[relation.type_key].name_in(language)),
            words(tree.codes[relation.target_id].label_in(language)),
            whole(relation.supporting, language),
            whole(len(relation.documents_with(Stance.SUPPORTS)), language),
            whole(relation.contradicting, language),
            whole(len(relation.documents_with(Stance.CONTRADICTS)), language),
            words(proposition_in(relation, language)),
        )
        for relation in found
    )
    columns = (
        Column(say("From", language), share=2.0),
        Column(say("Type of link", language)),
        Column(say("To", language), share=2.0),
        Column(say("For", language), Side.END, 0.7),
        Column(say("Interviews for", language), Side.END, 0.9),
        Column(say("Against", language), Side.END, 0.7),
        Column(say("Interviews against", language), Side.END, 0.9),
        Column(say("Proposition", language), share=3.0),
    )
    return TableBlock(say("Relations between codes", language), columns, rows)


def _cases(project: Project, tree: CodeTree, kinds: _Kinds, found: tuple[Relation, ...], language: str) -> TableBlock:
    cases = negative_cases(found)
    documents = {document.id: document.name for document in list_documents(project)}
    quotations = load_quotations(project, [case.evidence.quotation_id for case in cases])
    numbers = ParagraphNumbers(project)
    rows = []
    for case in cases:
        quotation = quotations[case.evidence.quotation_id]
        name, number = documents[quotation.document_id], numbers.of(quotation)
        source = say("{document}, paragraph {number}", language, document=name, number=number)
        rows.append(
            (
                words(link_name(case.relation, tree, kinds, language)),
                words(proposition_in(case.relation, language)),
                words(quotation.quote),
                words(source),
                words(case.evidence.note),
            )
        )
    columns = (
        Column(say("Link", language), share=2.0),
        Column(say("Proposition", language), share=2.0),
        Column(say("Quotation", language), share=3.5),
        Column(say("Source", language), share=1.2),
        Column(say("Note on the evidence", language), share=1.5),
    )
    return TableBlock(say("Negative cases", language), columns, tuple(rows), merged=2)


def _types(kinds: list[RelationType], found: tuple[Relation, ...], language: str) -> TableBlock:
    counts = {kind.key: sum(relation.type_key == kind.key for relation in found) for kind in kinds}
    rows = tuple(
        (
            words(kind.name_in(language)),
            words(say("One way" if kind.is_directed else "Both ways", language)),
            words(say("Yes", language) if kind.is_transitive else "\u2013"),
            words(line_style_name(kind.line_style, language)),
            whole(counts[kind.key], language),
        )
        for kind in kinds
    )
    columns = (
        Column(say("Type of link", language), share=2.0),
        Column(say("Direction", language)),
        Column(say("Transitive", language)),
        Column(say("Line", language)),
        Column(say("Links", language), Side.END),
    )
    return TableBlock(say("Types of relation", language), columns, rows)


def link_name(relation: Relation, tree: CodeTree, kinds: Mapping[str, RelationType], language: str) -> str:
    """Return the two codes of a relation with its type between them."""
    ends = (tree.codes[end].label_in(language) for end in (relation.source_id, relation.target_id))
    kind = kinds[relation.type_key].name_in(language)
    return " \u2013 ".join((next(ends), kind, next(ends)))


def proposition_in(relation: Relation, language: str) -> str:
    """Return what a relation claims, in the other language where need be; empty where it claims nothing."""
    return relation.propositions.get(language) or next(iter(relation.propositions.values()), "")
