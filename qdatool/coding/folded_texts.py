"""Keep folded copies of what is searched, so that a second search need not read and fold a project again."""

from __future__ import annotations

from collections.abc import Collection

from qdatool.text.folding import FoldedText

TextKey = int | str
"""A version of a transcript by its id, which names the same words for ever; anything shorter by its own words."""


class FoldedTexts:
    """The copies, at most ``kept_characters`` of them; what does not fit is folded anew each time.

    Nothing here ever goes stale: another version of a text, or other words, have another key.
    """

    def __init__(self, kept_characters: int = 20_000_000) -> None:
        self._kept_characters = kept_characters
        self._copies: dict[TextKey, FoldedText] = {}
        self._characters = 0

    def __contains__(self, key: TextKey) -> bool:
        return key in self._copies

    def get(self, key: TextKey) -> FoldedText | None:
        """Return the copy of a text, or None where it is not kept."""
        return self._copies.get(key)

    def keep(self, key: TextKey, folded: FoldedText) -> None:
        """Keep a copy if there is room."""
        if key in self._copies or self._characters + len(folded.text) > self._kept_characters:
            return
        self._copies[key] = folded
        self._characters += len(folded.text)

    def keep_only(self, keys: Collection[TextKey]) -> None:
        """Let go of the copies of texts that are no longer there."""
        for key in self._copies.keys() - keys:
            self._characters -= len(self._copies.pop(key).text)

    def clear(self) -> None:
        """Let go of every copy."""
        self._copies.clear()
        self._characters = 0
