"""Codings as reports: quotations under their codes, how often codes occur, where, and together."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from qdatool.analysis.code_columns import names_in
from qdatool.analysis.cooccurrence import TogetherUnit, gather_cooccurrence, pairs_of_codes
from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.documents import document_text, list_documents
from qdatool.coding.levels import find_level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.quotations import Coding, Quotation, codings_of_code, load_quotations
from qdatool.export.report import EMPTY, Column, Report, Side, TableBlock, decimal, percent, whole, words
from qdatool.text.sentences import paragraphs
from qdatool.wording import localized_number, say

_FORMULA = "c = n₁₂ ÷ (n₁ + n₂ − n₁₂); far apart: one code is used more than five times as often."
_COUNTED = "All coders are counted; {quotations} quotations, {interviews} interviews."


class ParagraphNumbers:
    """Tells in which paragraph of its document a passage begins; each text is read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._starts: dict[int, list[int]] = {}

    def of(self, coding: Coding | Quotation) -> int:
        """Return the number of the paragraph, from 1."""
        document_id = coding.document_id
        if document_id not in self._starts:
            text = document_text(self._project, document_id)
            self._starts[document_id] = [paragraph.start for paragraph in paragraphs(text)]
        return max(bisect_right(self._starts[document_id], coding.start), 1)


def quotations(project: Project, language: str, level: str | None = None) -> Report:
    """Return a row per code and quotation, codes in tree order, merged downwards; passages in the order of the text.

    With a level, its codes with the quotations of all below them.
    """
    tree = load_codes(project)
    documents = {document.id: (place, document.name) for place, document in enumerate(list_documents(project))}
    numbers = ParagraphNumbers(project)
    rows = []
    for code_id in _counted(project, tree, level):
        codings = _unique(codings_of_code(project, _with_below(tree, code_id)))
        codings.sort(key=lambda coding: (documents[coding.document_id][0], coding.start, coding.end))
        found = load_quotations(project, [coding.quotation_id for coding in codings])
        for coding in codings:
            name, number = documents[coding.document_id][1], numbers.of(coding)
            source = say("{document}, paragraph {number}", language, document=name, number=number)
            quote = found[coding.quotation_id].quote
            rows.append((words(tree.codes[code_id].label_in(language)), words(quote), words(source)))
    columns = (
        Column(say("Name of the code", language), share=2.0),
        Column(say("Quotation", language), share=5.0),
        Column(say("Source", language), share=1.5),
    )
    title = say("Codes and their quotations", language)
    return Report(title, language, (TableBlock(title, columns, tuple(rows), merged=1),))


def frequencies(project: Project, language: str, level: str | None = None) -> Report:
    """Return a row per code: quotations, interviews, their shares, and characters covered; a quotation counts once."""
    tree = load_codes(project)
    n_documents = len(list_documents(project))
    per_code = {
        code_id: _unique(codings_of_code(project, _with_below(tree, code_id)))
        for code_id in _counted(project, tree, level)
    }
    everything = len({coding.quotation_id for coding in codings_of_code(project, tuple(tree.codes))})
    rows = []
    for code_id, codings in per_code.items():
        interviews = len({coding.document_id for coding in codings})
        rows.append(
            (
                words(tree.codes[code_id].label_in(language)),
                whole(len(codings), language),
                percent(len(codings) / everything if everything else None, language),
                whole(interviews, language),
                percent(interviews / n_documents if n_documents else None, language),
                whole(_characters(codings), language),
            )
        )
    columns = (
        Column(say("Name of the code", language), share=3.0),
        Column(say("Quotations", language), Side.END),
        Column(say("Percent of quotations", language), Side.END),
        Column(say("Interviews", language), Side.END),
        Column(say("Percent of interviews", language), Side.END),
        Column(say("Characters", language), Side.END),
    )
    note = say(_COUNTED, language, quotations=everything, interviews=n_documents)
    title = say("Frequencies of codes", language)
    return Report(title, language, (TableBlock(title, columns, tuple(rows), notes=(note,)),))


def code_by_document(project: Project, language: str, level: str | None = None) -> Report:
    """Return codes by interviews: how many quotations each code has in each."""
    tree, documents = load_codes(project), list_documents(project)
    rows = []
    for code_id in _counted(project, tree, level):
        codings = _unique(codings_of_code(project, _with_below(tree, code_id)))
        counts = Counter(coding.document_id for coding in codings)
        cells = [whole(counts[document.id], language) if counts[document.id] else EMPTY for document in documents]
        rows.append((words(tree.codes[code_id].label_in(language)), *cells, whole(len(codings), language)))
    columns = (
        Column(say("Name of the code", language), share=4.0),
        *(Column(document.name, Side.END) for document in documents),
        Column(say("Sum", language), Side.END),
    )
    title = say("Quotations by code and interview", language)
    return Report(title, language, (TableBlock(title, columns, tuple(rows)),))


def co_occurrence(
    project: Project, language: str, level: str | None = None, unit: TogetherUnit = TogetherUnit.OVERLAP
) -> Report:
    """Return the pairs of codes that stand together, the highest c first."""
    data = gather_cooccurrence(project, unit, level)
    data = replace(data, codes=names_in(language, load_codes(project), data.codes))
    pairs = pairs_of_codes(data, unit)
    rows = tuple(
        (
            words(pair.a),
            words(pair.b),
            whole(pair.n_a, language),
            whole(pair.n_b, language),
            whole(pair.n_ab, language),
            decimal(pair.c if math.isfinite(pair.c) else None, language, 3),
            decimal(pair.jaccard, language, 3),
            words(say("far apart", language)) if pair.is_far_apart else EMPTY,
        )
        for pair in sorted(pairs, key=lambda pair: -pair.c)
    )
    columns = (
        Column(say("First code", language), share=3.0),
        Column(say("Second code", language), share=3.0),
        Column(f"n{_lowered('1', language)}", Side.END),
        Column(f"n{_lowered('2', language)}", Side.END),
        Column(f"n{_lowered('12', language)}", Side.END),
        Column("c", Side.END),
        Column(say("Jaccard", language), Side.END),
        Column(say("Numbers", language)),
    )
    note = say(_FORMULA, language)
    title = say("Codes that stand together", language)
    return Report(title, language, (TableBlock(title, columns, rows, notes=(note,)),))


def _counted(project: Project, tree: CodeTree, level: str | None) -> tuple[int, ...]:
    """Return the codes that have a row: those of a level, else of the lowest one, in tree order."""
    level_id = find_level(project, level).id if level else list_levels(project)[-1].id
    return tuple(code.id for code in tree if code.level_id == level_id)


def _with_below(tree: CodeTree, code_id: int) -> tuple[int, ...]:
    return (code_id, *tree.descendants(code_id))


def _unique(codings: tuple[Coding, ...]) -> list[Coding]:
    """Return one coding per quotation: how many coders and codes below it has does not matter."""
    return list({coding.quotation_id: coding for coding in codings}.values())


def _characters(codings: list[Coding]) -> int:
    """Return how many characters the codings cover; one that several cover counts once."""
    total, document, reach = 0, None, 0
    for coding in sorted(codings, key=lambda coding: (coding.document_id, coding.start)):
        if coding.document_id != document:
            document, reach = coding.document_id, 0
        total += max(0, coding.end - max(coding.start, reach))
        reach = max(reach, coding.end)
    return total


def _lowered(digits: str, language: str) -> str:
    if language == "fa":
        return localized_number(int(digits), "fa")
    return digits.translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
