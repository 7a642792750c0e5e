"""Title and text of one memo, with the buttons of its looks and the box that finds what to link to.

The one editor of memos: the panel under a transcript and the overview of all memos both hold it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from qdatool.coding.memos import Memo, MemoLink
from qdatool.coding.project import Project
from qdatool.coding.things import Thing, Things
from qdatool.text.memo_markup import LinkTarget, plain_text, read_markup, write_markup
from qdatool.text.normalisation import normalise, one_line
from qdatool.ui.controls import separator
from qdatool.ui.direction import direction_of
from qdatool.ui.going import icon_of, place_of
from qdatool.ui.icons import icon
from qdatool.ui.memo_actions import ACTIONS, MemoAction
from qdatool.ui.memo_body import MemoBody
from qdatool.ui.palette import Choice, Palette
from qdatool.ui.shortcuts import shown_shortcut
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import interface_language, tr

SAVE_AFTER_MS = 600
THING_GROUPS = {
    "code": "Codes",
    "quotation": "Quotations",
    "document": "Documents",
    "participant": "Participants",
    "relation": "Links",
    "model": "Models",
    "memo": "Memos",
}


@dataclass(frozen=True, slots=True)
class MemoText:
    """What was typed; ``memo_id`` is None for a memo that does not exist yet."""

    memo_id: int | None
    about: MemoLink | None
    title: str
    body: str


class MemoEditor(QWidget):
    """Edits the memo it was given; whoever holds it writes.

    ``written(MemoText)`` after a pause in typing, when the keyboard leaves, and at once when another memo is shown;
    ``jump_asked(Place)`` on a link. What was typed stays shown while the memo changes elsewhere.
    """

    written = Signal(object)
    jump_asked = Signal(object)

    def __init__(self, body_look: Look | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._things: Things | None = None
        self._memo_id: int | None = None
        self._about: MemoLink | None = None
        self._is_draft = False
        self._is_filling = False
        self._picker: Palette | None = None
        self.title = QLineEdit()
        self.body = MemoBody()
        if body_look is not None:
            wear(self.body, body_look)
        self.tools = MemoTools(self.body)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._write)
        self.title.textChanged.connect(self._on_typed)
        self.title.editingFinished.connect(self.flush)
        self.body.typed.connect(self._on_typed)
        self.body.left.connect(self.flush)
        self.body.link_wanted.connect(self.pick_link)
        self.body.jump_asked.connect(self._jump)
        self.body.set_names(self._name_of)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(Space.S)
        head.addWidget(self.title, 1)
        head.addWidget(self.tools)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.XS)
        rows.addLayout(head)
        rows.addWidget(self.body, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language, and the names of links in it."""
        self.title.setPlaceholderText(tr("Title"))
        self.title.setAccessibleName(tr("Title of the memo"))
        self.body.setPlaceholderText(tr("What do you think?"))
        self.body.setAccessibleName(tr("Memo"))
        self.refresh_names()
        self._turn_title()

    def set_project(self, project: Project | None) -> None:
        """Work in another project, or in none."""
        if project is not self._project:
            self._timer.stop()
            self._project, self._memo_id, self._about, self._is_draft = project, None, None, False
            self._fill("", "")
        is_writable = project is not None and not project.is_read_only
        self.title.setReadOnly(not is_writable)
        self.body.setReadOnly(not is_writable)
        self.tools.setEnabled(is_writable)
        self.refresh_names()

    def refresh_names(self) -> None:
        """Show what the links are called now."""
        self._things = Things(self._project, interface_language()) if self._project is not None else None
        self.body.refresh_links()

    def memo_id(self) -> int | None:
        """Return the memo that is shown; None for a draft or nothing."""
        return self._memo_id

    def is_draft(self) -> bool:
        """Tell whether a memo is being written that does not exist yet."""
        return self._is_draft

    def show_memo(self, memo: Memo | None) -> None:
        """Show a memo, or nothing; the one that is shown already takes what changed in it elsewhere.

        Call ``flush`` before, where the user chose another one: while a view hears of a change nothing may be written.
        """
        if memo is None or memo.id != self._memo_id:
            self._timer.stop()
            self._memo_id, self._about, self._is_draft = memo.id if memo else None, None, False
            self._fill(memo.title if memo else "", memo.body if memo else "")
        elif not self._timer.isActive() and not self._shows(memo):
            self._fill(memo.title, memo.body)

    def begin(self, about: MemoLink | None) -> None:
        """Start a memo that will exist once something is typed, and take the keyboard."""
        self.flush()
        self._memo_id, self._about, self._is_draft = None, about, True
        self._fill("", "")
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrote(self, memo_id: int) -> None:
        """Take the id of the memo that the draft has become."""
        if self._is_draft:
            self._memo_id, self._is_draft = memo_id, False

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def pick_link(self) -> None:
        """Offer everything that the text can link to."""
        if self._things is None or self.body.isReadOnly():
            return
        if self._picker is None:
            self._picker = Palette(self.window())
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        things = [one for one in self._things.linkable() if (one.kind, one.id) != ("memo", self._memo_id)]
        choices = thing_choices(things, self.body.insert_link_to)
        self._picker.open_with(choices, tr("Link to a code, a quotation or anything else"), self.body)

    def _name_of(self, target: LinkTarget) -> Thing | None:
        return self._things.at(target) if self._things is not None else None

    def _jump(self, thing: Thing) -> None:
        self.flush()
        place = place_of(thing.kind, thing.id)
        if place is not None:
            self.jump_asked.emit(place)

    def _shows(self, memo: Memo) -> bool:
        """Tell whether what is shown is what the memo holds; spaces at the ends of a title are not kept."""
        is_same_title = one_line(self.title.text()) == memo.title
        return is_same_title and self._body() == write_markup(read_markup(memo.body))

    def _body(self) -> str:
        return normalise(self.body.markup())

    def _fill(self, title: str, body: str) -> None:
        self._is_filling = True
        self.title.setText(title)
        self.body.show_markup(body)
        self._is_filling = False
        self._turn_title()

    def _turn_title(self) -> None:
        """Let the title run the way its words do."""
        words = self.title.text()
        self.title.setLayoutDirection(direction_of(words) if words.strip() else self.layoutDirection())

    def _on_typed(self) -> None:
        if self._is_filling:
            return
        self._turn_title()
        if self._is_draft or self._memo_id is not None:
            self._timer.start()

    def _write(self) -> None:
        title, body = one_line(self.title.text()), self._body()
        if self._is_draft and not title and not plain_text(body).strip():
            return
        self.written.emit(MemoText(self._memo_id, self._about, title, body))


class MemoTools(QWidget):
    """The buttons of the looks of a memo; a click leaves the keyboard in the text."""

    def __init__(self, body: MemoBody, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._buttons: dict[QToolButton, tuple[str, str]] = {}
        for spec in ACTIONS:
            if spec.icon is None:
                continue
            if spec.id == MemoAction.LINK:
                row.addWidget(separator(Qt.Orientation.Vertical, 18))
            button = QToolButton()
            button.setIcon(icon(spec.icon))
            button.setIconSize(QSize(IconSize.NORMAL, IconSize.NORMAL))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            wear(button, Look.TOOL)
            button.clicked.connect(lambda _checked=False, id=spec.id: self._do(body, MemoAction(id)))
            self._buttons[button] = (spec.text, spec.shortcuts[0])
            row.addWidget(button)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the tool tips in the interface's language."""
        for button, (text, shortcut) in self._buttons.items():
            button.setToolTip(f"{tr(text)}  {shown_shortcut(shortcut)}")
            button.setAccessibleName(tr(text))

    def _do(self, body: MemoBody, action: MemoAction) -> None:
        body.setFocus(Qt.FocusReason.OtherFocusReason)
        body.do_memo_action(action)


def thing_choices(things: list[Thing], take: Callable[[Thing], object]) -> list[Choice]:
    """Return things of a project as rows of the palette."""
    return [
        Choice(
            names=one.names if one.name else (tr("Memo without a title"),),
            run=lambda one=one: take(one),
            icon=None if one.color else icon_of(one.kind),
            hint=one.place or tr(THING_GROUPS[one.kind]),
            color=tokens().code_color(one.color) if one.color else "",
        )
        for one in things
    ]
