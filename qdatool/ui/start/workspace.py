"""The start page as a workspace of the shell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qdatool.ui.controls import ActionKeyLabel, FilterField, SentenceLabel
from qdatool.ui.icons import Icon
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.start.folders import full_folder
from qdatool.ui.start.new_project_form import NewProjectForm, free_path
from qdatool.ui.start.recent_list import RecentList
from qdatool.ui.start.side_column import Emblem, OfflineCard, OpenButton, SampleLink, SideLink
from qdatool.ui.start.template_cards import TemplateCards
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.ui.workspace import Place, Shell

if TYPE_CHECKING:
    from qdatool.coding.changes import Changes
    from qdatool.coding.project import Project
    from qdatool.ui.project_desk import ProjectDesk

SAMPLES = (
    ("grounded-theory-fa", Icon.MODELS, "Sample: public offices", "Grounded theory, in Persian"),
    ("thematic-network-en", Icon.NETWORK, "Sample: Port Ellory", "Thematic network, in English"),
)
_MAIN_WIDTH = 864
_SIDE_WIDTH = 208
_WIDE = 980


class OpeningShell(Shell, Protocol):
    """What this page asks of the shell beyond what every workspace does: it is what opens projects."""

    desk: ProjectDesk

    def open_path(self, path: Path, *, read_only: bool = False) -> None:
        """Open a project in place of the present one."""

    def open_first_steps(self) -> None:
        """Show how one begins."""


class StartWorkspace:
    """Recent projects, a new one, the samples."""

    def __init__(self, window: OpeningShell) -> None:
        self._window = window
        self.widget = StartPage(window)

    def set_project(self, project: Project | None) -> None:
        """Show the recent projects as they are now."""
        self.widget.refresh()

    def shown(self) -> None:
        """Show the recent projects as they are now and put the keyboard on the first one."""
        self.widget.refresh()
        self.widget.take_keyboard()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        page = self.widget
        return [page.filter, page.form.title, page.first_link]

    def go_to(self, place: Place) -> None:
        """Do nothing: the page has no places of its own."""

    def reveal(self, changes: Changes) -> None:
        """Do nothing: the page shows nothing of a project."""

    def begin_new_project(self) -> None:
        """Put the keyboard into the title of a new project."""
        self.widget.form.title.setFocus(Qt.FocusReason.ShortcutFocusReason)


class StartPage(QScrollArea):
    """The page itself; its two columns stand one below the other where the window is narrow."""

    def __init__(self, window: OpeningShell) -> None:
        super().__init__()
        self._window = window
        self.setWidgetResizable(True)
        wear(self, Look.PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.recent = RecentList()
        self.filter = FilterField("Filter", Icon.SEARCH)
        self.filter.setFixedWidth(180)
        self.filter.textChanged.connect(self.recent.filter_by)
        self.cards = TemplateCards()
        self.form = NewProjectForm(Path(window.settings.projects_folder), window.dialogs)
        self.form.submitted.connect(self._on_submitted)
        self.cards.chosen.connect(lambda _name: self.form.title.setFocus(Qt.FocusReason.OtherFocusReason))
        self.first_link: QWidget = self
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect_recent()

    def refresh(self) -> None:
        """Show the recent projects as they are now."""
        self.recent.show_projects(self._window.settings.recent)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first recent project, or into the title of a new one."""
        rows = self.recent.rows()
        (rows[0] if rows else self.form.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_wide = event.size().width() >= _WIDE
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._side.setMaximumWidth(_SIDE_WIDTH if is_wide else _MAIN_WIDTH)
        self._side_gap.setVisible(is_wide)
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        page = QFrame()
        wear(page, Look.PAGE)
        main = QWidget()
        main.setMaximumWidth(_MAIN_WIDTH)
        main.setMinimumWidth(480)
        self._fill_main(main)
        self._side = QWidget()
        self._side_gap = QWidget()
        self._side_gap.setFixedHeight(68)
        self._fill_side()
        self._columns.setSpacing(Space.XXL + Space.L)
        self._columns.addWidget(main, 10)
        self._columns.addWidget(self._side, 3, Qt.AlignmentFlag.AlignTop)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addLayout(self._columns, 100)
        centred.addStretch(1)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(Space.XXL, Space.XXL + Space.M, Space.XXL, Space.XXL)
        rows.addLayout(centred)
        rows.addStretch(1)
        self.setWidget(page)

    def _fill_main(self, main: QWidget) -> None:
        rows = QVBoxLayout(main)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._head())
        rows.addSpacing(Space.XL)
        recent_head = QHBoxLayout()
        recent_head.addWidget(SentenceLabel("Recent", Look.SECTION))
        recent_head.addStretch(1)
        recent_head.addWidget(self.filter)
        rows.addLayout(recent_head)
        rows.addSpacing(Space.S)
        rows.addWidget(self.recent)
        rows.addSpacing(Space.XXL - 4)
        rows.addWidget(SentenceLabel("New project", Look.SECTION))
        rows.addSpacing(Space.S)
        rows.addWidget(self.cards)
        rows.addSpacing(Space.M)
        rows.addWidget(self.form)
        rows.addStretch(1)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        title = SentenceLabel("qdatool", Look.TITLE)
        names.addWidget(title)
        names.addWidget(SentenceLabel("From the sentence to the model, and back", Look.DENSE))
        open_button = OpenButton(self._window.actions)
        open_button.clicked.connect(lambda: self._window.actions.trigger(ShellAction.OPEN_PROJECT))
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(Emblem())
        head.addLayout(names)
        head.addStretch(1)
        head.addWidget(open_button, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _fill_side(self) -> None:
        rows = QVBoxLayout(self._side)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.S)
        rows.addWidget(self._side_gap)
        rows.addWidget(SentenceLabel("Look around first", Look.SECTION))
        for name, sign, title, hint in SAMPLES:
            link = SampleLink(sign, title, hint)
            link.clicked.connect(lambda name=name: self._open_sample(name))
            if self.first_link is self:
                self.first_link = link
            rows.addWidget(link)
        rows.addSpacing(Space.L)
        rows.addWidget(SentenceLabel("Learn", Look.SECTION))
        actions = self._window.actions
        help_keys = ActionKeyLabel(actions, actions.row(ShellAction.HELP))
        sheet = SideLink(Icon.KEYBOARD, "Keyboard sheet", help_keys)
        sheet.clicked.connect(lambda: self._window.actions.trigger(ShellAction.HELP))
        rows.addWidget(sheet)
        first = SideLink(Icon.PLAY, "The first ten minutes")
        first.clicked.connect(self._window.open_first_steps)
        rows.addWidget(first)
        rows.addSpacing(Space.L)
        rows.addWidget(OfflineCard())
        rows.addStretch(1)

    def _connect_recent(self) -> None:
        settings = self._window.settings
        self.recent.opened.connect(self._window.open_path)
        self.recent.opened_read_only.connect(lambda path: self._window.open_path(path, read_only=True))
        self.recent.located.connect(self._window.desk.locate)
        self.recent.snapshots_asked.connect(self._window.desk.open_snapshots_of)
        self.recent.removed.connect(lambda path: self._change(lambda: settings.forget_project(path)))
        self.recent.pinned.connect(lambda path: self._change(lambda: self._pin(path)))

    def _pin(self, path: Path) -> None:
        settings = self._window.settings
        known = settings.recent_project(path)
        if known is not None:
            settings.change_recent(path, replace(known, is_pinned=not known.is_pinned))

    def _change(self, act: Callable[[], None]) -> None:
        act()
        self._window.settings.save()
        self.refresh()

    def _on_submitted(self, title: str, language: str, folder: Path) -> None:
        self._window.settings.projects_folder = str(folder)
        if self._window.desk.create(free_path(folder, title), title, language, self.cards.template()):
            self.form.title.clear()

    def _open_sample(self, name: str) -> None:
        folder = full_folder(self.form.folder.text() or self._window.settings.projects_folder)
        self._window.desk.open_sample(name, folder)
