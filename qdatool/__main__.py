"""Where the program begins: the window without a command, the command line with one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_SUFFIX = ".qdatool"
_READ_ONLY = "--read-only"
"""After or before a project: open it for reading only, to look through it and leave it as it is."""


def main() -> int:
    """Open the window, on a project where one is named, or run the command that is given; return the exit status."""
    arguments = sys.argv[1:]
    named = [argument for argument in arguments if argument != _READ_ONLY]
    project = _project_named(named)
    if arguments and project is None:
        from qdatool.cli.program import run

        return run(arguments)
    if not _has_display():
        return _refuse_without_display()
    from qdatool.app import run_window

    return run_window(project, read_only=len(named) < len(arguments))


def _project_named(arguments: Sequence[str]) -> Path | None:
    """Return the project that is to be shown, if the only argument is one."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        return None
    path = Path(arguments[0])
    return path if path.suffix == _SUFFIX or path.is_file() else None


def _has_display() -> bool:
    """Tell whether a window can be shown; asked first, because Qt ends the process where it cannot."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _refuse_without_display() -> int:
    from qdatool.settings import Settings
    from qdatool.wording import say

    language = Settings.load().language
    sentence = say(
        "There is no display to show the window on: run a command instead; “qdatool --help” lists them.", language
    )
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
