"""The order of the categories in a role: the chosen one goes before or after its neighbour, or where it is let go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF

from qdatool.coding.models import Slot, put_in_slot
from qdatool.coding.node_keys import code_of_key
from qdatool.figures.figure import Figure, Rect
from qdatool.ui.models.session import ModelSession


class SlotActs:
    """Acts on the category that is chosen, among those of its role."""

    def __init__(self, session: ModelSession) -> None:
        self._session = session

    def can_move(self, step: int) -> bool:
        """Tell whether there is a neighbour before (-1) or after (1) the chosen category."""
        place = self._place()
        return place is not None and 0 <= place[1] + step < place[2]

    def move(self, step: int) -> None:
        """Move the chosen category by one place in its role."""
        place = self._place()
        if place is None or not self.can_move(step):
            return
        slot, index, _ = place
        wanted = index + step
        self._session.write(lambda project, model_id: put_in_slot(project, model_id, slot.role, slot.code_id, wanted))

    def _place(self) -> tuple[Slot, int, int] | None:
        """Return the slot of the chosen category, where it stands in its role, and how many stand there."""
        model, code_id = self._session.model, code_of_key(self._session.chosen_key)
        slot = next((each for each in model.slots if each.code_id == code_id), None) if model is not None else None
        if model is None or slot is None or slot.role is None:
            return None
        codes = model.codes_in(slot.role)
        return slot, codes.index(slot.code_id), len(codes)


def place_in_role(figure: Figure, box_key: str, codes: Sequence[int], at: QPointF) -> int:
    """Return before which of a role's codes a point of its box lies, their number when it lies after all.

    ``codes`` are those of the role in order, without the one in the hand.
    """
    nodes = {code_of_key(node.key): node.rect for node in figure.nodes if node.parent_key == box_key}
    shown = [(i, nodes[code_id]) for i, code_id in enumerate(codes) if code_id in nodes]
    if not shown:
        return len(codes)
    index, nearest = min(shown, key=lambda each: _distance(each[1], at))
    return index if at.y() < nearest.center_y else index + 1


def _distance(rect: Rect, at: QPointF) -> float:
    across = max(rect.x - at.x(), 0.0, at.x() - rect.right)
    return across + abs(at.y() - rect.center_y)
