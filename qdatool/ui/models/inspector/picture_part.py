"""What the page of a node shows of a picture: its size, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qdatool.coding.map_drawing import read_drawing, resize_node
from qdatool.coding.map_nodes import MapNode, MapThing
from qdatool.coding.pictures import load_pictures
from qdatool.ui.controls import SentenceButton, WrappingLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import tr

_BYTES_PER_KB = 1000


class PicturePart(QWidget):
    """Stands on the page of a picture, and is hidden on those of other nodes."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = ""
        self.facts = WrappingLabel("", Look.META)
        self.replace_button = SentenceButton("Replace the picture", Look.SMALL, Icon.PICTURE)
        self.natural_button = SentenceButton("Back to its usual size", Look.SMALL, Icon.UNDO)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.facts)
        for button in (self.replace_button, self.natural_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        actions = session.shell.actions
        self.replace_button.clicked.connect(lambda: actions.trigger(ModelAction.REPLACE_PICTURE))
        self.natural_button.clicked.connect(self._unsize)

    def show_node(self, node: MapNode) -> None:
        """Show the picture of a node, as it is now."""
        project, model = self._session.project, self._session.model
        self.setVisible(node.kind is MapThing.PICTURE)
        if node.kind is not MapThing.PICTURE or project is None or model is None:
            return
        self._key = node.key
        picture = load_pictures(project, [node.about or 0]).get(node.about or 0)
        if picture is None or not picture.content:
            self.facts.show_text(tr("This picture is damaged in the project file: replace it."))
        else:
            size = {"width": picture.width_px, "height": picture.height_px}
            kilobytes = max(1, round(len(picture.content) / _BYTES_PER_KB))
            self.facts.show_text(tr("{width} by {height} dots, {size} kB in the project", size=kilobytes, **size))
        self.replace_button.setVisible(self._session.can_write)
        is_sized = node.key in read_drawing(project, model.id).sizes
        self.natural_button.setVisible(self._session.can_write and is_sized)

    def _unsize(self) -> None:
        project, model = self._session.project, self._session.model
        if project is not None and model is not None:
            self._session.attempt(lambda: resize_node(project, model.id, self._key, None))
