"""Sample projects, built from a folder of sources each time: nobody can open a sample that its sources do not make.

A folder holds ``project.json``, ``documents/*.docx``, ``codes.csv``, ``participants.csv``, ``codings.csv``,
``memos.csv``, ``relations.csv``, ``evidence.csv`` and ``models.csv``; the last five may be missing. Passages are named
by their words, which occur once in their document.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qdatool.coding.changes import Operation
from qdatool.coding.code_import import import_codes
from qdatool.coding.coders import add_coder, add_round, list_coders, list_rounds
from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.coding_import import import_codings
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.documents import add_document, document_text, list_documents
from qdatool.coding.languages import LANGUAGES
from qdatool.coding.memos import MemoLink, MemoTarget, write_memo
from qdatool.coding.models import caption_model, create_model, rename_model
from qdatool.coding.participants import import_participants
from qdatool.coding.project import Project
from qdatool.coding.quotations import codings_of_document
from qdatool.coding.relations import add_evidence, propose, relate_codes
from qdatool.coding.roles import MemoKind, ModelKind, Stance, Template
from qdatool.errors import ImportFailed, ImportReason, InvalidOperation, OperationReason, RowReason
from qdatool.importing.csv_cells import csv_cells
from qdatool.importing.files import read_source
from qdatool.importing.formats import read_document
from qdatool.importing.tables import read_codes, read_codings, read_participants
from qdatool.resources import samples_folder

_DESCRIPTION = "project.json"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as its ``project.json`` describes it; titles and descriptions are keyed by language."""

    name: str
    folder: Path
    titles: Mapping[str, str]
    about: Mapping[str, str]
    language: str
    template: Template
    coders: tuple[str, ...]
    rounds: tuple[str, ...]

    def title_in(self, language: str) -> str:
        """Return the title in ``language``, or in the sample's own where that is missing."""
        return self.titles.get(language) or self.titles[self.language]


def list_samples() -> tuple[Sample, ...]:
    """Return the samples that come with the program, by name."""
    folders = sorted(folder for folder in samples_folder().iterdir() if (folder / _DESCRIPTION).is_file())
    return tuple(_described(folder) for folder in folders)


def build_sample(name: str, target: Path) -> Project:
    """Build the sample called ``name`` at ``target`` and return the project, open; undo starts afresh.

    Raises InvalidOperation(UNKNOWN_SAMPLE), and ProjectFileError when the file cannot be made; nothing stays behind.
    """
    samples = {sample.name: sample for sample in list_samples()}
    if name not in samples:
        raise InvalidOperation(OperationReason.UNKNOWN_SAMPLE, sample=name, known=tuple(samples))
    return build_from_sources(samples[name], target)


def build_from_sources(sample: Sample, target: Path) -> Project:
    """Build a project at ``target`` from a folder of sources; see ``build_sample``."""
    draft = ProjectDraft(sample.titles[sample.language], sample.language, sample.template, sample.coders[0])
    project = create_project(target, draft)
    try:
        with project.change(Operation.BUILD_SAMPLE):
            _Builder(project, sample).build()
        project.forget_undo()
    except BaseException:
        project.close()
        target.unlink(missing_ok=True)
        raise
    return project


def _described(folder: Path) -> Sample:
    described = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
    return Sample(
        name=folder.name,
        folder=folder,
        titles={language: described[f"title_{language}"] for language in LANGUAGES},
        about={language: described[f"about_{language}"] for language in LANGUAGES},
        language=described["language"],
        template=Template(described["template"]),
        coders=tuple(described["coders"]),
        rounds=tuple(described["rounds"]),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of one of the sample's own tables; a column that is missing is empty."""

    source: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def refusal(self, reason: RowReason, value: str) -> ImportFailed:
        return ImportFailed(ImportReason.BAD_ROW, source=self.source, row=self.number, row_reason=reason, value=value)


class _Builder:
    """Fills a new project from the sources, in the order in which one thing needs another."""

    def __init__(self, project: Project, sample: Sample) -> None:
        self._project = project
        self._sample = sample
        self._tree: CodeTree = load_codes(project)
        self._texts: dict[str, tuple[int, str]] = {}
        self._quotations: dict[tuple[int, int, int], int] = {}

    def build(self) -> None:
        self._add_coders_and_rounds()
        self._add_documents()
        folder = self._sample.folder
        import_codes(self._project, read_codes(folder / "codes.csv").rows)
        self._tree = load_codes(self._project)
        import_participants(self._project, read_participants(folder / "participants.csv").rows)
        import_codings(self._project, read_codings(folder / "codings.csv").rows)
        self._quotations = {
            (coding.document_id, coding.start, coding.end): coding.quotation_id
            for document_id, _ in self._texts.values()
            for coding in codings_of_document(self._project, document_id)
        }
        self._write_memos()
        self._relate()
        self._make_models()

    def _add_coders_and_rounds(self) -> None:
        known = {coder.name for coder in list_coders(self._project)}
        for coder in self._sample.coders:
            if coder not in known:
                add_coder(self._project, coder)
        known = {present.name for present in list_rounds(self._project)}
        for name in self._sample.rounds:
            if name not in known:
                add_round(self._project, name)

    def _add_documents(self) -> None:
        for file in sorted((self._sample.folder / "documents").glob("*.docx"), key=lambda file: file.name):
            add_document(self._project, read_document(file))
        for document in list_documents(self._project):
            self._texts[document.name] = (document.id, document_text(self._project, document.id))

    def _write_memos(self) -> None:
        coders = {coder.name: coder.id for coder in list_coders(self._project)}
        first = self._project.coder_id
        for row in self._rows("memos.csv"):
            self._project.coder_id = coders.get(row["coder"], first)
            about = self._memo_target(row)
            write_memo(self._project, MemoKind(row["kind"]), row["body"], title=row["title"], about=about)
        self._project.coder_id = first

    def _memo_target(self, row: _Row) -> MemoLink | None:
        kind, name = row["target_kind"], row["target"]
        if kind == MemoTarget.CODE:
            return MemoLink(MemoTarget.CODE, self._code(row, name))
        if kind == MemoTarget.DOCUMENT:
            return MemoLink(MemoTarget.DOCUMENT, self._document(row, name)[0])
        if kind == MemoTarget.QUOTATION:
            return MemoLink(MemoTarget.QUOTATION, self._quotation(row, name, row["quote"]))
        return None

    def _relate(self) -> None:
        relations: dict[tuple[int, int], int] = {}
        for row in self._rows("relations.csv"):
            ends = (self._code(row, row["source"]), self._code(row, row["target"]))
            relations[ends] = relate_codes(self._project, *ends, row["type"])
            for language in LANGUAGES:
                propose(self._project, relations[ends], language, row[f"proposition_{language}"])
        for row in self._rows("evidence.csv"):
            ends = (self._code(row, row["source"]), self._code(row, row["target"]))
            if ends not in relations:
                raise row.refusal(RowReason.UNKNOWN_CODE, f"{row['source']} - {row['target']}")
            quotation_id = self._quotation(row, row["document"], row["quote"])
            add_evidence(self._project, relations[ends], quotation_id, Stance(row["stance"]))

    def _make_models(self) -> None:
        for row in self._rows("models.csv"):
            name = row[f"title_{self._sample.language}"]
            model_id = create_model(self._project, ModelKind(row["kind"]), name, from_levels=True)
            for language in LANGUAGES:
                rename_model(self._project, model_id, row[f"title_{language}"], language)
                caption_model(self._project, model_id, language, row[f"caption_{language}"])

    def _rows(self, name: str) -> list[_Row]:
        file = self._sample.folder / name
        if not file.is_file():
            return []
        (_, header), *rows = csv_cells(read_source(file), name)
        return [_Row(name, number, dict(zip(header, cells, strict=False))) for number, cells in rows]

    def _code(self, row: _Row, name: str) -> int:
        found = self._tree.named(name)
        if len(found) != 1:
            raise row.refusal(RowReason.AMBIGUOUS_CODE if found else RowReason.UNKNOWN_CODE, name)
        return found[0]

    def _document(self, row: _Row, name: str) -> tuple[int, str]:
        if name not in self._texts:
            raise row.refusal(RowReason.UNKNOWN_DOCUMENT, name)
        return self._texts[name]

    def _quotation(self, row: _Row, document: str, quote: str) -> int:
        document_id, text = self._document(row, document)
        start = text.find(quote)
        found = self._quotations.get((document_id, start, start + len(quote)))
        if found is None:
            raise row.refusal(RowReason.QUOTE_NOT_FOUND, quote)
        return found
