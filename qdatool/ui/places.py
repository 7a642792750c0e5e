"""The trail of places visited, for going back and forward."""

from __future__ import annotations

from qdatool.ui.workspace import Place

_LONGEST = 100


class Trail:
    """Places in the order of visiting, and where in it the user stands."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def visit(self, place: Place) -> None:
        """Add a place after the present one; what lay ahead is forgotten, and the same place twice counts once."""
        if self.here() == place:
            return
        self._places = [*self._places[: self._at + 1], place][-_LONGEST:]
        self._at = len(self._places) - 1

    def here(self) -> Place | None:
        """Return the present place."""
        return self._places[self._at] if self._at >= 0 else None

    def can_go_back(self) -> bool:
        """Tell whether there is a place before."""
        return self._at > 0

    def can_go_forward(self) -> bool:
        """Tell whether there is a place after."""
        return self._at < len(self._places) - 1

    def back(self) -> Place:
        """Step to the place before and return it."""
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> Place:
        """Step to the place after and return it."""
        self._at += 1
        return self._places[self._at]

    def clear(self) -> None:
        """Forget everything, as when another project is opened."""
        self._places, self._at = [], -1
