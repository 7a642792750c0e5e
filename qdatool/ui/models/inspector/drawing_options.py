"""How a model is drawn: the choices that belong to its kind."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from qdatool.coding.model_options import Arrangement, Counted, MapLayout, ModelOption
from qdatool.coding.models import set_model_option
from qdatool.coding.roles import ModelKind, Role
from qdatool.figures.gather import counted_in
from qdatool.ui.models.session import ModelSession
from qdatool.ui.tokens import Space
from qdatool.wording import tr

_SWITCHES = {
    ModelOption.OPEN_CODES: "List the codes below each category",
    ModelOption.FEEDBACK: "Arrow back from the consequences",
    ModelOption.SWAPPED: "Intervening conditions above",
    ModelOption.CONDITIONS_TO: "Conditions point at the phenomenon",
}
_LEGEND = "Legend below the figure"
_ARRANGEMENTS = {
    Arrangement.WEB: "Web round the global theme",
    Arrangement.TREE: "Tree in columns",
    Arrangement.TOP_DOWN: "Tree from above",
    Arrangement.GIOIA: "Gioia data structure",
}
_MAP_LAYOUTS = {
    MapLayout.FORCE: "Linked ones near each other",
    MapLayout.TREE: "Tree from above",
    MapLayout.LAYERED: "In layers along the reading",
    MapLayout.RADIAL: "In rings round the beginning",
    MapLayout.CIRCLE: "In a circle",
}
COUNTED = {
    Counted.QUOTATIONS: "Numbers of quotations",
    Counted.INTERVIEWS: "Numbers of interviews",
    Counted.BOTH: "Numbers of quotations and interviews",
}
_HIERARCHIES = frozenset({ModelKind.THEMATIC_NETWORK, ModelKind.TREE})


class DrawingOptions(QWidget):
    """Switches of a paradigm, the arrangement of a hierarchy or a map, and the legend of any."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.arrangement, self.map_layout, self.counted = QComboBox(), QComboBox(), QComboBox()
        self.switches = {option: QCheckBox() for option in _SWITCHES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.arrangement)
        column.addWidget(self.map_layout)
        for layout, name in _MAP_LAYOUTS.items():
            self.map_layout.addItem(name, layout.value)
        for arrangement, name in _ARRANGEMENTS.items():
            self.arrangement.addItem(name, arrangement.value)
        self.legend = QCheckBox()
        self.legend.clicked.connect(lambda is_on: self._write(ModelOption.LEGEND, is_on))
        for option, box in self.switches.items():
            column.addWidget(box)
            box.clicked.connect(lambda is_on, option=option: self._switch(option, is_on))
        column.addWidget(self.legend)
        column.addWidget(self.counted)
        self.arrangement.activated.connect(lambda row: self._arrange(Arrangement(self.arrangement.itemData(row))))
        self.map_layout.activated.connect(
            lambda row: self._write(ModelOption.MAP_LAYOUT, self.map_layout.itemData(row))
        )
        for counted, name in COUNTED.items():
            self.counted.addItem(name, counted.value)
        self.counted.activated.connect(lambda row: self._write(ModelOption.COUNTED, self.counted.itemData(row)))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.arrangement.setAccessibleName(tr("Arrangement"))
        for row, name in enumerate(_ARRANGEMENTS.values()):
            self.arrangement.setItemText(row, tr(name))
        self.map_layout.setAccessibleName(tr("Arrangement"))
        for row, name in enumerate(_MAP_LAYOUTS.values()):
            self.map_layout.setItemText(row, tr(name))
        self.counted.setAccessibleName(tr("What is counted"))
        self.counted.setToolTip(tr("What stands in parentheses where the figure shows numbers"))
        for row, name in enumerate(COUNTED.values()):
            self.counted.setItemText(row, tr(name))
        for option, box in self.switches.items():
            box.setText(tr(_SWITCHES[option]))
        self.legend.setText(tr(_LEGEND))

    def refresh(self) -> None:
        """Show what is chosen for the model shown."""
        model = self._session.model
        kind = model.kind if model is not None else None
        self.setVisible(kind is not None)
        self.map_layout.setVisible(kind is ModelKind.FREE)
        self.arrangement.setVisible(kind in _HIERARCHIES)
        self.setEnabled(self._session.can_write)
        if model is None:
            return
        usual = Arrangement.TREE if kind is ModelKind.TREE else Arrangement.WEB
        chosen = model.options.get(ModelOption.ARRANGEMENT, usual.value)
        layout = model.options.get(ModelOption.MAP_LAYOUT, MapLayout.FORCE.value)
        self.map_layout.setCurrentIndex(self.map_layout.findData(layout))
        self.arrangement.setCurrentIndex(self.arrangement.findData(chosen))
        self.counted.setCurrentIndex(self.counted.findData(counted_in(model).value))
        self.legend.setChecked(model.options.get(ModelOption.LEGEND) is True)
        for option, box in self.switches.items():
            is_for_all_roles = kind is ModelKind.PARADIGM and option is ModelOption.OPEN_CODES
            box.setVisible(is_for_all_roles or self._session.is_textbook())
            box.setChecked(model.options.get(option) in (True, Role.PHENOMENON.value))

    def _switch(self, option: ModelOption, is_on: bool) -> None:
        value: bool | str = is_on
        if option is ModelOption.CONDITIONS_TO:
            value = (Role.PHENOMENON if is_on else Role.STRATEGY).value
        self._write(option, value)

    def _arrange(self, arrangement: Arrangement) -> None:
        self._write(ModelOption.ARRANGEMENT, arrangement.value)

    def _write(self, option: ModelOption, value: bool | str) -> None:
        project, model = self._session.project, self._session.model
        if project is not None and model is not None:
            self._session.attempt(lambda: set_model_option(project, model.id, option, value))
