"""The middle of the workspace: the tools, the canvas, and what ties the canvas to the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from qdatool.coding.map_nodes import link_on_map, take_off_map, unlink_on_map
from qdatool.coding.model_links import relations_between
from qdatool.coding.model_options import ModelOption
from qdatool.coding.models import (
    Slot,
    arrange_model,
    move_nodes,
    move_to_slot,
    pin_nodes,
    put_in_slot,
    set_model_direction,
    set_model_option,
    take_from_slot,
    unpin_node,
)
from qdatool.coding.node_keys import code_of_key, ends_of, is_link, role_of_key
from qdatool.coding.project import Project
from qdatool.coding.relations import relate_codes
from qdatool.coding.roles import Direction, ModelKind
from qdatool.figures.collapsing import depth_of, levels_of
from qdatool.figures.figure import Figure
from qdatool.figures.gather import FigureChoices, spec_for_model
from qdatool.figures.layout import layout_figure
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.spec import FigureSpec, GioiaSpec, ShapedSpec, link_key
from qdatool.figures.style import figure_style
from qdatool.ui.branch_drawing import add_branch
from qdatool.ui.controls import EmptyState
from qdatool.ui.icons import Icon, icon
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.aligning import SPREADING, Alignment, aligned
from qdatool.ui.models.canvas.comment_badges import box_comments
from qdatool.ui.models.canvas.figure_canvas import FigureCanvas
from qdatool.ui.models.canvas.link_points import line_of
from qdatool.ui.models.canvas.screen_figure import (
    ScreenFigure,
    pin_place,
    screen_figure,
    screen_spec,
    with_pins,
)
from qdatool.ui.models.canvas.shaping import Wish
from qdatool.ui.models.empty_ground import EmptyGround
from qdatool.ui.models.figure_clipboard import figure_mime
from qdatool.ui.models.folding_acts import FoldingActs, has_collapsed
from qdatool.ui.models.inspector.map_pages import link_on_map_of
from qdatool.ui.models.large_maps import LargeMaps
from qdatool.ui.models.node_search import NodeSearch
from qdatool.ui.models.session import ModelSession
from qdatool.ui.models.shaping_acts import ShapingActs
from qdatool.ui.models.slot_acts import place_in_role
from qdatool.ui.models.tool_row import ToolRow
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import interface_language, tr

_LIVE_WITHIN_S = 0.008
_LINK_TYPE = "associated"


class CanvasPage(QFrame):
    """Shows the session's model and turns gestures into operations, one each."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._spec: FigureSpec | None = None
        self._evidence: dict[str, str] = {}
        self._layout_s = 0.0
        self._link_from = ""
        self._link_notice: Notice | None = None
        self._large_maps = LargeMaps(session.shell.tasks, self.refresh)
        wear(self, Look.PAGE)
        self.tools = ToolRow(session.shell.actions)
        self.canvas = FigureCanvas()
        self.empty_ground = EmptyGround(session, self.canvas.viewport())
        self.canvas.moving.preview = self._preview
        self._shaping = ShapingActs(lambda: (self._spec, self.canvas.figure()), self._write)
        self.canvas.shaping.preview = self._preview_of_wish
        self.folding = session.folding = FoldingActs(lambda: self._spec, self._write)
        self.search = NodeSearch(self.canvas, self.folding.hidden)
        self.search.left.connect(self.take_keyboard)
        self.search.pointed_at.connect(session.choose)
        self._empty_of_roles = EmptyState(
            "No model yet. A paradigm model shows the categories in their roles.", "New paradigm model"
        )
        self._empty_of_roles.asked.connect(lambda: session.shell.actions.trigger(ModelAction.NEW_PARADIGM))
        self._empty_of_themes = EmptyState(
            "No model yet. A thematic network shows the themes round the global one.", "New thematic network"
        )
        self._empty_of_themes.asked.connect(lambda: session.shell.actions.trigger(ModelAction.NEW_NETWORK))
        self._pages = QStackedWidget()
        for page in (self.canvas, self._empty_of_roles, self._empty_of_themes):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.search)
        column.addWidget(self._pages, 1)
        self._connect()

    def apply_theme(self) -> None:
        """Lay the figure out anew in the colours of the theme."""
        self.refresh()

    def retranslate(self) -> None:
        """Show the figure in the interface's language where the user chose no other."""
        self.refresh()

    def refresh(self) -> None:
        """Show the model as it stands now."""
        session, model = self._session, self._session.model
        spec = screen_spec(session)
        self._spec = self._large_maps.placed(spec) if spec is not None else None
        # The columns of a data structure stand where they stand.
        self.canvas.accepts_anywhere = self._is_map()
        self.canvas.shaping.is_on = isinstance(self._spec, ShapedSpec) and session.can_write
        self.canvas.is_movable = session.can_write and not isinstance(self._spec, GioiaSpec)
        self._pages.setCurrentWidget(self._page())
        self.tools.setVisible(model is not None)
        if self._spec is None or model is None:
            self.canvas.show_figure(None)
            self.empty_ground.show_for(None)
            self.canvas.folds.show_folds(None, None)
            return
        started = perf_counter()
        shown = screen_figure(self._spec)
        self._evidence = {pill.key: pill.said for pill in shown.pills}
        self._layout_s = perf_counter() - started
        self.canvas.show_figure(shown, tuple(model.pinned))
        self.empty_ground.show_for(shown.figure)
        self.canvas.folds.show_folds(self._spec if session.can_write else None, self.canvas.figure())
        self.canvas.comments.show_numbers(self.canvas.figure(), box_comments(session.project, model))
        self.tools.show_for(is_textbook=session.is_textbook(), levels=self.levels())
        self.tools.depth.show_depth(self.depth())
        for part in (self.tools.direction, self.tools.depth):
            part.setEnabled(session.can_write)
        self.tools.direction.show_value(model.direction)
        self.tools.language.show_value(session.language)
        self._show_chosen(session.chosen_key)
        if self.search.isVisible():
            self.search.retranslate()

    def _page(self) -> QWidget:
        """Return the canvas, or the offer of the kind of model that suits the codes."""
        content = self._session.content
        if self._session.model is not None or content is None:
            return self.canvas
        has_themes = len(content.tree) > 0 and all(code.role is None for code in content.tree)
        empty = self._empty_of_themes if has_themes else self._empty_of_roles
        empty.offer(is_on=not content.project.is_read_only)
        return empty

    def depth(self) -> int:
        """Return how many levels of a network or tree are drawn, 0 for other models."""
        return depth_of(self._spec) if self._spec is not None else 0

    def levels(self) -> int:
        """Return how many levels a network or tree has."""
        return levels_of(self._spec) if self._spec is not None else 0

    # Acts

    def arrange(self) -> None:
        """Give every node back to automatic layout."""
        self._write(lambda project, model_id: arrange_model(project, model_id))

    def toggle_pin(self) -> None:
        """Pin the chosen boxes where they stand, or give them back to automatic layout when all are pinned."""
        model, figure = self._session.model, self.canvas.figure()
        found = [figure.node(key) for key in self.canvas.chosen_keys()] if figure is not None else []
        rects = {node.key: node.rect for node in found if node is not None and node.parent_key is None}
        if model is None or figure is None or not rects:
            return
        if rects.keys() <= model.pinned.keys():
            self._write(lambda project, model_id: unpin_node(project, model_id, *rects))
        else:
            centers = {key: QPointF(rect.center_x, rect.center_y) for key, rect in rects.items()}
            places = {key: pin_place(figure, center) for key, center in centers.items()}
            self._write(lambda project, model_id: pin_nodes(project, model_id, places))

    def copy_picture(self) -> None:
        """Put the figure on the clipboard as it would look on paper."""
        project, model = self._session.project, self._session.model
        if project is None or model is None:
            return
        choices = FigureChoices(self._session.language, self._session.shows_counts)
        style = figure_style()
        figure = layout_figure(spec_for_model(project, model.id, choices), style, QtTextMeasurer(style.fonts))
        QGuiApplication.clipboard().setMimeData(figure_mime(figure))
        self._session.shell.show_notice(
            Notice(NoticeKind.OK, tr("The figure is on the clipboard, as a picture and as a drawing."))
        )

    def can_pin(self) -> bool:
        """Tell whether a box is chosen that can be pinned."""
        figure = self.canvas.figure()
        node = figure.node(self.canvas.chosen_key()) if figure is not None else None
        return node is not None and node.parent_key is None and self.canvas.is_movable

    def swap(self) -> None:
        """Swap the contextual and the intervening conditions."""
        model = self._session.model
        is_swapped = model is not None and model.options.get(ModelOption.SWAPPED) is True
        self._write(lambda project, model_id: set_model_option(project, model_id, ModelOption.SWAPPED, not is_swapped))

    def set_direction(self, direction: Direction) -> None:
        """Let the figure read from one side or the other."""
        model = self._session.model
        if model is not None and model.direction is not direction:
            self._write(lambda project, model_id: set_model_direction(project, model_id, direction))

    def set_depth(self, depth: int) -> None:
        """Draw so many levels of a network or tree."""
        if depth != self.depth() and 1 <= depth <= self.levels():
            self._write(lambda project, model_id: set_model_option(project, model_id, ModelOption.DEPTH, depth))

    def can_fold(self) -> bool:
        """Tell whether what stands below the chosen node can be drawn or left out."""
        return bool(self.folding.sentence(self._session.chosen_key))

    def fold(self) -> None:
        """Collapse or expand the chosen node, or draw it where it is hidden."""
        self.folding.toggle(self._session.chosen_key)

    # Parts

    def _connect(self) -> None:
        session, canvas = self._session, self.canvas
        session.refreshed.connect(self.refresh)
        session.model_shown.connect(canvas.fit)
        session.chosen.connect(self._on_chosen)
        canvas.chosen.connect(session.choose)
        canvas.moving.moved.connect(self._on_moved)
        canvas.several_chosen.connect(self._say_chosen)
        canvas.shaping.wanted.connect(self._on_form_wanted)
        canvas.shaping.point_chosen.connect(self._say_chosen)
        canvas.dropped_on.connect(self._on_dropped_on)
        canvas.code_dropped.connect(self._on_code_dropped)
        canvas.removal_wanted.connect(self._on_removal_wanted)
        canvas.opened.connect(lambda _key: session.editing_asked.emit())
        canvas.drag_given_up.connect(self.refresh)
        canvas.fold_wanted.connect(self.folding.toggle)
        canvas.menu_wanted.connect(self._open_menu)
        canvas.zoomed.connect(lambda: self.tools.show_zoom(canvas.zoom_percent()))
        self.tools.direction.picked.connect(self.set_direction)
        self.tools.depth.picked.connect(self.set_depth)
        self.tools.language.picked.connect(session.set_language)

    def _write(self, act: Callable[[Project, int], object]) -> None:
        """Run an operation on the model shown."""
        project, model = self._session.project, self._session.model
        if project is not None and model is not None:
            self._session.attempt(lambda: act(project, model.id))
            self._show_states()

    def _show_states(self) -> None:
        model = self._session.model
        is_pinned = model is not None and self.canvas.chosen_key() in model.pinned
        buttons = self.tools.buttons
        buttons[ModelAction.PIN].setChecked(is_pinned)
        buttons[ModelAction.COUNTS].setChecked(self._session.shows_counts)
        buttons[ModelAction.SELECT_TOOL].setChecked(not self.canvas.is_panning_tool)
        buttons[ModelAction.PAN_TOOL].setChecked(self.canvas.is_panning_tool)
        if model is not None:
            self.tools.direction.show_value(model.direction)
            self.tools.depth.show_depth(self.depth())

    def choose_tool(self, *, is_panning: bool) -> None:
        """Choose between selecting and moving the page."""
        self.canvas.is_panning_tool = is_panning
        self.canvas.show_tool()
        self._show_states()

    def _preview(self, centers: Mapping[str, QPointF]) -> ScreenFigure | None:
        figure = self.canvas.figure()
        if self._spec is None or figure is None or self._layout_s > _LIVE_WITHIN_S:
            return None
        places = {key: pin_place(figure, center) for key, center in centers.items()}
        return screen_figure(with_pins(self._spec, places))

    def can_link(self) -> bool:
        """Tell whether something is chosen on a map from which a link can be drawn."""
        return self._is_map() and bool(self.canvas.chosen_key()) and not is_link(self.canvas.chosen_key())

    def start_link(self) -> None:
        """Begin a link at what is chosen; the next node chosen is its other end, Escape gives it up."""
        if self.can_link():
            self._link_from = self.canvas.chosen_key()
            sentence = tr("Choose the other end of the link, or press Escape.")
            self._link_notice = Notice(NoticeKind.INFO, sentence)
            self._session.shell.show_notice(self._link_notice)

    def _is_map(self) -> bool:
        model = self._session.model
        return model is not None and model.kind is ModelKind.FREE

    def _end_link(self, key: str) -> None:
        """Draw the link that was begun: a relation between two codes, a line of the map otherwise."""
        source, self._link_from = self._link_from, ""
        if self._link_notice is not None:
            self._session.shell.withdraw_notice(self._link_notice)
        if not key or key == source or is_link(key):
            return
        codes = code_of_key(source), code_of_key(key)
        if codes[0] is not None and codes[1] is not None:
            first, second = codes
            self._write(lambda project, _model_id: relate_codes(project, first, second, _LINK_TYPE))
        else:
            self._write(lambda project, model_id: link_on_map(project, model_id, source, key, _LINK_TYPE))
        # Others have yet to hear that the end was chosen; the link comes after.
        QTimer.singleShot(0, self, lambda: self._session.choose(link_key(source, key)))

    def _on_chosen(self, key: str) -> None:
        if self._link_from:
            self._end_link(key)
            return
        self._show_chosen(key)
        self._session.shell.actions.refresh()

    def _show_chosen(self, key: str) -> None:
        if self.canvas.chosen_key() != key:
            self.canvas.choose(key, tell=False)
        self.canvas.mark_related(self._joined_categories(key))
        self._point_at_hidden(key)
        self.canvas.setAccessibleDescription(self._description(key))
        self._show_states()

    def _point_at_hidden(self, key: str) -> None:
        """Show the nearest node above one that is not drawn."""
        figure = self.canvas.figure()
        if figure is not None and code_of_key(key) is not None and figure.node(key) is None:
            hidden = self.folding.hidden().get(key)
            if hidden is not None:
                self.canvas.mark_related((hidden.shown_key,))
                self.canvas.bring_into_view(hidden.shown_key)

    def _open_menu(self, at: QPoint) -> None:
        """Offer what can be done with what is chosen."""
        key, actions = self.canvas.chosen_key(), self._session.shell.actions
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        removal = self._removal_of(key)
        if removal and self._session.can_write:
            menu.addAction(icon(Icon.CLOSE), tr(removal), lambda: self._on_removal_wanted(key))
            menu.addSeparator()
        self._offer_forms(menu, key)
        self._offer_folds(menu, key)
        looks = (ModelAction.COPY_LOOK, ModelAction.PASTE_LOOK)
        pictures = (ModelAction.ADD_PICTURE, ModelAction.PASTE_PICTURE, ModelAction.REPLACE_PICTURE)
        order = (ModelAction.MOVE_UP, ModelAction.MOVE_DOWN)
        for action_id in (
            *pictures,
            *order,
            ModelAction.PIN,
            *looks,
            ModelAction.ARRANGE,
            ModelAction.SWAP,
            ModelAction.FIT,
        ):
            if actions.is_enabled(action_id):
                spec = actions.spec(action_id)
                menu.addAction(
                    icon(spec.icon), actions.text(action_id), lambda wanted=action_id: actions.trigger(wanted)
                )
        menu.popup(at)

    def _offer_forms(self, menu: QMenu, key: str) -> None:
        """Offer to align boxes, to lead the chosen link elsewhere, and to give a link or a box its usual form back."""
        shaping, count = self.canvas.shaping, len(self.canvas.chosen_keys())
        if count > 1 and self.canvas.is_movable:
            lines = menu.addMenu(tr("Align the chosen boxes"))
            for alignment in Alignment:
                if count > 2 or alignment not in SPREADING:
                    lines.addAction(tr(alignment.value), lambda wanted=alignment: self.align(wanted))
            menu.addSeparator()
        if shaping.can_add_point():
            menu.addAction(icon(Icon.ADD), tr("Add a bend"), shaping.add_point)
            if shaping.point is not None:
                menu.addAction(icon(Icon.CLOSE), tr("Remove this bend"), shaping.remove_point)
        can_undo = self._session.can_write and self._shaping.can_undo_form(key)
        if can_undo:
            menu.addAction(icon(Icon.UNDO), tr(self._usual_form_of(key)), lambda: self._shaping.undo_form(key))
        if can_undo or shaping.can_add_point():
            menu.addSeparator()

    def _usual_form_of(self, key: str) -> str:
        """Return what giving the chosen thing its usual form back is called."""
        if is_link(key):
            return "Draw the link straight"
        figure = self.canvas.figure()
        is_picture = figure is not None and any(shape.key == key for shape in figure.pictures)
        return "Back to its usual size" if is_picture else "As large as its words need"

    def _offer_folds(self, menu: QMenu, key: str) -> None:
        fold = self.folding.sentence(key)
        if fold and self._session.can_write:
            menu.addAction(icon(Icon.COLLAPSE if fold.startswith("Collapse") else Icon.EXPAND), tr(fold), self.fold)
        project, code_id = self._session.project, code_of_key(key)
        if fold and project is not None and code_id is not None and self._session.can_write:
            add_branch(menu, self._session.shell, project, code_id)
        if has_collapsed(self._session.model) and self._session.can_write:
            menu.addAction(icon(Icon.EXPAND), tr("Expand everything"), self.folding.expand_all)

    def _removal_of(self, key: str) -> str:
        """Return what taking away the chosen thing is called, or nothing where it cannot be taken away."""
        if is_link(key):
            return "Take the link off the map" if link_on_map_of(self._session, key) is not None else ""
        if self._is_map() and key:
            return "Take it off the map"
        return "Take it out of this role" if self._slot_of(key) is not None else ""

    def _slot_of(self, key: str) -> Slot | None:
        """Return the slot that a category of the figure stands in, or None for other nodes."""
        model, figure, code_id = self._session.model, self.canvas.figure(), code_of_key(key)
        node = figure.node(key) if figure is not None else None
        if model is None or node is None or code_id is None:
            return None
        role = role_of_key(node.parent_key or "")
        return next((slot for slot in model.slots if slot.code_id == code_id and slot.role == role), None)

    def _joined_categories(self, key: str) -> list[str]:
        """Return the categories that the relations of an arrow join."""
        model, content = self._session.model, self._session.content
        if not is_link(key) or model is None or content is None:
            return []
        source, target = (role_of_key(end) for end in ends_of(key))
        if source is None or target is None:
            return []
        found = relations_between(model, content.tree, content.relations, source, target)
        ends = dict.fromkeys(end for relation in found for end in (relation.source_id, relation.target_id))
        return [f"code:{end}" for end in ends]

    def _description(self, key: str) -> str:
        """Return what a screen reader and the status bar say of a node or link."""
        figure, model = self.canvas.figure(), self._session.model
        if figure is None or model is None or not key:
            return ""
        count = len(self.canvas.chosen_keys())
        if count > 1:
            return tr("{count} boxes chosen", count=count)
        if is_link(key):
            names = [node.label for end in ends_of(key) if (node := figure.node(end)) is not None]
            arrow = "\u2190" if interface_language() == "fa" else "\u2192"
            said = (f" {arrow} ".join(names), self._evidence.get(key, ""), *self._bends_said(figure, key))
            comma = "\u060c " if interface_language() == "fa" else ", "
            return comma.join(part for part in said if part)
        node, role = figure.node(key), role_of_key(key)
        if node is None or self.folding.is_collapsed(key):
            return self.folding.description(key, figure)
        if role is not None:
            return tr("{role}: {count} categories", role=node.label, count=len(model.codes_in(role)))
        box = figure.node(node.parent_key or "")
        return tr("{category}, in {role}", category=node.label, role=box.label) if box is not None else node.label

    def _bends_said(self, figure: Figure, key: str) -> list[str]:
        """Return how many bends a link has, and which of them is chosen."""
        line, point = line_of(figure, key), self.canvas.shaping.point
        count = len(line.bends) if line is not None else 0
        if not count:
            return []
        said = [tr("1 bend") if count == 1 else tr("{count} bends", count=count)]
        return said if point is None else [*said, tr("bend {number} chosen", number=point + 1)]

    def _say_chosen(self) -> None:
        """Tell screen readers which bend of the chosen link is chosen, or how many boxes."""
        self.canvas.setAccessibleDescription(self._description(self.canvas.chosen_key()))

    def _on_moved(self, centers: Mapping[str, QPointF], run: str) -> None:
        figure = self.canvas.figure()
        if figure is None:
            return
        places = {key: pin_place(figure, center) for key, center in centers.items()}
        self._write(lambda project, model_id: move_nodes(project, model_id, places, run=run))
        self.refresh()

    def align(self, alignment: Alignment) -> None:
        """Bring the chosen boxes into line, as one step."""
        figure = self.canvas.figure()
        found = [figure.node(key) for key in self.canvas.chosen_keys()] if figure is not None else []
        rects = {node.key: node.rect for node in found if node is not None and node.parent_key is None}
        if len(rects) > 1:
            self._on_moved({key: QPointF(*center) for key, center in aligned(rects, alignment).items()}, "")

    def _preview_of_wish(self, wish: Wish) -> ScreenFigure | None:
        return self._shaping.preview(wish) if self._layout_s <= _LIVE_WITHIN_S else None

    def _on_form_wanted(self, wish: Wish) -> None:
        self._shaping.fulfil(wish)
        self.refresh()

    def _on_dropped_on(self, key: str, box: str, other_box: str, at: QPointF) -> None:
        code_id, source, target = code_of_key(key), role_of_key(box), role_of_key(other_box)
        model, figure = self._session.model, self.canvas.figure()
        if code_id is None or target is None or model is None or figure is None:
            return
        present = model.codes_in(target)
        place = place_in_role(figure, other_box, [each for each in present if each != code_id], at)
        if source != target:
            self._write(lambda project, model_id: move_to_slot(project, model_id, code_id, source, target, place))
        elif code_id in present and present.index(code_id) != place:
            self._write(lambda project, model_id: put_in_slot(project, model_id, target, code_id, place))

    def _on_code_dropped(self, code_id: int, box: str) -> None:
        role = role_of_key(box)
        if self._is_map():
            self._write(lambda project, model_id: put_in_slot(project, model_id, None, code_id))
        elif role is not None:
            self._write(lambda project, model_id: put_in_slot(project, model_id, role, code_id))

    def _on_removal_wanted(self, key: str) -> None:
        slot, link = self._slot_of(key), link_on_map_of(self._session, key) if is_link(key) else None
        if link is not None:
            self._write(lambda project, _model_id: unlink_on_map(project, link.id))
        elif self._is_map() and not is_link(key):
            chosen = self.canvas.chosen_keys()
            keys = chosen if key in chosen else (key,)
            self._write(lambda project, model_id: take_off_map(project, model_id, *keys))
        elif slot is not None:
            self._write(lambda project, model_id: take_from_slot(project, model_id, slot.role, slot.code_id))

    def take_keyboard(self) -> None:
        """Put the keyboard on the canvas."""
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
