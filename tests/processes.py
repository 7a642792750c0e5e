"""Other processes for tests: a forked child runs a function and hands back what it returned."""

from __future__ import annotations

import json
import os
import signal
import traceback
import warnings
from collections.abc import Callable
from types import TracebackType


def fork() -> int:
    """Fork without the warning that a run with other threads (xdist) gives: children here touch none of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def in_child(act: Callable[[], object]) -> object:
    """Run ``act`` in a child process and return what it gave (as JSON); its exceptions fail the test here."""
    reading, writing = os.pipe()
    child = fork()
    if not child:
        _run_and_leave(act, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as file:
        answer = json.load(file)
    os.waitpid(child, 0)
    assert "error" not in answer, answer["error"]
    return answer["result"]


class LivingChild:
    """A child that runs ``act`` once and then lives on until the block ends, or until it is killed."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act
        self.process = 0

    def __enter__(self) -> LivingChild:
        reading, writing = os.pipe()
        self.process = fork()
        if not self.process:
            self._act()
            os.write(writing, b"!")
            signal.pause()
        os.close(writing)
        assert os.read(reading, 1) == b"!"
        os.close(reading)
        return self

    def kill(self) -> None:
        """End the child as a crash would."""
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            self.process = 0

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.kill()


def _run_and_leave(act: Callable[[], object], writing: int) -> None:
    try:
        answer: dict[str, object] = {"result": act()}
    except BaseException:
        answer = {"error": traceback.format_exc()}
    with os.fdopen(writing, "w", encoding="utf-8") as file:
        json.dump(answer, file)
    os._exit(0)
