"""The command that lists and builds the samples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qdatool.cli.output import say_line
from qdatool.importing.sample import build_sample, list_samples
from qdatool.wording import interface_language, tr


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("sample")(sample)


def sample(
    name: Annotated[str, typer.Argument(metavar="NAME", help='The sample, or "list".', show_default=False)],
    target: Annotated[
        Path | None, typer.Argument(metavar="TARGET", help="The project to make.", show_default=False, readable=False)
    ] = None,
) -> None:
    """List the sample projects, or make one of them at TARGET."""
    if target is None:
        if name != "list":
            raise typer.BadParameter(tr("say where to make it"), param_hint="TARGET")
        for ready in list_samples():
            say_line(f"{ready.name}  {ready.title_in(interface_language())}")
        return
    build_sample(name, target).close()
    say_line(tr("{file} was made.", file=target.name))
