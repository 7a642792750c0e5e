"""The order of the categories in a role: the chosen one goes before its neighbour, or after it."""

from __future__ import annotations

from qdatool.coding.models import Slot, put_in_slot
from qdatool.coding.node_keys import code_of_key
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
        if model is None or slot is None:
            return None
        codes = model.codes_in(slot.role)
        return slot, codes.index(slot.code_id), len(codes)
