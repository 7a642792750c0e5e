"""Positions in code points and in UTF-16 units, each from the other."""

from __future__ import annotations

from typing import overload

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]


class Utf16Map:
    """Converts positions of one text between code points (ours) and UTF-16 units (Qt's).

    A position between the two halves of a pair, which no code point has, becomes the start of its character.
    """

    def __init__(self, text: str) -> None:
        # Read as 32-bit units: four times quicker than a loop would be for a text without any pair.
        units = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        self._astral: Positions = np.flatnonzero(units > 0xFFFF).astype(np.int64)
        self._astral16: Positions = self._astral + np.arange(len(self._astral), dtype=np.int64)
        self.length = len(text)
        self.length16 = self.length + len(self._astral)

    @overload
    def to16(self, positions: int) -> int: ...
    @overload
    def to16(self, positions: Positions) -> Positions: ...
    def to16(self, positions: int | Positions) -> int | Positions:
        """Return the UTF-16 position of each code point position."""
        if isinstance(positions, np.ndarray):
            return positions + np.searchsorted(self._astral, positions)
        return positions + int(self._astral.searchsorted(positions))

    @overload
    def from16(self, positions: int) -> int: ...
    @overload
    def from16(self, positions: Positions) -> Positions: ...
    def from16(self, positions: int | Positions) -> int | Positions:
        """Return the code point position of each UTF-16 position."""
        if isinstance(positions, np.ndarray):
            return positions - np.searchsorted(self._astral16, positions)
        return positions - int(self._astral16.searchsorted(positions))
