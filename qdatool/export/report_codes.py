"""Codes as reports: the levels beside each other, the themes with their numbers, the codebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.decisions import standing_counts
from qdatool.coding.levels import Level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.quotations import CodeCount
from qdatool.export.report import Cell, Column, Report, Side, TableBlock, whole, words
from qdatool.wording import say
from qdatool.wording.terms import role_name

_NO_COUNT = CodeCount(0, 0)


def code_levels(project: Project, language: str) -> Report:
    """Return a row per code that has none below it, a column per level, higher ones merged downwards."""
    tree, levels = load_codes(project), list_levels(project)
    rows = tuple(tuple(words(label) for label in labels) for _, labels in _leaves(tree, levels, language))
    columns = tuple(Column(_level_title(level, language), share=1.0 + place) for place, level in enumerate(levels))
    table = TableBlock(say("Codes by level", language), columns, rows, merged=max(len(levels) - 1, 0))
    return Report(say("Codes by level", language), language, (table,))


def themes(project: Project, language: str) -> Report:
    """Return the same with the quotations and interviews of each of the lowest codes."""
    tree, levels = load_codes(project), list_levels(project)
    counts = standing_counts(project, tree)
    rows = tuple(
        (*(words(label) for label in labels), *_numbers(code, counts, language))
        for code, labels in _leaves(tree, levels, language)
    )
    columns = (
        *(Column(_level_title(level, language), share=2.0 + place) for place, level in enumerate(levels)),
        Column(say("Quotations", language), Side.END),
        Column(say("Interviews", language), Side.END),
    )
    table = TableBlock(say("Themes and their quotations", language), columns, rows, merged=max(len(levels) - 1, 0))
    return Report(say("Themes", language), language, (table,))


def codebook(project: Project, language: str) -> Report:
    """Return a row per code in tree order, with its definition and when it applies."""
    tree = load_codes(project)
    levels = {level.id: level for level in list_levels(project)}
    counts = standing_counts(project, tree)
    rows = []
    for code in tree:
        role = role_name(code.role, language) if code.role else ""
        level = levels[code.level_id].name_in(language)
        rows.append(
            (
                words(code.label_in(language), is_bold=bool(tree.children_of(code.id))),
                words(f"{level} · {role}" if role else level),
                words(code.definition),
                words(code.include),
                words(code.exclude),
                words(code.example),
                whole(counts.get(code.id, _NO_COUNT).quotations, language),
            )
        )
    columns = (
        Column(say("Name of the code", language), share=2.0),
        Column(say("Level", language), share=1.2),
        Column(say("Definition", language), share=3.0),
        Column(say("Include", language), share=2.0),
        Column(say("Exclude", language), share=2.0),
        Column(say("Example", language), share=2.0),
        Column(say("Quotations", language), Side.END, 1.0),
    )
    title = say("Codebook", language)
    return Report(title, language, (TableBlock(title, columns, tuple(rows)),))


def _leaves(tree: CodeTree, levels: tuple[Level, ...], language: str) -> Iterator[tuple[Code, tuple[str, ...]]]:
    """Yield every code that has none below it, with the label in each level of itself and those above it."""
    places = {level.id: place for place, level in enumerate(levels)}
    for code in tree:
        if tree.children_of(code.id):
            continue
        labels = [""] * len(levels)
        for each in (*reversed(tree.ancestors(code.id)), code.id):
            one = tree.codes[each]
            place = places[one.level_id]
            # Two codes of one level under each other stand in one cell.
            labels[place] = f"{labels[place]} / {one.label_in(language)}" if labels[place] else one.label_in(language)
        yield code, tuple(labels)


def _numbers(code: Code, counts: Mapping[int, CodeCount], language: str) -> tuple[Cell, Cell]:
    count = counts.get(code.id, _NO_COUNT)
    return whole(count.quotations, language), whole(count.documents, language)


def _level_title(level: Level, language: str) -> str:
    return say("Level: {level}", language, level=level.name_in(language))
