"""What is compared: which coders in which rounds, on which units, in which universe, for which codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qdatool.analysis.units import Unit, Universe
from qdatool.coding.coders import Coder, Round
from qdatool.wording import tr


@dataclass(frozen=True, slots=True)
class SideChoice:
    """A coder in a round."""

    coder: Coder
    round: Round

    @property
    def label(self) -> str:
        """How a comparison asks for it."""
        return f"{self.coder.name}@{self.round.name}"

    @property
    def name(self) -> str:
        """What the coder is called on the screen."""
        return tr("Consensus") if self.coder.is_consensus else self.coder.name


@dataclass(frozen=True, slots=True)
class Choice:
    """``second`` is None for everyone who coded in the first one's round; ``level`` is a level's key."""

    first: SideChoice | None = None
    second: SideChoice | None = None
    unit: Unit = Unit.PARAGRAPH
    universe: Universe = Universe.ALL
    level: str | None = None


def usual_sides(sides: Sequence[SideChoice], round_id: int) -> tuple[SideChoice | None, SideChoice | None]:
    """Return whom to compare when nobody has chosen yet: two people of the present round, or of another one."""
    people = [side for side in sides if not side.coder.is_consensus]
    rounds = sorted({side.round.id for side in people}, key=lambda one: (one != round_id, -one))
    for present in rounds:
        here = [side for side in people if side.round.id == present]
        if len(here) > 1:
            return here[0], here[1]
    retests = [(one, other) for one in people for other in people if one.coder == other.coder and one is not other]
    return retests[0] if retests else (None, None)


def everyone_beside(first: SideChoice, sides: Sequence[SideChoice]) -> tuple[SideChoice, ...]:
    """Return all people who coded in the round of the first one."""
    return tuple(side for side in sides if side.round.id == first.round.id and not side.coder.is_consensus)
