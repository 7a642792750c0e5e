"""The Models workspace of the shell: list, checks, canvas, inspector and export, and its actions."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QWidget

from qdatool.coding.branch_models import branches_of, draw_branches, free_title
from qdatool.coding.changes import Changes
from qdatool.coding.models import create_model, delete_model, fill_model, rename_model
from qdatool.coding.project import Project
from qdatool.coding.role_templates import RoleTemplate
from qdatool.coding.roles import Direction, ModelKind
from qdatool.figures.spec import FigureLanguage
from qdatool.ui.actions import Scope
from qdatool.ui.models.actions import ACTIONS, ModelAction
from qdatool.ui.models.canvas_page import CanvasPage
from qdatool.ui.models.checks_panel import ChecksPanel
from qdatool.ui.models.commented import commented, show_commented
from qdatool.ui.models.export_panel import ExportPanel
from qdatool.ui.models.facts import model_facts
from qdatool.ui.models.folding_acts import has_collapsed
from qdatool.ui.models.inspector.panel import Inspector
from qdatool.ui.models.links_table import save_links_table
from qdatool.ui.models.look_acts import LookActs
from qdatool.ui.models.model_list import ModelList
from qdatool.ui.models.picture_acts import PictureActs
from qdatool.ui.models.revealing import reveal_step
from qdatool.ui.models.role_acts import RoleActs
from qdatool.ui.models.session import ModelSession
from qdatool.ui.models.slot_acts import SlotActs
from qdatool.ui.tokens import Size
from qdatool.ui.workspace import Notice, NoticeKind, Place, PlaceKind, WorkspaceId
from qdatool.wording import interface_language, tr

if TYPE_CHECKING:
    from qdatool.coding.review import Box, CommentSubject
    from qdatool.ui.workspace import Shell

_LIST_WIDTH = 236
_LIST_HEIGHT = 260
_CHECKS_HEIGHT = 560
_EXPORT_HEIGHT = 376
_TITLES = {ModelKind.PARADIGM: "Paradigm model", ModelKind.THEMATIC_NETWORK: "Thematic network"}
_TITLES |= {ModelKind.TREE: "Code tree", ModelKind.FREE: "Free map"}


class ModelsWorkspace:
    """Models as objects: each place, arrow and number on them leads to the sentences it rests on."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.session = ModelSession(shell)
        self.looks = LookActs(self.session, lambda: self.page.canvas.chosen_keys())
        self.slots = SlotActs(self.session)
        self.roles = RoleActs(self.session, self._make)
        # Buttons look their rows up when they are made; which view the keys belong to is known only afterwards.
        for spec in ACTIONS:
            shell.actions.bind(spec, lambda: None, is_enabled=lambda: False)
        self.list = ModelList(self.session)
        self.checks = ChecksPanel(self.session)
        self.page = CanvasPage(self.session)
        self.pictures = PictureActs(self.session, self.page.canvas)
        self.inspector = Inspector(self.session)
        self.export = ExportPanel(self.session)
        self.widget = ModelsScreen(self)
        self._bind_actions(self.page.canvas, self.widget)
        self.session.is_in_view = self.widget.isVisible
        self.session.setParent(self.widget)
        self.session.refreshed.connect(self._on_refreshed)
        self.session.model_shown.connect(self._on_model_shown)
        self.session.chosen.connect(self._on_chosen)
        for told in (self.page.canvas.several_chosen, self.page.canvas.shaping.point_chosen):
            told.connect(lambda: self._on_chosen(self.session.chosen_key))
        self.session.editing_asked.connect(self.inspector.take_keyboard)
        self.list.renamed.connect(self._rename)
        self.inspector.left.connect(self.page.take_keyboard)
        self.inspector.whole.versions.compared.connect(self.page.canvas.show_differences)
        shell.actions.refresh()

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none."""
        self.session.set_project(project)

    def shown(self) -> None:
        """Catch up with what changed while hidden and take the keyboard."""
        self.session.refresh_if_stale()
        self.show_facts()
        self.page.take_keyboard()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        checks = self.checks.first_row()
        export = self.export.first_field() if self.export.isVisible() else None
        panes = [self.list.rows, checks, self.page.canvas, export, self.inspector.first_field()]
        return [pane for pane in panes if pane is not None]

    def go_to(self, place: Place) -> None:
        """Show a model, one of its boxes, or the link that stands for a relation."""
        if place.kind is PlaceKind.MODEL and place.id is not None:
            self.session.show_model(place.id)
        elif place.kind is not None and place.id is not None:
            self.session.refresh_if_stale()
            show_commented(self.session, place.kind, place.id)

    def commented(self) -> CommentSubject | Box | None:
        """Return the box, the relation behind the link, or the model that is chosen."""
        return commented(self.session)

    def reveal(self, changes: Changes) -> None:
        """Show what an undo or redo has just changed, as far as the figure shows it.

        Who writes in the inspector stays there: choosing another thing would take the field away.
        """
        has_keyboard = QApplication.focusWidget()
        is_writing = has_keyboard is not None and self.inspector.isAncestorOf(has_keyboard)
        reveal_step(self.session, self.page.canvas, changes, may_choose=not is_writing)

    # Models

    def _new_model(self, kind: ModelKind) -> None:
        # A map begins empty: what belongs on it is what the user wonders about.
        is_filled = kind is not ModelKind.FREE
        self._make(tr(_TITLES[kind]), lambda project, title: create_model(project, kind, title, from_levels=is_filled))

    def _make(self, wanted: str, act: Callable[[Project, str], int]) -> None:
        """Make a model, called as wanted or with a number after it, and show it."""
        project = self.session.project
        if project is None:
            return
        title = free_title(project, wanted)
        made = self.session.attempt(lambda: act(project, title))
        if made is not None:
            self._shell.go_to(Place(WorkspaceId.MODELS, PlaceKind.MODEL, made))

    def _rename(self, model_id: int, name: str) -> None:
        """Rename a model: its title in the interface's language where it has one, or else the model itself."""
        project, content = self.session.project, self.session.content
        if project is None or content is None:
            return
        language = interface_language()
        titles = next((model.titles for model in content.models if model.id == model_id), {})
        own = language if titles.get(language) else None
        self.session.attempt(lambda: rename_model(project, model_id, name, own))
        self.list.refresh()

    def _delete(self) -> None:
        model, project = self.session.model, self.session.project
        if model is not None and project is not None:
            self.session.attempt(lambda: delete_model(project, model.id))

    def _fill(self) -> None:
        model, project = self.session.model, self.session.project
        if model is not None and project is not None:
            self.session.attempt(lambda: fill_model(project, model.id))

    def _has_branches(self) -> bool:
        project, model = self.session.project, self.session.model
        return project is not None and model is not None and len(branches_of(project, model)) > 1

    def _part(self) -> None:
        """Make a model of each branch of the one shown, and show the first."""
        model, project = self.session.model, self.session.project
        if model is None or project is None:
            return
        made = self.session.attempt(lambda: draw_branches(project, model.id))
        if made:
            self._shell.go_to(Place(WorkspaceId.MODELS, PlaceKind.MODEL, made[0]))
            sentence = tr("{count} models were made, one for each branch.", count=len(made))
            self._shell.show_notice(Notice(NoticeKind.OK, sentence))

    # Actions

    def _bind_actions(self, view: QWidget, screen: QWidget) -> None:
        runs = self._runs()

        def has_model() -> bool:
            return self.session.model is not None

        enabled: dict[ModelAction, Callable[[], bool]] = {
            ModelAction.NEW_PARADIGM: lambda: self.session.project is not None,
            ModelAction.NEW_PROCESS: lambda: self.session.project is not None,
            ModelAction.NEW_SIX_CS: lambda: self.session.project is not None,
            ModelAction.NEW_LIKE: self.roles.has_roles,
            ModelAction.NEW_FROM_ROLES: lambda: self.session.project is not None,
            ModelAction.SAVE_ROLES: self.roles.has_roles,
            ModelAction.NEW_NETWORK: lambda: self.session.project is not None,
            ModelAction.NEW_TREE: lambda: self.session.project is not None,
            ModelAction.NEW_MAP: lambda: self.session.project is not None,
            ModelAction.LINK: lambda: self.page.can_link(),
            ModelAction.ADD_PICTURE: self.pictures.can_add,
            ModelAction.PASTE_PICTURE: self.pictures.can_add,
            ModelAction.REPLACE_PICTURE: self.pictures.can_replace,
            ModelAction.MOVE_UP: lambda: self.slots.can_move(-1),
            ModelAction.MOVE_DOWN: lambda: self.slots.can_move(1),
            ModelAction.SWAP: self.session.is_textbook,
            ModelAction.TYPES: lambda: self.session.project is not None,
            ModelAction.PIN: lambda: self.page.can_pin(),
            ModelAction.FOLD: lambda: self.page.can_fold(),
            ModelAction.EXPAND_ALL: lambda: has_collapsed(self.session.model),
            ModelAction.PART: lambda: self._has_branches(),
            ModelAction.DEEPER: lambda: self.page.depth() < self.page.levels(),
            ModelAction.SHALLOWER: lambda: self.page.depth() > 1,
            ModelAction.ARRANGE: lambda: bool(self.session.model and self.session.model.pinned),
            ModelAction.COPY_LOOK: self.looks.can_copy,
            ModelAction.PASTE_LOOK: self.looks.can_paste,
        }
        for spec in ACTIONS:
            action_id = ModelAction(spec.id)
            within = view if spec.scope is Scope.VIEW else screen
            self._shell.actions.bind(spec, runs[action_id], within=within, is_enabled=enabled.get(action_id, has_model))

    def _runs(self) -> dict[ModelAction, Callable[[], object]]:
        session = self.session
        return {
            ModelAction.NEW_PARADIGM: lambda: self._new_model(ModelKind.PARADIGM),
            ModelAction.NEW_PROCESS: lambda: self.roles.new_with(RoleTemplate.PROCESS),
            ModelAction.NEW_SIX_CS: lambda: self.roles.new_with(RoleTemplate.SIX_CS),
            ModelAction.NEW_LIKE: self.roles.new_like,
            ModelAction.NEW_FROM_ROLES: self.roles.new_from_file,
            ModelAction.SAVE_ROLES: self.roles.save,
            ModelAction.NEW_NETWORK: lambda: self._new_model(ModelKind.THEMATIC_NETWORK),
            ModelAction.NEW_TREE: lambda: self._new_model(ModelKind.TREE),
            ModelAction.NEW_MAP: lambda: self._new_model(ModelKind.FREE),
            ModelAction.LINK: lambda: self.page.start_link(),
            ModelAction.ADD_PICTURE: self.pictures.ask_for_files,
            ModelAction.PASTE_PICTURE: self.pictures.paste,
            ModelAction.REPLACE_PICTURE: self.pictures.ask_for_another,
            ModelAction.RENAME: self.list.edit_name,
            ModelAction.DELETE: self._delete,
            ModelAction.FILL: self._fill,
            ModelAction.SELECT_TOOL: lambda: self.page.choose_tool(is_panning=False),
            ModelAction.PAN_TOOL: lambda: self.page.choose_tool(is_panning=True),
            ModelAction.ARRANGE: lambda: self.page.arrange(),
            ModelAction.PIN: lambda: self.page.toggle_pin(),
            ModelAction.MOVE_UP: lambda: self.slots.move(-1),
            ModelAction.MOVE_DOWN: lambda: self.slots.move(1),
            ModelAction.SWAP: lambda: self.page.swap(),
            ModelAction.FOLLOW_LANGUAGE: lambda: self.page.set_direction(Direction.AUTO),
            ModelAction.RIGHT_TO_LEFT: lambda: self.page.set_direction(Direction.RTL),
            ModelAction.LEFT_TO_RIGHT: lambda: self.page.set_direction(Direction.LTR),
            ModelAction.COUNTS: lambda: session.set_counts(not session.shows_counts),
            ModelAction.PERSIAN: lambda: session.set_language(FigureLanguage.FA),
            ModelAction.ENGLISH: lambda: session.set_language(FigureLanguage.EN),
            ModelAction.BOTH_LANGUAGES: lambda: session.set_language(FigureLanguage.BOTH),
            ModelAction.FOLD: lambda: self.page.fold(),
            ModelAction.EXPAND_ALL: lambda: self.page.folding.expand_all(),
            ModelAction.PART: self._part,
            ModelAction.DEEPER: lambda: self.page.set_depth(self.page.depth() + 1),
            ModelAction.SHALLOWER: lambda: self.page.set_depth(self.page.depth() - 1),
            ModelAction.FIND: lambda: self.page.search.start(),
            ModelAction.COPY_PICTURE: lambda: self.page.copy_picture(),
            ModelAction.COPY_LOOK: self.looks.copy,
            ModelAction.PASTE_LOOK: self.looks.paste,
            ModelAction.KEEP_VERSION: lambda: self.inspector.whole.versions.keep(),
            ModelAction.TRANSLATE: lambda: self.inspector.whole.open_translations(),
            ModelAction.TYPES: lambda: self.inspector.whole.open_types(),
            ModelAction.SAVE_LINKS: lambda: save_links_table(self.session),
            ModelAction.ZOOM_IN: lambda: self.page.canvas.zoom_in(),
            ModelAction.ZOOM_OUT: lambda: self.page.canvas.zoom_out(),
            ModelAction.FIT: lambda: self.page.canvas.fit(),
            ModelAction.SHOW_EXPORT: lambda: self.show_export(not self.export.isVisible()),
            ModelAction.SAVE_FIGURE: lambda: self.export.save(),
        }

    def show_export(self, is_shown: bool) -> None:
        """Open or close the export panel."""
        self.export.setVisible(is_shown)
        self.page.tools.export.setChecked(is_shown)
        self.export.refresh()

    # What the status bar says

    def _on_model_shown(self) -> None:
        model = self.session.model
        if model is not None and self.widget.isVisible():
            self._shell.visited(Place(WorkspaceId.MODELS, PlaceKind.MODEL, model.id))
        self._shell.actions.refresh()

    def _on_refreshed(self) -> None:
        # The shell asks what can be done before the figure is read anew.
        self._shell.actions.refresh()
        self.show_facts()
        self._on_chosen(self.session.chosen_key)

    def show_facts(self) -> None:
        """Say in the status bar which model is shown and what it holds."""
        model, content = self.session.model, self.session.content
        if not self.widget.isVisible():
            return
        if model is None or content is None:
            self._shell.show_position()
            return
        facts = model_facts(content.project, model, content.tree, content.levels)
        self._shell.show_position(model.title_in(interface_language()), facts)

    def _on_chosen(self, key: str) -> None:
        if self.widget.isVisible():
            self._shell.show_selection(self.page.canvas.accessibleDescription() if key else "")


class ModelsScreen(QWidget):
    """The parts beside each other: list over checks, canvas over export, inspector."""

    def __init__(self, workspace: ModelsWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        start = QSplitter(Qt.Orientation.Vertical)
        start.addWidget(workspace.list)
        start.addWidget(workspace.checks)
        start.setStretchFactor(0, 0)
        start.setStretchFactor(1, 1)
        start.setSizes([_LIST_HEIGHT, _CHECKS_HEIGHT])
        middle = QSplitter(Qt.Orientation.Vertical)
        middle.addWidget(workspace.page)
        middle.addWidget(workspace.export)
        middle.setStretchFactor(0, 1)
        middle.setStretchFactor(1, 0)
        middle.setSizes([1000, _EXPORT_HEIGHT])
        columns = QSplitter(Qt.Orientation.Horizontal)
        for part in (start, middle, workspace.inspector):
            columns.addWidget(part)
        columns.setStretchFactor(1, 1)
        columns.setSizes([_LIST_WIDTH, 1000, Size.INSPECTOR_DOCK])
        self._splitters = {"models-start": start, "models-middle": middle, "models-columns": columns}
        self._layouts = workspace.session.shell.settings.layouts
        for name, splitter in self._splitters.items():
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            if name in self._layouts:
                splitter.restoreState(QByteArray(b64decode(self._layouts[name])))
            splitter.splitterMoved.connect(self._keep_sizes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(columns)

    def retranslate(self) -> None:
        """Say in the status bar again what is shown."""
        self._workspace.show_facts()

    def _keep_sizes(self) -> None:
        """Remember how wide and high the parts are; the settings are saved when the window closes."""
        for name, splitter in self._splitters.items():
            self._layouts[name] = b64encode(splitter.saveState().data()).decode("ascii")
