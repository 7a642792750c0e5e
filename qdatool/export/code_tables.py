"""The code tree as a table (csv, xlsx, json), a codebook to read (docx) or one to exchange (qdc)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from qdatool.coding.codes import CodeTree, load_codes, path_part
from qdatool.coding.drafts import CODE_COLUMNS
from qdatool.coding.languages import first_language
from qdatool.coding.levels import list_levels
from qdatool.coding.project import Project
from qdatool.export.files import replace_file, require_folder, unknown_format
from qdatool.export.tables import TABLE_WRITERS, PlainTable, write_table
from qdatool.text.folding import folded_key

# Suffix -> module and function; the codebook in Word loads python-docx, so it is loaded when asked for.
_CODEBOOK_WRITERS: Mapping[str, tuple[str, str]] = {
    ".docx": ("qdatool.export.codebook_docx", "codebook_docx"),
    ".qdc": ("qdatool.export.codebook_qdc", "codebook_qdc"),
}
CODE_SUFFIXES = (*TABLE_WRITERS, *_CODEBOOK_WRITERS)
"""The suffixes, with their dots, that ``write_codes`` knows."""


def write_codes(project: Project, path: Path) -> int:
    """Write the code tree in the format of the path's suffix and return the number of codes.

    Raises ExportFailed with UNKNOWN_FORMAT, FOLDER_MISSING, NOT_WRITABLE or DISK_FULL; what stood there stays then.
    """
    suffix = path.suffix.lower()
    if suffix not in CODE_SUFFIXES:
        raise unknown_format(path, CODE_SUFFIXES)
    require_folder(path)
    table = code_table(project)
    if suffix in _CODEBOOK_WRITERS:
        replace_file(path, _codebook_writer(suffix)(project))
    else:
        write_table(table, path)
    return len(table.rows)


def code_table(project: Project) -> PlainTable:
    """Return one row per code in tree order; columns: ``CODE_COLUMNS``."""
    tree = load_codes(project)
    levels = {level.id: level.key for level in list_levels(project)}
    parents = _parent_names(tree)
    rows = [
        (
            code.label,
            code.labels.get("fa", ""),
            code.labels.get("en", ""),
            parents[code.parent_id] if code.parent_id is not None else "",
            levels[code.level_id],
            code.role.value if code.role else "",
            code.color,
            code.definition,
            code.include,
            code.exclude,
            code.example,
        )
        for code in tree
    ]
    return PlainTable("codes", CODE_COLUMNS, rows, is_right_to_left=first_language(project) == "fa")


def _parent_names(tree: CodeTree) -> dict[int, str]:
    """Return how the codes that have others below them are named: by label, or all by path if any label repeats."""
    uses: dict[str, set[int]] = {}
    for code in tree:
        for label in (code.label, *code.labels.values()):
            uses.setdefault(folded_key(path_part(label)), set()).add(code.id)
    parents = [code for code in tree if tree.children_of(code.id)]
    repeats = any(len(uses[folded_key(path_part(code.label))]) > 1 for code in parents)
    return {code.id: tree.path(code.id) if repeats else path_part(code.label) for code in parents}


def _codebook_writer(suffix: str) -> Callable[[Project], bytes]:
    module, function = _CODEBOOK_WRITERS[suffix]
    writer: Callable[[Project], bytes] = getattr(import_module(module), function)
    return writer
