"""Participants as a report."""

from __future__ import annotations

from collections import Counter

from qdatool.coding.participants import list_attributes, list_participants
from qdatool.coding.project import Project
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
