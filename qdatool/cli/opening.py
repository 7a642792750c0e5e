"""Opening projects for commands, and the arguments that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qdatool.coding.project import Project
from qdatool.errors import ProjectFileError, ProjectFileReason

# Typer's own look at a file (readable) would call one that may not be read wrong usage; here it is a refusal.
ProjectFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="The project, a .qdatool file.", show_default=False, readable=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON document and nothing else.")]


def open_to_read(path: Path) -> Project:
    """Open a project without its lock, so that a window may have it open; raises ProjectFileError."""
    return Project.open(path, read_only=True)


def open_to_write(path: Path) -> Project:
    """Open a project with its lock; raises ProjectFileError, also where it can only be read."""
    project = Project.open(path)
    if project.is_read_only:
        project.close()
        raise ProjectFileError(ProjectFileReason.READ_ONLY, path=path)
    return project
