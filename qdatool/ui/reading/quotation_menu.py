"""Short menus in the text: the quotations that lie at one place, and what a code can do on a stripe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from qdatool.coding.codes import Code
from qdatool.coding.quotations import Coding
from qdatool.ui.icons import Icon, icon
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import color_swatch, side_by_side
from qdatool.ui.theme import tokens
from qdatool.wording import interface_language, tr

_LONGEST_WORDS = 48


def quotation_menu(
    session: ReadingSession, quotation_ids: Sequence[int], choose: Callable[[int], object], parent: QWidget
) -> QMenu:
    """Return a menu with one row per quotation: its codes, who coded it where that is not plain, and its words."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    text = session.text()
    for quotation_id in quotation_ids:
        codings = session.codings_of(quotation_id)
        if not codings:
            continue
        first = session.code(codings[0].code_id)
        swatch = color_swatch(tokens().code_color(first.color) if first else tokens().text_3)
        row = menu.addAction(swatch, _described(session, codings, text).replace("&", "&&"))
        row.triggered.connect(lambda _checked=False, quotation_id=quotation_id: choose(quotation_id))
    return menu


@dataclass(frozen=True, slots=True)
class DropActs:
    """What can be done with a code that was let fall on a stripe."""

    add: Callable[[], object]
    replace: Callable[[], object]


def drop_menu(session: ReadingSession, code: Code, coding: Coding, acts: DropActs, parent: QWidget) -> QMenu:
    """Return the menu for a code that fell on the stripe of a coding with another code."""
    language = interface_language()
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    present = session.code(coding.code_id)
    name, old = code.label_in(language), present.label_in(language) if present else ""
    menu.addAction(icon(Icon.TAG), tr("Add “{code}”", code=name).replace("&", "&&"), acts.add)
    swap = tr("Put “{code}” in the place of “{old}”", code=name, old=old)
    menu.addAction(icon(Icon.SWAP), swap.replace("&", "&&"), acts.replace)
    return menu


def _described(session: ReadingSession, codings: Sequence[Coding], text: str) -> str:
    language = interface_language()
    codes = [code.label_in(language) for one in codings if (code := session.code(one.code_id)) is not None]
    coders = {session.coder_name(one.coder_id) for one in codings} if len(session.coders) > 1 else set()
    words = " ".join(text[codings[0].start : codings[0].end].split())
    shown = words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS].rstrip() + "…"
    return side_by_side(*dict.fromkeys(codes), *sorted(coders), tr("“{words}”", words=shown))
