"""Commands that bring codes and codings in and out as tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from qdatool.cli.opening import ProjectFile, open_to_read, open_to_write
from qdatool.cli.output import say_line, warn
from qdatool.coding.code_import import import_codes
from qdatool.coding.coding_import import import_codings
from qdatool.export.code_tables import write_codes
from qdatool.export.coding_tables import write_codings
from qdatool.importing.tables import read_codes, read_codings
from qdatool.wording import interface_language, listed, tr


def add_to(application: typer.Typer) -> None:
    """Add the commands to the program."""
    codes = typer.Typer(no_args_is_help=True, help="The code tree as a table.")
    codes.command("import")(codes_import)
    codes.command("export")(codes_export)
    application.add_typer(codes, name="codes")
    codings = typer.Typer(no_args_is_help=True, help="The coded passages as a table.")
    codings.command("import")(codings_import)
    codings.command("export")(codings_export)
    application.add_typer(codings, name="codings")


def codes_import(
    file: ProjectFile,
    table: Annotated[Path, typer.Argument(metavar="CODES.(csv|xlsx|json|qdc)", show_default=False, readable=False)],
) -> None:
    """Add the codes of a table, all or none.

    Columns: label (or label_fa, label_en), parent (a label, or a path with " / " where labels repeat), level, role,
    color, definition, include, exclude, example. Parents may stand anywhere in the table.
    """
    read = read_codes(table)
    with open_to_write(file) as project:
        done = import_codes(project, read.rows)
    _warn_of_columns(read.unknown_columns)
    say_line(tr("Codes added: {added}; completed: {completed}", added=done.added, completed=done.completed))
    if done.new_levels:
        say_line(tr("Levels added: {levels}", levels=listed(done.new_levels, interface_language())))


def codes_export(
    file: ProjectFile,
    out: Annotated[Path, typer.Argument(metavar="OUT.(csv|xlsx|json|docx|qdc)", show_default=False, readable=False)],
) -> None:
    """Write the code tree as a table, a codebook to read (docx) or one to exchange (qdc)."""
    with open_to_read(file) as project:
        number = write_codes(project, out)
    say_line(tr("Codes written to {file}: {number}", file=out.name, number=number))


def codings_import(
    file: ProjectFile,
    table: Annotated[Path, typer.Argument(metavar="CODINGS.(csv|xlsx|json)", show_default=False, readable=False)],
) -> None:
    """Add the codings of a table, all or none; the first bad row is named.

    Columns: document, code (a label or a path), start and end (characters from 0, the end not included) or a quote
    that occurs once, coder, round, comment.
    """
    read = read_codings(table)
    with open_to_write(file) as project:
        done = import_codings(project, read.rows)
    _warn_of_columns(read.unknown_columns)
    say_line(tr("Codings added: {added}; known already: {known}", added=done.added, known=done.doubled))
    if done.new_coders:
        say_line(tr("Coders added: {coders}", coders=listed(done.new_coders, interface_language())))


def codings_export(
    file: ProjectFile,
    out: Annotated[Path, typer.Argument(metavar="OUT.(csv|xlsx|json)", show_default=False, readable=False)],
) -> None:
    """Write the codings of every coder and round as a table."""
    with open_to_read(file) as project:
        number = write_codings(project, out)
    say_line(tr("Codings written to {file}: {number}", file=out.name, number=number))


def _warn_of_columns(names: Sequence[str]) -> None:
    if names:
        warn(tr("These columns were not read: {columns}.", columns=listed(names, interface_language())))
