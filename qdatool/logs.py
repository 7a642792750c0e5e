"""The log file: what went wrong and when, never a word of a transcript, a code or a memo."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path

_LOG = logging.getLogger(__name__)
_LARGEST_BYTES = 1_000_000
_KEPT_FILES = 3


def log_file() -> Path:
    """Return where the log lies: ``QDATOOL_LOG_DIR`` if set, else the user's log folder."""
    folder = os.environ.get("QDATOOL_LOG_DIR")
    return (Path(folder) if folder else user_log_path("qdatool", appauthor=False)) / "qdatool.log"


def start_logging(file: Path | None = None) -> Path | None:
    """Write the log to a rotating file; return it, or None where no file can be written."""
    target = file or log_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sink = RotatingFileHandler(target, maxBytes=_LARGEST_BYTES, backupCount=_KEPT_FILES, encoding="utf-8")
    except OSError:
        return None
    sink.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("qdatool")
    root.addHandler(sink)
    root.setLevel(logging.INFO)
    return target


def stop_logging() -> None:
    """Close the log file."""
    root = logging.getLogger("qdatool")
    for sink in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        root.removeHandler(sink)
        sink.close()


def report_uncaught(tell_user: Callable[[], None]) -> None:
    """Log every exception that nobody caught, without the values it carries, and tell the user in one sentence."""

    def _on_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        log_bug(error)
        tell_user()

    sys.excepthook = _on_uncaught


def log_bug(error: BaseException) -> None:
    """Log where an unexpected exception came from: its type and the lines of code, not its message.

    A message may quote the value at fault, and that value may be an interview.
    """
    places = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        places.append(f"  {code.co_filename}:{step.tb_lineno} in {code.co_qualname}")
        step = step.tb_next
    _LOG.error("unexpected %s\n%s", type(error).__name__, "\n".join(places))
