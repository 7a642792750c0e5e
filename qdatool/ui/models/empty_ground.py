"""What lies on the canvas while a model shows nothing: what is missing, and the way to the next step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from qdatool.coding.roles import ModelKind
from qdatool.figures.figure import Figure
from qdatool.ui.controls import EmptyState
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.session import ModelSession


class EmptyGround(QObject):
    """Covers the ground of a canvas with one sentence and one button; things can still be dropped on it."""

    def __init__(self, session: ModelSession, ground: QWidget) -> None:
        super().__init__(ground)
        self._session = session
        self._ground = ground
        self.of_map = EmptyState("Nothing stands on this map yet.", "Put something on the map", ground)
        self.of_map.asked.connect(session.editing_asked)
        self.of_codes = EmptyState("No code stands in this model yet.", "Fill the model from the code tree", ground)
        self.of_codes.asked.connect(lambda: session.shell.actions.trigger(ModelAction.FILL))
        ground.installEventFilter(self)
        self.show_for(None)

    def show_for(self, figure: Figure | None) -> None:
        """Cover the ground where a model is shown that draws nothing."""
        model = self._session.model
        is_bare = model is not None and figure is not None and not figure.nodes
        is_map = model is not None and model.kind is ModelKind.FREE
        self.of_map.setVisible(is_bare and is_map)
        self.of_codes.setVisible(is_bare and not is_map)
        for state in (self.of_map, self.of_codes):
            state.offer(is_on=self._session.can_write)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        for state in (self.of_map, self.of_codes):
            state.setGeometry(self._ground.rect())
