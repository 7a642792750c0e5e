"""The orders in which codes can be listed, and the button that chooses one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from qdatool.coding.code_order import CodeOrder
from qdatool.ui.icons import Icon, icon
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize
from qdatool.wording import tr

ORDERS: Mapping[CodeOrder, str] = {
    CodeOrder.TREE: "In the order of the tree",
    CodeOrder.NAME: "By name",
    CodeOrder.GROUNDED: "Most quotations first",
    CodeOrder.RECENT: "Used last first",
}


def kept_order(kept: str) -> CodeOrder:
    """Return the order that was kept under its value, or that of the tree."""
    return CodeOrder(kept) if kept in {order.value for order in CodeOrder} else CodeOrder.TREE


class OrderButton(QToolButton):
    """Opens a menu of the orders; it stands out while codes are not in the order of the tree. ``picked(CodeOrder)``."""

    picked = Signal(object)

    def __init__(self, order: CodeOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = order
        self.setIcon(icon(Icon.SORT))
        self.setIconSize(QSize(IconSize.NORMAL, IconSize.NORMAL))
        self.setCheckable(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wear(self, Look.TOOL)
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the button in the interface's language."""
        name = f"{tr('Order of the codes')}: {tr(ORDERS[self.order])}"
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setChecked(self.order is not CodeOrder.TREE)

    def show_order(self, order: CodeOrder) -> None:
        """Show which order is chosen, without telling."""
        self.order = order
        self.retranslate()

    def fill(self) -> None:
        """Offer the orders, the present one ticked."""
        self.menu().clear()
        for order, sentence in ORDERS.items():
            entry = self.menu().addAction(tr(sentence), lambda order=order: self._pick(order))
            entry.setCheckable(True)
            entry.setChecked(order is self.order)

    def _pick(self, order: CodeOrder) -> None:
        self.show_order(order)
        self.picked.emit(order)
