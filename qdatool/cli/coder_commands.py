"""Commands for a coder who works on another computer: a copy to take along, and bringing it back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qdatool.cli.opening import AsJson, ProjectFile, open_to_read, open_to_write
from qdatool.cli.output import say_json, say_line
from qdatool.coding.coder_copy import make_coder_copy
from qdatool.coding.coders import add_coder, list_coders
from qdatool.coding.merge_plan import MergePlan
from qdatool.coding.merging import merge_file, preview_merge
from qdatool.coding.project import Project
from qdatool.wording import interface_language, tr
from qdatool.wording.merge_sentences import conflict_sentence, merge_sentences


def add_to(application: typer.Typer) -> None:
    """Add the commands to the program."""
    application.command("coder-copy")(coder_copy)
    application.command("merge")(merge)


def coder_copy(
    file: ProjectFile,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Where the copy goes.", show_default=False)],
    coder: Annotated[str, typer.Option("--coder", metavar="N", help="Who codes in it; joins where unknown.")],
    as_json: AsJson = False,
) -> None:
    """Copy a project for another coder, without what others coded in blind rounds."""
    with open_to_write(file) as project:
        made = make_coder_copy(project, out, _coder_id(project, coder.strip()))
    if as_json:
        say_json({"path": str(made.path), "coder": made.coder, "left_out": made.left_out})
        return
    say_line(tr("{file} was made for {coder}; codings left out: {n}", file=out.name, coder=made.coder, n=made.left_out))


def merge(
    file: ProjectFile,
    other: Annotated[
        Path, typer.Argument(metavar="OTHER", help="The coder's copy.", show_default=False, readable=False)
    ],
    preview: Annotated[bool, typer.Option("--preview", help="Say what would come, and change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring what a coder did in a copy back into the project."""
    opened = open_to_read(file) if preview else open_to_write(file)
    with opened as project:
        plan = preview_merge(project, other) if preview else merge_file(project, other)
    if as_json:
        say_json(_document(plan, is_preview=preview))
        return
    language = interface_language()
    for line in merge_sentences(plan, language, is_done=not preview):
        say_line(line)
    for conflict in plan.conflicts:
        say_line(conflict_sentence(conflict, language))


def _coder_id(project: Project, name: str) -> int:
    found = next((one.id for one in list_coders(project) if one.name == name), None)
    return found if found is not None else add_coder(project, name)


def _document(plan: MergePlan, *, is_preview: bool) -> dict[str, object]:
    return {
        "merged": not is_preview,
        "new_codings": len(plan.codings),
        "already_here": plan.known,
        "new_codes": list(plan.new_codes),
        "new_documents": list(plan.new_documents),
        "new_coders": list(plan.new_coders),
        "new_participants": list(plan.new_participants),
        "new_models": list(plan.new_models),
        "new_memos": len(plan.memos),
        "new_comments": len(plan.comments) + len(plan.remarks),
        "new_links": len(plan.links),
        "new_evidence": len(plan.ties),
        "newly_finished": len(plan.finished),
        "conflicts": [{"kind": one.kind.value, "where": one.where, "detail": one.detail} for one in plan.conflicts],
    }
