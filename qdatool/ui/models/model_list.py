"""The models of the project: each with the sign of its kind and what it holds."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.models import Model
from qdatool.coding.roles import ModelKind
from qdatool.ui.controls import EmptyState, IconButton, PanelHead, draw_elided
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon, icon, paint_icon
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.facts import model_facts
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, IconSize, Radius, Size, Space
from qdatool.wording import interface_language, tr

KIND_ICONS = {
    ModelKind.PARADIGM: Icon.MODELS,
    ModelKind.THEMATIC_NETWORK: Icon.NETWORK,
    ModelKind.TREE: Icon.TREE,
    ModelKind.FREE: Icon.MAP,
}
_MODEL_ROLE = Qt.ItemDataRole.UserRole
_FACTS_ROLE = Qt.ItemDataRole.UserRole + 1


class ModelList(QWidget):
    """Lists the models; the one that is current is shown on the canvas."""

    renamed = Signal(int, str)
    """Another name was written for a model."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = PanelHead("Models")
        self.add_button = IconButton(Icon.ADD, "New model")
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._add_menu = QMenu(self)
        self.add_button.setMenu(self._add_menu)
        self._add_menu.aboutToShow.connect(lambda: self._fill(self._add_menu, _NEW))
        head.add(self.add_button)
        self.rows = QListWidget()
        self.rows.setItemDelegate(ModelDelegate(self.rows))
        self.rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.rows.customContextMenuRequested.connect(self._on_menu)
        self.rows.currentItemChanged.connect(self._on_current)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.itemChanged.connect(self._on_written)
        self.rows.itemDoubleClicked.connect(lambda _item: self._trigger(ModelAction.RENAME))
        self._empty = EmptyState("No model yet.")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.rows)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._pages, 1)
        session.refreshed.connect(self.refresh)
        session.model_shown.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Show the models as they are now."""
        content, chosen = self._session.content, self._session.model
        self.rows.blockSignals(True)
        self.rows.clear()
        for model in content.models if content else ():
            item = QListWidgetItem(model.title_in(interface_language()))
            item.setData(_MODEL_ROLE, model)
            facts = model_facts(content.project, model, content.tree, content.levels)
            item.setData(_FACTS_ROLE, facts)
            if self._session.can_write:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(f"{item.text()}\n{facts}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {facts}")
            self.rows.addItem(item)
            if chosen is not None and model.id == chosen.id:
                self.rows.setCurrentItem(item)
        self.rows.blockSignals(False)
        self._pages.setCurrentIndex(0 if self.rows.count() else 1)
        self.add_button.setEnabled(self._session.can_write)

    def retranslate(self) -> None:
        """Show names and facts in the interface's language."""
        self.rows.setAccessibleName(tr("Models"))
        self.refresh()

    def edit_name(self) -> None:
        """Let the name of the model shown be written in its row."""
        item = self.rows.currentItem()
        if item is not None:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            self.rows.editItem(item)

    def _on_written(self, item: QListWidgetItem) -> None:
        model, name = item.data(_MODEL_ROLE), item.text().strip()
        # The rows are made anew by a rename, which the editor that is just closing would not survive.
        QTimer.singleShot(0, self, lambda: self._finish_name(model, name))

    def _finish_name(self, model: Model, name: str) -> None:
        if name and name != model.title_in(interface_language()):
            self.renamed.emit(model.id, name)
        else:
            self.refresh()

    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self._session.show_model(item.data(_MODEL_ROLE).id)

    def _on_menu(self, at: QPoint) -> None:
        if self.rows.itemAt(at) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, _OWN)
        menu.popup(self.rows.viewport().mapToGlobal(at))

    def _fill(self, menu: QMenu, action_ids: tuple[ModelAction, ...]) -> None:
        menu.clear()
        actions = self._session.shell.actions
        for action_id in action_ids:
            spec = actions.spec(action_id)
            entry = menu.addAction(icon(spec.icon), actions.text(action_id))
            entry.setEnabled(actions.is_enabled(action_id))
            entry.triggered.connect(lambda _checked=False, wanted=action_id: self._trigger(wanted))

    def _trigger(self, action_id: ModelAction) -> None:
        self._session.shell.actions.trigger(action_id)


class ModelDelegate(QStyledItemDelegate):
    """Two lines beside the sign of the kind."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(0, Size.TWO_LINE_ROW + 1)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Name"))
        editor.setLayoutDirection(direction_of(str(index.data())))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        rect = option.rect.adjusted(Space.XS, 0, -Space.XS, 0)
        editor.setGeometry(QRect(rect.left(), rect.center().y() - Size.FIELD // 2, rect.width(), Size.FIELD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        shown = tokens()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        view = option.widget
        rect = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.selected if is_selected else shown.hover))
            painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        if option.state & QStyle.StateFlag.State_HasFocus and view is not None and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(shown.accent), Size.FOCUS_RING))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        direction = option.direction
        side = int(IconSize.NORMAL)
        place = QStyle.visualRect(
            direction, rect, QRect(rect.left() + Space.S, rect.center().y() - side // 2, side, side)
        )
        model = index.data(_MODEL_ROLE)
        color = shown.accent_text if is_selected else shown.text_2
        paint_icon(painter, QRectF(place), KIND_ICONS[model.kind], color)
        left = rect.left() + Space.S + side + Space.S
        for text, top, size, ink, is_bold in (
            (index.data(), rect.top() + 4, FontSize.BASE, shown.text_1, True),
            (index.data(_FACTS_ROLE), rect.top() + 23, FontSize.META, shown.text_2, False),
        ):
            line = QStyle.visualRect(direction, rect, QRect(left, top, rect.right() - left - Space.S, 19))
            painter.setFont(interface_font(size, is_bold=is_bold))
            painter.setPen(QColor(ink))
            draw_elided(painter, line, text, direction)
        painter.restore()


_NEW = (
    *(ModelAction.NEW_PARADIGM, ModelAction.NEW_PROCESS, ModelAction.NEW_SIX_CS),
    *(ModelAction.NEW_LIKE, ModelAction.NEW_FROM_ROLES),
    ModelAction.NEW_NETWORK,
    ModelAction.NEW_TREE,
    ModelAction.NEW_MAP,
)
_OWN = (
    *(ModelAction.RENAME, ModelAction.FILL, ModelAction.PART),
    *(ModelAction.SAVE_ROLES, ModelAction.DELETE),
)
