"""What a command says: results on stdout, warnings and refusals on stderr."""

from __future__ import annotations

import json

import typer


def say_line(text: str) -> None:
    """Write one line of result."""
    typer.echo(text)


def say_json(document: object) -> None:
    """Write one JSON document, in UTF-8 and not escaped."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def warn(text: str) -> None:
    """Write one line that the user should know of, though the work is done."""
    typer.echo(_one_line(text), err=True)


def refuse(text: str) -> None:
    """Write the one line that says what was refused, why, and what to do."""
    typer.echo(_one_line(text), err=True)


def _one_line(text: str) -> str:
    # A file name may hold a line end.
    return " ".join(text.split("\n"))
