"""Keep the texts that were read last, since a version of a transcript never changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable


class TextCache:
    """The bodies read last, at most ``kept_characters`` code points of them (and always the newest)."""

    def __init__(self, kept_characters: int = 4_000_000) -> None:
        self._kept_characters = kept_characters
        self._bodies: OrderedDict[int, str] = OrderedDict()

    def clear(self) -> None:
        """Forget every body."""
        self._bodies.clear()

    def get(self, text_id: int, read: Callable[[], str]) -> str:
        """Return the body of a text version, reading it if it is not kept."""
        if text_id not in self._bodies:
            self._bodies[text_id] = read()
        self._bodies.move_to_end(text_id)
        while len(self._bodies) > 1 and sum(map(len, self._bodies.values())) > self._kept_characters:
            self._bodies.popitem(last=False)
        return self._bodies[text_id]
