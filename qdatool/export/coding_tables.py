"""The codings as a table: csv, xlsx or json, with the columns that import reads."""

from __future__ import annotations

from pathlib import Path

from qdatool.coding.coders import list_coders, list_rounds
from qdatool.coding.codes import load_codes
from qdatool.coding.documents import list_documents
from qdatool.coding.drafts import CODING_COLUMNS
from qdatool.coding.languages import first_language
from qdatool.coding.project import Project
from qdatool.coding.quotations import codings_of_document, load_quotations
from qdatool.export.files import require_folder, unknown_format
from qdatool.export.tables import TABLE_WRITERS, CellValue, PlainTable, write_table


def write_codings(project: Project, path: Path) -> int:
    """Write the codings of every coder and round in the format of the path's suffix and return their number.

    Raises ExportFailed with UNKNOWN_FORMAT, FOLDER_MISSING, NOT_WRITABLE or DISK_FULL; what stood there stays then.
    """
    if path.suffix.lower() not in TABLE_WRITERS:
        raise unknown_format(path, TABLE_WRITERS)
    require_folder(path)
    table = coding_table(project)
    write_table(table, path)
    return len(table.rows)


def coding_table(project: Project) -> PlainTable:
    """Return one row per coding, by document, start and longest first; columns: ``CODING_COLUMNS``."""
    tree = load_codes(project)
    names = {code.id: tree.name(code.id) for code in tree}
    coders = {coder.id: coder.name for coder in list_coders(project)}
    rounds = {present.id: present.name for present in list_rounds(project)}
    rows: list[tuple[CellValue, ...]] = []
    for document in list_documents(project):
        codings = codings_of_document(project, document.id)
        quotations = load_quotations(project, sorted({coding.quotation_id for coding in codings}))
        for coding in codings:
            quotation = quotations[coding.quotation_id]
            rows.append(
                (
                    document.name,
                    coding.start,
                    coding.end,
                    quotation.quote,
                    names[coding.code_id],
                    coders[coding.coder_id],
                    rounds[coding.round_id],
                    quotation.comment,
                )
            )
    return PlainTable("codings", CODING_COLUMNS, rows, is_right_to_left=first_language(project) == "fa")
