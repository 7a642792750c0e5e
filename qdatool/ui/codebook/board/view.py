"""The board as the codebook shows it: the inbox, the lanes, the bar of the selection and the quotations of a card."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QWidget

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.project import Project
from qdatool.ui.code_menus import add_colors
from qdatool.ui.code_search import CodeSearch
from qdatool.ui.codebook.actions import ROWS, CodebookAction
from qdatool.ui.codebook.acts import CodebookActs
from qdatool.ui.codebook.board.canvas import CardCanvas
from qdatool.ui.codebook.board.content import Item, Part
from qdatool.ui.codebook.board.drag import BoardDrag
from qdatool.ui.codebook.board.drops import Aim, Load, Target, changes_nothing
from qdatool.ui.codebook.board.inbox import InboxPanel
from qdatool.ui.codebook.board.kept import KeptBoard, keep_board, read_board
from qdatool.ui.codebook.board.peek import PeekPanel
from qdatool.ui.codebook.board.selection_bar import FlatButton, SelectionBar
from qdatool.ui.codebook.board.state import BoardState
from qdatool.ui.codebook.board.steps import Step, nearest_item
from qdatool.ui.codebook.board.words import aim_sentence, counted
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.controls import ActionButton, ActionKeyLabel, EmptyState, IconButton, KeyLabel, menu_text
from qdatool.ui.icons import Icon, icon
from qdatool.ui.tokens import IconSize
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from qdatool.wording import interface_language, tr

_INBOX_WIDTH = 208
_PEEK_HEIGHT = 210


class BoardView(QWidget):
    """Follows the session; keys work while the keyboard is on one of the canvases."""

    def __init__(self, session: CodebookSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.state = BoardState(session, self)
        self.inbox = InboxPanel(self.state)
        self.canvas = CardCanvas(self.state, is_inbox=False)
        self.peek = PeekPanel(session)
        self.bar = SelectionBar(self.canvas)
        self._fill_bar()
        self._empty = EmptyState("No codes yet. Code an interview, and its codes lie here.", "Read and code")
        self._lay_out()
        self.drag = BoardDrag(self.state, (self.inbox.canvas, self.canvas), self)
        self._acts: CodebookActs | None = None
        self._shown_project: Project | None = None
        self._parents: dict[int, int | None] = {}
        self._moved: tuple[int, ...] = ()
        self._query = ""
        self._is_stale = False
        self.setFocusProxy(self.canvas)
        self._connect()
        self._look_up()

    def retranslate(self) -> None:
        """Take the interface's language: what stands on the cards is broken into lines anew."""
        self.state.texts.forget()
        self._show_marks()

    # What the workspace asks for

    def take_keyboard(self) -> None:
        """Put the keyboard on the board, or in the inbox where the focus lies there."""
        canvas = self.inbox.canvas if self.inbox.canvas.shows(self.state.focus) else self.canvas
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self.inbox.canvas, self.canvas, *([self.peek.list] if self.peek.isVisible() else [])]

    def show_code(self, code_id: int) -> None:
        """Bring a code into view and put the keyboard on it."""
        self._show_item(code_id)

    def set_filter(self, query: str) -> None:
        """Mark the codes that fit and dim the others; all are plain for an empty query."""
        self._query = query
        self._find()
        if self.state.hits:
            present = self.state.focus
            if present is None or present.code_id not in self.state.hits:
                self._show_item(next(iter(self.state.hits)))

    def reveal(self, changes: Changes) -> None:
        """Bring what an undo or redo has just moved or made into view, and mark it."""
        touched = changes.updated(Kind.CODE) | changes.added(Kind.CODE)
        # The siblings of what moved are touched as well, since their order is another.
        moved = [one for one in self._moved if one in touched]
        found = moved or [one for one in self._session.tree.codes if one in touched]
        if found:
            self._show_item(found[0])
            self.state.set_marks(moved if len(moved) > 1 else ())

    def show_peek(self, is_shown: bool) -> None:
        """Open or close the quotations of the focused card."""
        self.peek.setVisible(is_shown)
        if is_shown:
            self.peek.show_code(self.state.focus.code_id if self.state.focus is not None else None)
            self.peek.refresh()
        elif not self.isHidden():
            self.take_keyboard()
        self._keep()

    # Acts on what is chosen

    def use_acts(self, acts: CodebookActs) -> None:
        """Let these acts do what is wished for on the board."""
        self._acts = acts
        self.drag.let_go.connect(self._drop)
        acts.done.connect(self._on_done)
        for canvas in (self.inbox.canvas, self.canvas):
            canvas.move_wanted.connect(self.move_chosen)
            canvas.column_wanted.connect(lambda item: acts.ask_column((), item.code_id))

    def category_members(self) -> tuple[int, ...]:
        """Return the chosen codes that a new category would hold: those that are of one part with the first."""
        chosen = self.state.chosen()
        part = self.state.part_of(chosen[0]) if chosen else Part.LANE
        return tuple(one for one in chosen if self.state.part_of(one) is part) if part is not Part.LANE else ()

    def toggle_peek(self) -> None:
        """Open the quotations of the focused card and go there, or close them."""
        if self.peek.isVisible():
            self.show_peek(False)
        else:
            self._peek_into()

    def move_chosen(self) -> None:
        """Ask for the category that the chosen codes are to be put under."""
        if self._acts is not None:
            self._acts.ask_parent(self.state.chosen())

    def cancel(self) -> None:
        """Give up the drag, or else the marks, or else what is looked for."""
        if not self.drag.cancel():
            self.state.set_marks(())

    # Inside

    def _lay_out(self) -> None:
        self.inbox.setMinimumWidth(160)
        self.canvas.setMinimumWidth(240)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.canvas)
        right.addWidget(self.peek)
        right.setStretchFactor(0, 1)
        right.setSizes([1000, _PEEK_HEIGHT])
        self.peek.hide()
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.addWidget(self.inbox)
        columns.addWidget(right)
        columns.setStretchFactor(1, 1)
        columns.setSizes([_INBOX_WIDTH, 1000])
        self._splitters = {"codebook-board-rows": right, "codebook-board-columns": columns}
        layouts = self._session.shell.settings.layouts
        for name, splitter in self._splitters.items():
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            if name in layouts:
                splitter.restoreState(QByteArray(b64decode(layouts[name])))
            splitter.splitterMoved.connect(self._keep_sizes)
        self._pages = QStackedWidget()
        self._pages.addWidget(columns)
        self._pages.addWidget(self._empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._pages)

    def _keep_sizes(self) -> None:
        """Remember how wide and high the parts are; the settings are saved when the window closes."""
        for name, splitter in self._splitters.items():
            self._session.shell.settings.layouts[name] = b64encode(splitter.saveState().data()).decode("ascii")

    def _fill_bar(self) -> None:
        actions = self._session.shell.actions
        self._color = FlatButton("Colour", Icon.COLOR)
        self._color.clicked.connect(self._offer_colors)
        move = FlatButton("Move to…", Icon.MOVE_TO)
        move.clicked.connect(self.move_chosen)
        close = IconButton(Icon.CLOSE, "Deselect")
        close.clicked.connect(lambda: self.state.set_marks(()))
        for action_id in (CodebookAction.MERGE, CodebookAction.NEW_CATEGORY):
            button = ActionButton(actions, action_id, with_text=True, side=IconSize.DENSE)
            self.bar.add(button, ActionKeyLabel(actions, ROWS[action_id]))
        self.bar.add(move, KeyLabel("\u21b5"))
        self.bar.add(self._color)
        self.bar.add(close)

    def _connect(self) -> None:
        state, session = self.state, self._session
        session.refreshed.connect(self._on_refreshed)
        session.chosen_changed.connect(self._follow_session)
        state.content_changed.connect(self._keep)
        state.focus_changed.connect(self._on_focus)
        state.marks_changed.connect(self._on_marks)
        self.drag.aimed.connect(self._on_aimed)
        self.peek.close_asked.connect(lambda: self.show_peek(False))
        self.peek.list.left.connect(lambda: self.show_peek(False))
        self.peek.list.jumped.connect(self._jump)
        self._empty.asked.connect(lambda: session.shell.go_to(Place(WorkspaceId.CODE)))
        for canvas in (self.inbox.canvas, self.canvas):
            canvas.cancelled.connect(self.cancel)
            canvas.opened.connect(lambda _item: self._peek_into())
            canvas.menu_wanted.connect(self._show_menu)
        self.inbox.canvas.left_at.connect(self._leave_inbox)
        self.canvas.left_at.connect(self._leave_board)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._look_up()

    def _on_refreshed(self) -> None:
        """Look everything up again; a hidden board waits until it is shown."""
        if self.isVisible():
            self._look_up()
        else:
            self._is_stale = True

    def _look_up(self) -> None:
        self._is_stale = False
        # What is dragged may be gone or elsewhere.
        self.drag.cancel()
        tree = self._session.tree
        if self._session.project is not self._shown_project:
            self._come_back()
        before, self._parents = self._parents, {code.id: code.parent_id for code in tree}
        self._moved = tuple(one for one, parent in self._parents.items() if before.get(one, one) != parent)
        self.state.look_up()
        self._find()
        self._pages.setCurrentIndex(0 if len(tree) else 1)

    def _come_back(self) -> None:
        """Show the board of another project as it was left."""
        project = self._session.project
        self._shown_project, self._parents = None, {}
        self.state.set_marks(())
        self.state.focus = None
        kept = read_board(self._session.shell.settings, project) if project is not None else KeptBoard()
        self.state.collapsed, self.state.inbox_order = set(kept.folded), kept.order
        self.peek.setVisible(kept.shows_passages)
        self._shown_project = project

    def _keep(self) -> None:
        """Remember how the board is, for the next time."""
        project = self._session.project
        if project is not None and project is self._shown_project:
            kept = KeptBoard(frozenset(self.state.collapsed), self.state.inbox_order, self.peek.isVisibleTo(self))
            keep_board(self._session.shell.settings, project, kept)

    def _find(self) -> None:
        if not self._query.strip():
            self.state.set_hits(None)
            return
        tree = self._session.tree
        matches = CodeSearch(tree, interface_language()).matches(self._query, max(len(tree), 1))
        whole = {match.code_id: match for match in matches if match.is_whole}
        self.state.set_hits(
            {
                code_id: whole[code_id].hits if whole[code_id].label == self._session.label(code_id) else ()
                for code_id in tree.codes
                if code_id in whole
            }
        )

    def _show_item(self, code_id: int) -> None:
        item = self.state.board.item_of(code_id)
        if item is None:
            return
        self.state.unfold(self._folds_over(code_id))
        self.state.set_focus(item)
        for canvas in (self.inbox.canvas, self.canvas):
            canvas.reveal(item)

    def _folds_over(self, code_id: int) -> Iterable[Item]:
        above = self._session.tree.ancestors(code_id)
        yield from (item for one in above if (item := self.state.board.item_of(one)) is not None)
        if above:
            yield Item(Part.COLUMN, None, above[-1])

    def _follow_session(self) -> None:
        """Go where another part of the codebook has chosen something."""
        chosen = self._session.chosen
        if chosen and chosen != self._told():
            self._show_item(chosen[0])
            self.state.set_marks(chosen if len(chosen) > 1 else ())

    def _told(self) -> tuple[int, ...]:
        chosen = set(self.state.chosen())
        return tuple(one for one in self._session.tree.codes if one in chosen)

    def _on_focus(self) -> None:
        self._tell()
        focus = self.state.focus
        if self.peek.isVisible():
            self.peek.show_code(focus.code_id if focus is not None else None)

    def _tell(self) -> None:
        """Choose for the whole codebook what is chosen here; a hidden board only follows."""
        if self.isVisible():
            self._session.choose(self.state.chosen())

    def _on_marks(self) -> None:
        self._tell()
        self._session.shell.actions.refresh()
        self._show_marks()

    def _show_marks(self) -> None:
        number = len(self.state.marks)
        words = counted(number, "1 selected", "{n} selected") if number else ""
        self.bar.show_count(words if self._session.is_writable() else "")
        if self.isVisible():
            self._session.shell.show_selection(words)

    def _on_aimed(self) -> None:
        load, target = self.state.load, self.state.target
        self.inbox.show_as_target()
        self.bar.setVisible(load is None and bool(self.state.marks) and self._session.is_writable())
        if load is None:
            self._show_marks()
        elif target is not None:
            self._session.shell.show_selection(aim_sentence(self._session, load, target))
        else:
            self._session.shell.show_selection(tr("Let go over a category; Esc leaves everything where it was"))

    def _drop(self, load: Load, target: Target) -> None:
        """Do what letting a load go over a target means."""
        if self._acts is None:
            return
        if target.aim is Aim.NEW_COLUMN:
            self._acts.ask_column(load.code_ids, target.parent_id)
        elif not changes_nothing(target, load, self._session.tree):
            self._acts.move(load.code_ids, target.parent_id, target.before_id)

    def _on_done(self, code_ids: tuple[int, ...]) -> None:
        """Go on with what was moved or made: it has the keyboard, and nothing is marked."""
        if self.isVisible():
            self.state.set_marks(())
            self._show_item(code_ids[0])
            self.take_keyboard()

    def _peek_into(self) -> None:
        self.show_peek(True)
        self.peek.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, quotation_id: int) -> None:
        self._session.shell.go_to(Place(WorkspaceId.CODE, PlaceKind.QUOTATION, quotation_id))

    def _leave_inbox(self, step: Step) -> None:
        if step is Step.END:
            y = self._height_of_focus(self.inbox.canvas, self.canvas)
            self._enter(self.canvas, nearest_item(self.canvas.places, y, at_start=True))

    def _leave_board(self, step: Step) -> None:
        if step is Step.START:
            y = self._height_of_focus(self.canvas, self.inbox.canvas)
            self._enter(self.inbox.canvas, nearest_item(self.inbox.canvas.places, y, at_start=True))

    def _height_of_focus(self, source: CardCanvas, target: CardCanvas) -> float:
        """Return how high in another canvas the focus is as the screen shows both."""
        place = source.place_of(self.state.focus) if self.state.focus is not None else source.rect()
        at = target.viewport().mapFromGlobal(source.viewport().mapToGlobal(place.center()))
        return target.to_content(at.toPointF())[1]

    def _enter(self, canvas: CardCanvas, item: Item | None) -> None:
        if item is not None:
            self.state.set_focus(item)
            canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_menu(self, place: QPoint, item: Item) -> None:
        menu = self.menu(item)
        if menu.actions():
            menu.popup(place)

    def menu(self, item: Item) -> QMenu:
        """Return what can be done with an item, or with all marked ones if it is one of them."""
        acts, code_id = self._acts, item.code_id
        menu = acts.menu(self.state.chosen()) if acts is not None and code_id is not None else QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = menu.actions()[0] if menu.actions() else None
        added = []
        if code_id is not None:
            added.append(QAction(icon(Icon.QUOTE), self._entry(CodebookAction.PEEK), menu, triggered=self._peek_into))
        if item.part is not Part.CARD:
            words = tr("Open") if item in self.state.collapsed else tr("Fold up")
            added.append(QAction(words, menu, triggered=lambda: self.state.toggle_fold(item)))
        if item.part is Part.LANE and acts is not None and self._session.is_writable():
            make = QAction(icon(Icon.ADD), tr("New category"), menu, triggered=lambda: acts.ask_column((), code_id))
            added.append(make)
        menu.insertActions(first, added)
        if first is not None:
            menu.insertSeparator(first)
        return menu

    def _entry(self, action_id: CodebookAction) -> str:
        return menu_text(tr(ROWS[action_id].text), self._session.shell.actions, ROWS[action_id])

    def _offer_colors(self) -> None:
        chosen = self.state.chosen()
        menu = QMenu(self)
        colors = add_colors(menu, "", lambda color: self._acts.recolour(chosen, color))
        colors.aboutToHide.connect(menu.deleteLater)
        colors.popup(self._color.mapToGlobal(QPoint(0, -colors.sizeHint().height())))
