"""What a workspace is to the shell, and what the shell is to a workspace. Workspaces meet nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from PySide6.QtWidgets import QWidget

from qdatool.text.spans import Span
from qdatool.ui.actions import Actions, ActionSpec
from qdatool.ui.icons import Icon

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from qdatool.coding.changes import Changes
    from qdatool.coding.project import Project
    from qdatool.coding.review import Box, CommentSubject
    from qdatool.coding.snapshots import Snapshot
    from qdatool.settings import Settings
    from qdatool.ui.dialogs import Dialogs
    from qdatool.ui.project_bridge import ProjectBridge
    from qdatool.ui.since import SinceMarks
    from qdatool.ui.tasks import Tasks

T = TypeVar("T")


class WorkspaceId(StrEnum):
    """The workspaces of the activity bar."""

    START = "start"
    CODE = "code"
    CODEBOOK = "codebook"
    MODELS = "models"
    RELIABILITY = "reliability"
    HISTORY = "history"
    SATURATION = "saturation"
    MEMOS = "memos"
    FIND = "find"


class PlaceKind(StrEnum):
    """What a place in the project is."""

    DOCUMENT = "document"
    QUOTATION = "quotation"
    CODE = "code"
    MEMO = "memo"
    MODEL = "model"
    RELATION = "relation"
    BOX = "figure_node"


@dataclass(frozen=True)
class Place:
    """Somewhere the user can go back to: a workspace and, within it, one thing of the project (None: as it was).

    ``span`` is a passage of a document that is to be selected.
    """

    workspace: WorkspaceId
    kind: PlaceKind | None = None
    id: int | None = None
    span: Span | None = None


class NoticeKind(Enum):
    """How serious a notice is; the value is its look."""

    INFO = "notice-info"
    OK = "notice-ok"
    WARNING = "notice-warn"
    ERROR = "notice-error"


@dataclass(frozen=True)
class NoticeAction:
    """The one thing a notice offers to do; ``label`` is already translated."""

    label: str
    run: Callable[[], object]


@dataclass(frozen=True)
class Notice:
    """One sentence for the user, already translated, with at most one action."""

    kind: NoticeKind
    sentence: str
    action: NoticeAction | None = None


class Shell(Protocol):
    """What the main window offers a workspace."""

    settings: Settings
    actions: Actions
    tasks: Tasks
    bridge: ProjectBridge
    dialogs: Dialogs
    since: SinceMarks
    """What is new since a moment that the user has chosen."""
    preferences_changed: SignalInstance
    """Emitted when a preference such as ``settings.reading_font_px`` has another value."""

    def project(self) -> Project | None:
        """Return the open project."""

    def code_as(self, name: str) -> None:
        """Code under another name from now on; every workspace shows the project anew."""

    def code_in_round(self, round_id: int) -> None:
        """Code in another round from now on; every workspace shows the project anew."""

    def go_to(self, place: Place) -> None:
        """Show a place, in whichever workspace it is, and remember it for going back."""

    def visited(self, place: Place) -> None:
        """Remember a place that the workspace has just shown by itself."""

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run an operation; a refusal (QdaError) becomes a notice and None is returned."""

    def restore_snapshot(self, snapshot: Snapshot) -> None:
        """Make the open project what it was in a snapshot, after asking, and open it again."""

    def show_notice(self, notice: Notice) -> None:
        """Show a notice over the workspace until it is closed, replaced or withdrawn."""

    def withdraw_notice(self, notice: Notice) -> None:
        """Take a notice away that no longer holds, if it is still shown."""

    def show_selection(self, sentence: str) -> None:
        """Say in the status bar what is selected; empty for nothing."""

    def show_position(self, *sentences: str) -> None:
        """Say in the status bar where the keyboard is, as up to three short parts."""


@runtime_checkable
class Commentable(Protocol):
    """A workspace that can say what a review comment would be on now."""

    def commented(self) -> CommentSubject | Box | None:
        """Return the thing that is chosen, or None."""


class Workspace(Protocol):
    """One screen of the activity bar. ``id``, ``title`` and ``icon`` stand in ``workspaces.py``, not here."""

    widget: QWidget

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none; hidden workspaces may wait until ``shown``."""

    def shown(self) -> None:
        """Catch up with what changed while hidden and take the keyboard."""

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through, in reading order; each accepts the keyboard."""

    def go_to(self, place: Place) -> None:
        """Show one thing of this workspace; one that no longer exists is ignored."""

    def reveal(self, changes: Changes) -> None:
        """Bring what an undo or redo has just changed into view."""


@dataclass(frozen=True)
class WorkspaceEntry:
    """A row of the activity bar; the workspace itself is imported and made when it is first needed."""

    id: WorkspaceId
    title: str
    icon: Icon
    needs_project: bool
    actions: Callable[[], tuple[ActionSpec, ...]]
    create: Callable[[Shell], Workspace]
