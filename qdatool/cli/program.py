"""Run one command and turn what happens into an exit status.

0: done; 1: refused, with one line on stderr that says what, why and what to do; 2: wrong usage.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

import typer

from qdatool import __version__
from qdatool.cli.opening import working_as
from qdatool.cli.output import refuse
from qdatool.errors import QdaError
from qdatool.logs import log_bug, start_logging, stop_logging
from qdatool.settings import Settings
from qdatool.wording import interface_language, set_interface_language, tr
from qdatool.wording.errors import sentence_for

# What is not needed for the command is not loaded: half of the time of a short command would go there.
_MODULES: Mapping[str, tuple[str, ...]] = {
    "file_commands": ("new", "info", "check", "undo", "redo", "snapshot", "snapshots", "restore"),
    "import_commands": ("import", "participants"),
    "code_commands": ("codes", "codings"),
    "model_commands": ("model",),
    "figure_command": ("figure",),
    "search_command": ("search",),
    "agreement_command": ("agreement",),
    "saturation_command": ("saturation",),
    "table_command": ("table",),
    "report_command": ("report",),
    "cooccurrence_command": ("co-occurrence",),
    "coder_commands": ("coder-copy", "merge"),
    "sample_command": ("sample",),
}
"""Module of this package -> the commands it adds, in the order of the help."""

REFUSED = 1
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run a command such as ``["info", "study.qdatool", "--json"]`` and return its exit status."""
    _speak_utf8()
    set_interface_language(Settings.load().language)
    log = _start_log()
    try:
        # Called as a command, since calling the application would put an exception hook of typer's in our place.
        viewer, rest = _split_viewer(arguments)
        with working_as(viewer):
            typer.main.get_command(_application(rest))(args=rest, prog_name="qdatool")
    except SystemExit as status:
        return status.code if isinstance(status.code, int) else REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return REFUSED
    except QdaError as error:
        refuse(sentence_for(error, interface_language()))
        return REFUSED
    except Exception as error:
        log_bug(error)
        refuse(_bug_sentence(log))
        return REFUSED
    finally:
        stop_logging()
    return 0


def _split_viewer(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take ``--as NAME`` from before the command: the coder whose sight and whose name count."""
    if len(arguments) > 2 and arguments[0] == "--as":
        return arguments[1], list(arguments[2:])
    return None, list(arguments)


def _application(arguments: Sequence[str]) -> typer.Typer:
    """Return the program with the command that is asked for, or with all where none is."""
    # Without rich markup, wrong usage is said plainly and rich is not loaded.
    application = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help="From the sentence to the model, and back. Without a command, the window opens. "
        "Before a command, --as NAME reads and writes as that coder: in a blind round others' codings stay hidden.",
    )
    application.callback(invoke_without_command=True)(_version)
    wanted = [module for module, commands in _MODULES.items() if arguments and arguments[0] in commands]
    for module in wanted or _MODULES:
        import_module(f"qdatool.cli.{module}").add_to(application)
    return application


def _version(
    version: bool = typer.Option(False, "--version", help="Say which version this is.", is_eager=True),
) -> None:
    if version:
        typer.echo(f"qdatool {__version__}")
        raise typer.Exit


def _start_log() -> Path | None:
    log = start_logging()
    if log is None:
        # Python writes warnings that nobody takes to stderr, where only our one line belongs.
        logging.getLogger("qdatool").addHandler(logging.NullHandler())
    return log


def _bug_sentence(log: Path | None) -> str:
    sentence = tr("Something went wrong that should not have; nothing half done was saved.")
    return f"{sentence} {tr('{log} says where it happened.', log=log)}" if log else sentence


def _speak_utf8() -> None:
    """Write UTF-8 whatever the system's code page; a file name that is no text is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_stdout() -> None:
    """Point stdout nowhere, so that Python's last flush does not complain about the reader who left."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
