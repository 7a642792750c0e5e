"""The one table of actions: what each is called, its icon, its keys, where it belongs and what it needs.

The shell's own rows stand in ``shell_actions.py``; a workspace keeps its rows in ``actions.py`` of its own package.
Menus, buttons, the palette, the shortcuts and the help sheet are all made from these rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qdatool.ui.icons import Icon
from qdatool.wording import tr


class Scope(Enum):
    """Where the keys of an action work."""

    WINDOW = "window"  # anywhere; needs Ctrl, Alt or a function key
    WORKSPACE = "workspace"  # while the action's workspace is shown; no plain key in a text field
    FIELD = (
        "field"  # while a field that can do it has the keyboard, before all others; needs Ctrl, Alt or a function key
    )
    VIEW = "view"  # while the keyboard is in the view the action was bound to, and not in a text field


class Need(Enum):
    """What must be there for an action to be enabled."""

    NOTHING = "nothing"
    PROJECT = "project"
    WRITABLE_PROJECT = "writable_project"


_WHY_NOT = {
    Need.PROJECT: "Open a project first.",
    Need.WRITABLE_PROJECT: "This needs a project that is open for writing.",
}


class Section(Enum):
    """Heading under which an action stands in the help sheet and the palette; the value is a key for ``tr``."""

    ANYWHERE = "Anywhere"
    PROJECT = "Project"
    TEXT = "Text"
    CODES = "Codes"
    DOCUMENTS = "Documents"
    FIND = "Find"
    CODEBOOK = "Codebook"
    MODELS = "Models"
    RELIABILITY = "Reliability"
    SATURATION = "Saturation"
    MEMOS = "Memos"
    HISTORY = "History"
    WINDOW = "Window"


@dataclass(frozen=True)
class ActionSpec:
    """One row of the table.

    ``text`` is English and a key for ``tr``. ``shortcuts`` are written portably ("Ctrl+Shift+Z", "S", "Alt+Left");
    the first one is shown. They work by the letter and, failing that, by the position of the key.
    """

    id: StrEnum
    text: str
    section: Section
    icon: Icon | None = None
    shortcuts: tuple[str, ...] = ()
    scope: Scope = Scope.WINDOW
    needs: Need = Need.NOTHING
    is_in_palette: bool = True


@dataclass
class BoundAction:
    """A row together with what it does now; ``within`` is the view that a ``Scope.VIEW`` row belongs to."""

    spec: ActionSpec
    run: Callable[[], object]
    within: QWidget | None = None
    is_enabled: Callable[[], bool] | None = None
    name: Callable[[], str] | None = None


class Actions(QObject):
    """The rows that are bound to something, and whether each can be used now."""

    changed = Signal()
    """Enabled states or names may be different: redraw buttons, menus and the palette."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bound: dict[str, BoundAction] = {}
        self._rows: dict[str, ActionSpec] = {}
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._met: frozenset[Need] = frozenset({Need.NOTHING})

    def bind(
        self,
        spec: ActionSpec,
        run: Callable[[], object],
        *,
        within: QWidget | None = None,
        is_enabled: Callable[[], bool] | None = None,
        name: Callable[[], str] | None = None,
    ) -> None:
        """Say what a row does; ``is_enabled`` and ``name`` are asked whenever ``refresh`` has been called."""
        self._rows[spec.id] = spec
        self._bound[spec.id] = BoundAction(self.with_keys(spec), run, within, is_enabled, name)

    def use_keys(self, chosen: Mapping[str, Sequence[str]]) -> None:
        """Let rows have the keys that the user chose, by action id; every other row has those of the table."""
        self._chosen = {action_id: tuple(keys) for action_id, keys in chosen.items()}
        for action_id, bound in self._bound.items():
            bound.spec = self.with_keys(self._rows[action_id])
        self.changed.emit()

    def with_keys(self, spec: ActionSpec) -> ActionSpec:
        """Return a row of the table with the keys that count now."""
        chosen = self._chosen.get(spec.id)
        return spec if chosen is None else replace(spec, shortcuts=chosen)

    def set_met(self, needs: Iterable[Need]) -> None:
        """Say which needs are met now."""
        self._met = frozenset(needs) | {Need.NOTHING}
        self.changed.emit()

    def refresh(self) -> None:
        """Say that something that ``is_enabled`` or ``name`` looks at has changed."""
        self.changed.emit()

    def all(self) -> list[BoundAction]:
        """Return every bound row in the order of binding."""
        return list(self._bound.values())

    def text(self, action_id: StrEnum) -> str:
        """Return the action's name in the interface's language, with the name of the step where it has one."""
        bound = self._bound[action_id]
        return bound.name() if bound.name is not None else tr(bound.spec.text)

    def row(self, action_id: StrEnum) -> ActionSpec:
        """Return the row of an action as the table has it."""
        return self._rows[action_id]

    def table(self) -> tuple[ActionSpec, ...]:
        """Return every bound row as the table has it, whatever keys the user chose."""
        return tuple(self._rows.values())

    def spec(self, action_id: StrEnum) -> ActionSpec:
        """Return the row of an action with the keys that count now."""
        return self._bound[action_id].spec

    def is_enabled(self, action_id: StrEnum) -> bool:
        """Tell whether the action can be used now."""
        bound = self._bound.get(action_id)
        if bound is None or bound.spec.needs not in self._met:
            return False
        return bound.is_enabled is None or bound.is_enabled()

    def why_not(self, action_id: StrEnum) -> str:
        """Return the sentence that says why an action is disabled, or nothing where it is plain."""
        missing = self._bound[action_id].spec.needs
        return "" if missing in self._met else tr(_WHY_NOT[missing])

    def trigger(self, action_id: StrEnum) -> bool:
        """Run the action if it is enabled; tell whether it ran."""
        if not self.is_enabled(action_id):
            return False
        self._bound[action_id].run()
        return True
