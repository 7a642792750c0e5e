"""Runs of key presses that do the same to the same thing: one step to undo."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

_PAUSE_S = 2.0


class KeyRun:
    """Names the run that a key press belongs to; another thing, another act or a pause begins the next run."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._what = ""
        self._last_s = 0.0
        self._number = 0

    def name(self, what: str) -> str:
        """Return the name of the run that this press of a key goes on with or begins."""
        now = self._clock()
        if what != self._what or now - self._last_s > _PAUSE_S:
            self._number += 1
        self._what, self._last_s = what, now
        return f"run {self._number}"

    def end(self) -> None:
        """Let the next press begin another run."""
        self._what = ""
