"""Commands on the project as a whole: new, info, check, undo, redo and snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qdatool.cli.opening import AsJson, ProjectFile, open_to_read, open_to_write
from qdatool.cli.output import refuse, say_json, say_line
from qdatool.coding.changes import Changes
from qdatool.coding.counts import ProjectCounts, count_contents
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.health import Problem, ProblemKind, check_project
from qdatool.coding.levels import list_levels
from qdatool.coding.roles import Template
from qdatool.coding.snapshots import list_snapshots, restore_snapshot, take_snapshot
from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.terms import snapshot_reason_name, step_name


class ProjectLanguage(StrEnum):
    """The first language of a project."""

    FA = "fa"
    EN = "en"


def add_to(application: typer.Typer) -> None:
    """Add the commands to the program."""
    for name, command in (
        ("new", new),
        ("info", info),
        ("check", check),
        ("undo", undo),
        ("redo", redo),
        ("snapshot", snapshot),
        ("snapshots", snapshots),
        ("restore", restore),
    ):
        application.command(name)(command)


def new(
    file: ProjectFile,
    title: Annotated[str, typer.Option(help="The project's title.", show_default=False)],
    language: Annotated[ProjectLanguage, typer.Option(help="The first language of labels.")] = ProjectLanguage.FA,
    template: Annotated[Template, typer.Option(help="Which levels of codes to start with.")] = Template.BLANK,
    coder: Annotated[str, typer.Option(metavar="NAME", help="Who codes.", show_default=False)] = "",
) -> None:
    """Make a project."""
    create_project(file, ProjectDraft(title, language.value, template, coder)).close()
    say_line(tr("{file} was made.", file=file.name))


def info(file: ProjectFile, as_json: AsJson = False) -> None:
    """Say how much a project holds."""
    with open_to_read(file) as project:
        counts = count_contents(project)
        levels = {level.key: level.name_in(interface_language()) for level in list_levels(project)}
    if as_json:
        say_json(asdict(counts))
        return
    for line in _count_lines(counts, levels):
        say_line(line)


def check(file: ProjectFile, as_json: AsJson = False) -> None:
    """Check that a project is whole; exit 1 and a list when it is not."""
    problems = _problems(file)
    if as_json:
        say_json({"healthy": not problems, "problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            say_line(f"{problem.kind}: {problem.where}: {problem.detail}")
    if problems:
        refuse(tr("{file} is not whole: restore one of its snapshots, or repair what is listed.", file=file.name))
        raise typer.Exit(1)
    if not as_json:
        say_line(tr("{file} is whole.", file=file.name))


def undo(file: ProjectFile) -> None:
    """Take the newest step back."""
    with open_to_write(file) as project:
        changes = project.undo()
    say_line(tr("Undone: {step}", step=_step(changes)))


def redo(file: ProjectFile) -> None:
    """Do the step again that was undone last."""
    with open_to_write(file) as project:
        changes = project.redo()
    say_line(tr("Done again: {step}", step=_step(changes)))


def snapshot(
    file: ProjectFile,
    label: Annotated[str, typer.Option(help="What to remember it by.", show_default=False)] = "",
) -> None:
    """Copy the project as it is now."""
    with open_to_write(file) as project:
        taken = take_snapshot(project, label)
    say_line(taken.name)


def snapshots(file: ProjectFile, as_json: AsJson = False) -> None:
    """List the copies of a project, the newest first."""
    found = list_snapshots(file)
    if not found:
        # Without copies the project itself must be there; with them it may be too damaged to open.
        open_to_read(file).close()
    if as_json:
        say_json(
            {
                "snapshots": [
                    {
                        "name": one.name,
                        "at": one.at.isoformat(),
                        "reason": one.reason.value,
                        "label": one.label,
                        "bytes": one.size_bytes,
                    }
                    for one in found
                ]
            }
        )
        return
    for one in found:
        parts = (one.name, snapshot_reason_name(one.reason, interface_language()), one.label)
        say_line("  ".join(part for part in parts if part))


def restore(
    file: ProjectFile,
    snapshot_name: Annotated[
        str,
        typer.Argument(metavar="SNAPSHOT", help="Its name in the list, or the label it was given.", show_default=False),
    ],
) -> None:
    """Make a project what it was in a copy; the present is copied first."""
    restore_snapshot(file, snapshot_name)
    say_line(tr("{file} is what it was in {snapshot}.", file=file.name, snapshot=snapshot_name))


def _problems(file: Path) -> tuple[Problem, ...]:
    try:
        with open_to_read(file) as project:
            return check_project(project)
    except ProjectFileError as error:
        if error.reason is not ProjectFileReason.DAMAGED:
            raise
        return (Problem(ProblemKind.DAMAGED_FILE, "file", tr("the file cannot be read")),)


def _count_lines(counts: ProjectCounts, levels: Mapping[str, str]) -> list[str]:
    named = (
        (tr("documents"), counts.documents),
        (tr("characters"), counts.characters),
        *((tr("codes ({level})", level=levels[key]), number) for key, number in counts.codes.items()),
        (tr("quotations"), counts.quotations),
        (tr("codings"), counts.codings),
        (tr("coders"), counts.coders),
        (tr("models"), counts.models),
        (tr("memos"), counts.memos),
    )
    return [f"{name}: {localized_number(number, interface_language())}" for name, number in named]


def _step(changes: Changes) -> str:
    return step_name(changes.operation, interface_language())
