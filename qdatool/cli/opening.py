"""Opening projects for commands, and the arguments that commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated

import typer

from qdatool.coding.coders import list_coders
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason, ProjectFileError, ProjectFileReason

# Typer's own look at a file (readable) would call one that may not be read wrong usage; here it is a refusal.
ProjectFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="The project, a .qdatool file.", show_default=False, readable=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON document and nothing else.")]


_VIEWER: ContextVar[str | None] = ContextVar("viewer", default=None)


@contextmanager
def working_as(name: str | None) -> Iterator[None]:
    """Let every project that is opened meanwhile be read and written under a coder's name; None for the first one."""
    token = _VIEWER.set(name)
    try:
        yield
    finally:
        _VIEWER.reset(token)


def open_to_read(path: Path) -> Project:
    """Open a project without its lock, so that a window may have it open; raises ProjectFileError.

    Raises InvalidOperation(UNKNOWN_CODER) for a name given with ``--as`` that the project does not know.
    """
    return _for_viewer(Project.open(path, read_only=True))


def open_to_write(path: Path) -> Project:
    """Open a project with its lock; raises ProjectFileError, also where it can only be read."""
    project = Project.open(path)
    if project.is_read_only:
        project.close()
        raise ProjectFileError(ProjectFileReason.READ_ONLY, path=path)
    return _for_viewer(project)


def _for_viewer(project: Project) -> Project:
    name = _VIEWER.get()
    if name is None:
        return project
    found = next((coder.id for coder in list_coders(project) if coder.name == name), None)
    if found is None:
        project.close()
        raise InvalidOperation(OperationReason.UNKNOWN_CODER, coder=name)
    project.coder_id = found
    return project
