"""Which codings have stripes: by level, branch of the tree, coder and round. A view of the project, never a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from qdatool.coding.coders import list_rounds
from qdatool.coding.codes import CodeTree
from qdatool.coding.quotations import Coding
from qdatool.ui.reading.session import ReadingSession
from qdatool.wording import interface_language, tr


@dataclass(frozen=True, slots=True)
class StripeFilter:
    """What a coding must be to have a stripe; None for anything. ``branch_id`` is a code with all below it."""

    level_id: int | None = None
    branch_id: int | None = None
    coder_id: int | None = None
    round_id: int | None = None

    def is_on(self) -> bool:
        """Tell whether some codings may have no stripe."""
        return self != StripeFilter()

    def shows(self, coding: Coding, tree: CodeTree) -> bool:
        """Tell whether a coding has a stripe."""
        code = tree.codes.get(coding.code_id)
        return (
            code is not None
            and self.level_id in (None, code.level_id)
            and (self.branch_id in (None, code.id) or self.branch_id in tree.ancestors(code.id))
            and self.coder_id in (None, coding.coder_id)
            and self.round_id in (None, coding.round_id)
        )

    def written(self) -> str:
        """Return the filter as four numbers, for the settings."""
        return " ".join(str(getattr(self, one.name) or 0) for one in fields(self))


def read_filter(written: str) -> StripeFilter:
    """Return a filter from the settings; what makes no sense filters nothing."""
    numbers = [int(part) if part.isdigit() else 0 for part in written.split()]
    if len(numbers) != len(fields(StripeFilter)):
        return StripeFilter()
    return StripeFilter(*(number or None for number in numbers))


def still_valid(shown: StripeFilter, session: ReadingSession) -> StripeFilter:
    """Return the filter without the parts that name something the project has no longer."""
    return StripeFilter(
        shown.level_id if shown.level_id in {level.id for level in session.levels} else None,
        shown.branch_id if shown.branch_id in session.tree.codes else None,
        shown.coder_id if shown.coder_id in {coder.id for coder in session.coders} else None,
        shown.round_id if shown.round_id in _rounds(session) else None,
    )


def filter_sentence(shown: StripeFilter, session: ReadingSession) -> str:
    """Return what has stripes, in a few words; empty for everything."""
    language = interface_language()
    branch = session.code(shown.branch_id)
    names = (
        next((level.name_in(language) for level in session.levels if level.id == shown.level_id), ""),
        branch.label_in(language) if branch is not None else "",
        session.coder_name(shown.coder_id),
        _rounds(session).get(shown.round_id or 0, ""),
    )
    return " · ".join(f"\u2068{name}\u2069" for name in names if name)


Choose = Callable[[StripeFilter], object]


def filter_menu(
    session: ReadingSession, shown: StripeFilter, chosen_code: int | None, choose: Choose, parent: QWidget
) -> QMenu:
    """Return the menu at the head of the margin; ``chosen_code`` is that of the tree, offered as a branch."""
    language = interface_language()
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    everything = menu.addAction(tr("Show all stripes"), lambda: choose(StripeFilter()))
    everything.setEnabled(shown.is_on())
    code = session.code(chosen_code)
    if code is not None:
        text = tr("Only “{code}” and what is below it", code=code.label_in(language))
        menu.addAction(text.replace("&", "&&"), lambda: choose(replace(shown, branch_id=code.id)))
    menu.addSeparator()
    levels = [(level.id, level.name_in(language)) for level in session.levels]
    branches = [(root, session.tree.codes[root].label_in(language)) for root in _branches(session)]
    coders = [(coder.id, session.coder_name(coder.id)) for coder in session.coders]
    for field, title, rows in (
        ("level_id", tr("Level"), levels),
        ("branch_id", tr("Branch of the tree"), branches),
        ("coder_id", tr("Coder"), coders),
        ("round_id", tr("Round"), list(_rounds(session).items())),
    ):
        if len(rows) > 1:
            _add_choices(menu.addMenu(title), rows, getattr(shown, field), _setter(shown, field, choose))
    return menu


def _setter(shown: StripeFilter, field: str, choose: Choose) -> Callable[[int | None], object]:
    return lambda value: choose(replace(shown, **{field: value}))


def _add_choices(
    menu: QMenu, rows: Iterable[tuple[int, str]], present: int | None, choose: Callable[[int | None], object]
) -> None:
    group = QActionGroup(menu)
    for value, name in ((None, tr("All")), *rows):
        action = QAction(name.replace("&", "&&"), menu, checkable=True, checked=value == present)
        action.triggered.connect(lambda _checked=False, value=value: choose(value))
        group.addAction(action)
        menu.addAction(action)


def _branches(session: ReadingSession) -> list[int]:
    return [code_id for code_id in session.tree.roots if session.tree.children_of(code_id)]


def _rounds(session: ReadingSession) -> dict[int, str]:
    return {one.id: one.name for one in list_rounds(session.project)} if session.project is not None else {}
