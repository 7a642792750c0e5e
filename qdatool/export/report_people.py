"""Participants and relations as reports."""

from __future__ import annotations

from collections import Counter

from qdatool.coding.codes import load_codes
from qdatool.coding.participants import list_attributes, list_participants
from qdatool.coding.project import Project
from qdatool.coding.relation_types import list_relation_types
from qdatool.coding.relations import list_relations
from qdatool.export.report import Column, Report, Side, TableBlock, percent, whole, words
from qdatool.wording import say


def participants(project: Project, language: str) -> Report:
    """Return a row per class of each attribute with frequency and percent of all participants."""
    people = list_participants(project)
    rows = []
    for attribute, classes in list_attributes(project).items():
        counts = Counter(person.attributes.get(attribute) for person in people)
        named = [(label, counts[label]) for label in classes]
        named += [(say("not given", language), counts[None])] if counts[None] else []
        for label, count in named:
            share = percent(count / len(people) if people else None, language)
            rows.append((words(attribute), words(label), whole(count, language), share))
    columns = (
        Column(say("Variable", language), share=2.0),
        Column(say("Class", language), share=2.0),
        Column(say("Frequency", language), Side.END),
        Column(say("Percent", language), Side.END),
    )
    note = say("Participants: {number}.", language, number=len(people))
    title = say("Characteristics of the participants", language)
    return Report(title, language, (TableBlock(title, columns, tuple(rows), merged=1, notes=(note,)),))


def relations(project: Project, language: str) -> Report:
    """Return a row per relation: from, type, to, evidence for and against, and what it claims."""
    tree = load_codes(project)
    names = {kind.key: kind.name_in(language) for kind in list_relation_types(project)}
    rows = tuple(
        (
            words(tree.codes[relation.source_id].label_in(language)),
            words(names.get(relation.type_key, relation.type_key)),
            words(tree.codes[relation.target_id].label_in(language)),
            whole(relation.supporting, language),
            whole(relation.contradicting, language),
            whole(len(relation.documents), language),
            words(relation.propositions.get(language) or next(iter(relation.propositions.values()), "")),
        )
        for relation in list_relations(project)
    )
    columns = (
        Column(say("From", language), share=2.0),
        Column(say("Type of link", language)),
        Column(say("To", language), share=2.0),
        Column(say("For", language), Side.END, 0.7),
        Column(say("Against", language), Side.END, 0.7),
        Column(say("Interviews", language), Side.END, 0.8),
        Column(say("Proposition", language), share=3.0),
    )
    title = say("Relations between codes", language)
    return Report(title, language, (TableBlock(title, columns, rows),))
