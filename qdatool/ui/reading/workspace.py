"""Read & code as a workspace of the shell: puts panels and acts together and keeps them in step."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.facts import project_facts
from qdatool.coding.memos import MemoLink, MemoTarget, list_memos
from qdatool.coding.project import Project
from qdatool.coding.quotations import Coding, load_codings, load_quotations
from qdatool.coding.review import CommentSubject
from qdatool.text.spans import Span
from qdatool.ui.code_marks import CodeMarks
from qdatool.ui.reading.action_bar import QuotationBar
from qdatool.ui.reading.actions import ROWS, ReadingAction
from qdatool.ui.reading.code_acts import CodeActs
from qdatool.ui.reading.codes_panel import CodesPanel
from qdatool.ui.reading.coding_loop import CodingLoop
from qdatool.ui.reading.correction import TextCorrection
from qdatool.ui.reading.correction_actions import CorrectionAction
from qdatool.ui.reading.document_acts import DocumentActs
from qdatool.ui.reading.document_find import DocumentFind
from qdatool.ui.reading.documents_panel import DocumentsPanel
from qdatool.ui.reading.ground import ReadingGround
from qdatool.ui.reading.memo_acts import KINDS_ON, MemoActs
from qdatool.ui.reading.passage_acts import PassageActs
from qdatool.ui.reading.pins import Pins
from qdatool.ui.reading.place_keeper import PlaceKeeper
from qdatool.ui.reading.quotations_panel import QuotationsPanel, Tab
from qdatool.ui.reading.session import ReadingSession, Scope
from qdatool.ui.reading.status_line import StatusLine
from qdatool.ui.reading.stripe_filter import filter_menu
from qdatool.ui.reading.text_keys import bind_text_keys
from qdatool.ui.reading.transcript_pane import TranscriptPane
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.since_button import SinceButton
from qdatool.ui.workspace import Place, PlaceKind, Shell, WorkspaceId
from qdatool.wording import interface_language, tr

_FOLLOW_AFTER_MS = 25
"""So that a passage is painted before tree and list follow it."""


class ReadingWorkspace(QObject):
    """The workspace; see ``ui.workspace.Workspace`` for what the shell asks of it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.session = ReadingSession(self)
        self.pins = Pins(shell.settings, self.session)
        self.pane = TranscriptPane(self.session)
        self.widget = ReadingGround(shell.settings, self.pane)
        self.documents = DocumentsPanel(self.session)
        self.codes = CodesPanel(self.session, self.pins, shell.actions)
        self.quotations = QuotationsPanel(self.session)
        self.loop = CodingLoop(shell, self.session, self.pane, self.pins, self.widget)
        self.code_acts = CodeActs(shell, self.session, self.codes.tree, self.pins, self.widget)
        self.document_acts = DocumentActs(shell, self.session, self.widget)
        self.find = DocumentFind(shell, self.session, self.pane)
        self.correction = TextCorrection(shell, self.session, self.pane)
        self.passages = PassageActs(shell, self.session, self.pane, self.loop, self.quotations, self._show_and_remember)
        self._keeper = PlaceKeeper(shell.settings, self.session, self.pane, self.codes, self.quotations)
        self.marks = CodeMarks(shell.bridge, shell.since, lambda: self.session.tree, self)
        self.codes.tree.codes.set_marks(self.marks)
        self.codes.add_since(SinceButton(shell.since, shell.attempt))
        self._status = StatusLine(shell, self.session, self.pane, self.loop, self.widget)
        self._clicked_quotation: int | None = None
        self._had_span = False
        self._keeps_code = False
        self._follow_timer = QTimer(self)
        self._follow_timer.setSingleShot(True)
        self._follow_timer.setInterval(_FOLLOW_AFTER_MS)
        self._follow_timer.timeout.connect(self._follow)
        self._bind()
        self.bar = QuotationBar(shell.actions, self.pane)
        self.widget.set_panels(self.documents, self.codes, self.quotations)
        self._connect()
        self._take_preferences()

    # What the shell asks

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none; what was typed and not yet saved is saved first."""
        if self.session.project is not None:
            self.quotations.memos.flush()
            self.correction.settle()
            self.passages.flush()
            self.codes.inspector.flush()
            self.widget.keep_layout()
            self._keeper.keep()
        if project is None:
            self.session.open(None)
            self.marks.set_project(None)
            self._follow_timer.stop()
            return
        self.session.open(project, self._keeper.document_of(project_facts(project).guid))
        self.marks.set_project(project)
        self._keeper.restore()

    def shown(self) -> None:
        """Take the keyboard."""
        self._status.say_position()
        self._after_quotation()
        if self.session.documents:
            self.pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.documents.import_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self.documents.list, self.pane.view, self.quotations.pane(), self.codes.tree]

    def go_to(self, place: Place) -> None:
        """Show a document, quotation, code or memo."""
        if place.span is not None and place.id is not None:
            self.find.show_passage(place.id, place.span)
            return
        shows = {
            PlaceKind.DOCUMENT: self.session.open_document,
            PlaceKind.QUOTATION: self._show_quotation,
            PlaceKind.CODE: self._show_code,
            PlaceKind.MEMO: self._show_memo,
        }
        if place.kind in shows and place.id is not None:
            shows[place.kind](place.id)

    def commented(self) -> CommentSubject | None:
        """Return what a review comment would be on: what has the keyboard, or else the selected passage or code."""
        return self.passages.commented(self.documents.list, self.codes.tree)

    def reveal(self, changes: Changes) -> None:
        """Bring what an undo or redo has just changed into view."""
        touched = sorted(changes.added(Kind.CODING) | changes.updated(Kind.CODING))
        codings = load_codings(self.session.project, touched[:1])
        if codings:
            self._reveal_coding(codings[0])
        elif changes.removed(Kind.CODING) and self.session.last_gone:
            gone = self.session.last_gone[0]
            self.pane.view.select_quotation(None)
            self.pane.view.place_caret(gone.end)
            self.pane.bring(Span(gone.start, gone.end))
            self._after_quotation()
        elif changes.touches(Kind.DOCUMENT_TEXT) and not changes.touches(Kind.DOCUMENT):
            self.correction.reveal()
        elif changes.touches(Kind.CODE, Kind.CODE_LABEL):
            self._reveal_code(changes)
        elif changes.touches(Kind.DOCUMENT):
            present = changes.added(Kind.DOCUMENT) or changes.updated(Kind.DOCUMENT)
            if len(present) == 1:
                self.session.open_document(next(iter(present)))
        elif changes.touches(Kind.MEMO):
            for memo_id in sorted(changes.added(Kind.MEMO) | changes.updated(Kind.MEMO))[:1]:
                self._show_memo(memo_id)
        elif changes.touches(Kind.QUOTATION, Kind.QUOTATION_LINK):
            self.passages.reveal(changes)

    # Places

    def _show_quotation(self, quotation_id: int) -> None:
        found = load_quotations(self.session.project, (quotation_id,)) if self.session.project else {}
        if quotation_id in found:
            quotation = found[quotation_id]
            self._open_at(quotation.document_id, Span(quotation.start, quotation.end), quotation_id, None)

    def _show_code(self, code_id: int) -> None:
        self.codes.filter.clear()
        self.codes.tree.show_code(code_id)
        self.codes.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_memo(self, memo_id: int) -> None:
        memos = list_memos(self.session.project) if self.session.project is not None else ()
        memo = next((one for one in memos if one.id == memo_id), None)
        link = next((link for link in memo.links if link.target in KINDS_ON), None) if memo else None
        if link is None:
            return
        if link.target is MemoTarget.CODE:
            self.codes.tree.show_code(link.id)
        elif link.target is MemoTarget.QUOTATION:
            self._show_quotation(link.id)
        self._follow_now()
        self.quotations.show_memos_on(link)
        self.quotations.memos.open_memo(memo_id)

    def _open_at(self, document_id: int, span: Span, quotation_id: int, coding_id: int | None) -> None:
        if document_id != self.session.document_id:
            self.session.open_document(document_id)
        view = self.pane.view
        view.place_caret(span.end)
        view.select_quotation(quotation_id, coding_id)
        self.pane.bring(span)
        self._after_quotation()

    def _reveal_coding(self, coding: Coding) -> None:
        self._open_at(coding.document_id, Span(coding.start, coding.end), coding.quotation_id, coding.id)

    def _reveal_code(self, changes: Changes) -> None:
        present = changes.added(Kind.CODE) | changes.updated(Kind.CODE)
        shown = next((code_id for code_id in self.session.tree.codes if code_id in present), None)
        if shown is not None:
            self.codes.tree.show_code(shown)

    # Keeping the panels in step

    def _connect(self) -> None:
        session, view, tree = self.session, self.pane.view, self.codes.tree
        self._shell.bridge.changed.connect(session.take)
        self._shell.preferences_changed.connect(self._take_preferences)
        self.widget.turned.connect(self._on_turned)
        self.widget.escaped.connect(self._focus_text)
        view.selection_changed.connect(self._on_selection_changed)
        view.caret_moved.connect(self._status.say_position)
        view.quotation_clicked.connect(self._on_quotation_clicked)
        self.loop.quotation_shown.connect(self._after_quotation)
        view.quotation_opened.connect(self.edit_comment)
        view.quotation_left.connect(self._after_quotation)
        view.customContextMenuRequested.connect(lambda at: self._show_text_menu(view.viewport().mapToGlobal(at)))
        view.quotation_menu_asked.connect(self._show_text_menu)
        self.pane.moved.connect(self._place_bar)
        self.pane.import_asked.connect(self.document_acts.ask_for_files)
        self.pane.filter_asked.connect(self.choose_stripes)
        self.pane.letter_size_chosen.connect(self._keep_letter_size)
        session.document_opened.connect(self._on_document_opened)
        session.codings_changed.connect(self._after_quotation)
        session.share_changed.connect(self._status.say_position)
        tree.code_chosen.connect(self._on_code_chosen)
        tree.activated_code.connect(self._on_code_activated)
        tree.passage_dropped.connect(self.loop.apply)
        self.codes.new_asked.connect(self._ask_new_code)
        self.codes.filter_left.connect(self._focus_text)
        self.codes.pins.pressed.connect(self._on_pin_pressed)
        self.codes.pins.menu_asked.connect(lambda code_id, point: self.code_acts.show_menu(point, (code_id,)))
        self.codes.inspector.label_written.connect(
            lambda id, language, label: self.code_acts.rename(id, label, language)
        )
        self.codes.inspector.definition_written.connect(self.code_acts.define)
        self.code_acts.pins_changed.connect(self.codes.pins.refresh)
        self.code_acts.unfilter_asked.connect(self.codes.filter.clear)
        self.code_acts.memo_asked.connect(lambda code_id: self.write_memo_on(MemoLink(MemoTarget.CODE, code_id)))
        self.code_acts.keep_asked.connect(self.loop.keep_code)
        self.loop.sticky_changed.connect(self._on_sticky_changed)
        self.loop.code_used.connect(lambda _code_id: self._after_quotation())
        self._connect_lists()

    def _connect_lists(self) -> None:
        documents, quotations = self.documents, self.quotations
        documents.import_asked.connect(self.document_acts.ask_for_files)
        documents.list.document_chosen.connect(self._on_document_chosen)
        documents.list.activated_document.connect(lambda _document_id: self._focus_text())
        documents.list.menu_asked.connect(self.document_acts.show_menu)
        documents.list.moved.connect(self.document_acts.move)
        documents.list.files_dropped.connect(self.document_acts.import_files)
        self.document_acts.imported.connect(self._on_document_chosen)
        self.document_acts.memo_asked.connect(lambda one: self.write_memo_on(MemoLink(MemoTarget.DOCUMENT, one)))
        quotations.list.shown.connect(self._show_listed)
        quotations.list.jumped.connect(self._on_jumped)
        quotations.list.menu_asked.connect(self._show_listed_menu)
        self.memo_acts = MemoActs(self._shell, self.session, quotations.memos)

    def _on_document_chosen(self, document_id: int) -> None:
        self.session.open_document(document_id)
        self._shell.visited(Place(WorkspaceId.CODE, PlaceKind.DOCUMENT, document_id))

    def _step_document(self, step: int) -> None:
        ids = [document.id for document in self.session.documents]
        if self.session.document_id in ids and 0 <= ids.index(self.session.document_id) + step < len(ids):
            self._on_document_chosen(ids[ids.index(self.session.document_id) + step])

    def _on_document_opened(self) -> None:
        self._status.say_position()
        self._after_quotation()

    def _on_code_chosen(self, code_id: int | None) -> None:
        # A category stands for all below it, as its count does.
        family = (code_id, *self.session.tree.descendants(code_id)) if code_id is not None else ()
        self.pane.view.set_focus_codes(family)
        self.quotations.show_code(code_id)

    def _on_code_activated(self, code_id: int) -> None:
        if self.pane.view.selection_span() is not None:
            self.loop.apply(code_id)
        else:
            self.quotations.tabs.setCurrentIndex(Tab.QUOTATIONS)
            self.quotations.catch_up()
            self.quotations.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pin_pressed(self, code_id: int) -> None:
        if self.pane.view.selection_span() is not None:
            self.loop.apply(code_id)
        else:
            self.codes.tree.show_code(code_id)

    def _follow(self) -> None:
        """Show what is selected in the status bar, in the bar under it, in the tree and in the list."""
        if not self.widget.isVisible():
            return
        self._status.say_selection()
        self._place_bar()
        self._refresh_actions()
        coding = self.pane.view.selected_coding()
        if coding is not None and not self._keeps_code:
            self.codes.tree.show_code(coding.code_id)
        self._keeps_code = False
        self.quotations.list.mark(self.pane.view.selected_quotation())
        self.passages.follow(self.pane.view.selected_quotation())

    def _show_listed(self, coding: Coding) -> None:
        """Show a quotation of the list, which stays as it is though the quotation may have a code further down."""
        self._keeps_code = True
        self._reveal_coding(coding)

    def _on_jumped(self, coding: Coding) -> None:
        self._show_listed(coding)
        self._shell.visited(Place(WorkspaceId.CODE, PlaceKind.QUOTATION, coding.quotation_id))
        self._focus_text()

    def _show_and_remember(self, quotation_id: int) -> None:
        self._show_quotation(quotation_id)
        self._shell.visited(Place(WorkspaceId.CODE, PlaceKind.QUOTATION, quotation_id))

    def _on_selection_changed(self, _span: Span | None) -> None:
        self._after_quotation()

    def _after_quotation(self, _step: object = None) -> None:
        """Let everything follow what is selected now, once the passage itself is painted."""
        self._follow_timer.start()

    def _follow_now(self) -> None:
        """Do now what would follow in a moment, so that it does not take the place of what is shown next."""
        if self._follow_timer.isActive():
            self._follow_timer.stop()
            self._follow()

    def _on_quotation_clicked(self, quotation_id: int) -> None:
        self._clicked_quotation = quotation_id
        self._after_quotation()

    def _place_bar(self) -> None:
        coding = self.pane.view.selected_coding()
        # Only the mouse asks for the bar: who codes with the keys is about to read the line that it would cover.
        if coding is None or coding.quotation_id != self._clicked_quotation:
            self._clicked_quotation = None
            self.bar.hide()
            return
        if self.pane.view.selection_span() is not None or self.loop.box.isVisible() or self.correction.is_on():
            self.bar.hide()
            return
        first = self.pane.passage_rect(Span(coding.start, coding.start + 1))
        self.bar.show_beside(first, self.pane.passage_rect(Span(coding.start, coding.end)), self.pane.text_area())

    def _refresh_actions(self) -> None:
        has_span = self.loop.has_span()
        if has_span != self._had_span or self.pane.view.selected_coding() is not None:
            self._had_span = has_span
            self._shell.actions.refresh()

    # The status bar

    def _on_sticky_changed(self) -> None:
        self._status.say_selection()
        code = self.session.code(self.loop.sticky_code())
        self.pane.show_kept_code(code)
        self._shell.actions.refresh()

    def _on_turned(self) -> None:
        self._status.say_position()
        self._status.say_selection()
        self._place_bar()

    # Memos

    def write_memo_on(self, about: MemoLink) -> None:
        """Open the newest memo on something, or a first one, with the keyboard in it."""
        self._follow_now()
        self.quotations.show_memos_on(about)
        self.quotations.memos.edit_newest()

    def edit_comment(self, quotation_id: int) -> None:
        """Let the user write about a quotation of the open document."""
        self._follow_now()
        self.passages.edit_comment(quotation_id)

    def comment_on_selection(self) -> None:
        """Let the user write about the selected quotation."""
        coding = self.loop.selected_coding()
        if coding is not None:
            self.edit_comment(coding.quotation_id)

    def memo_on_selection(self) -> None:
        """Open the memo on the selected quotation, or begin one."""
        coding = self.loop.selected_coding()
        if coding is not None:
            self.write_memo_on(MemoLink(MemoTarget.QUOTATION, coding.quotation_id))

    # Keys and menus

    def _bind(self) -> None:
        view, tree, documents = self.pane.view, self.codes.tree, self.documents.list
        loop, acts = self.loop, self.code_acts
        bind_text_keys(self)
        self.bind_row(ReadingAction.IMPORT, self.document_acts.ask_for_files, self.widget)
        self.bind_row(ReadingAction.BOX_IN_VIVO, loop.in_vivo, loop.box, loop.box.isVisible)
        self.bind_row(ReadingAction.NEW_CODE, lambda: acts.new_code(), tree)
        self.bind_row(ReadingAction.RENAME_CODE, lambda: tree.rename(tree.present_code()), tree, self._has_code)
        self.bind_row(ReadingAction.PIN_CODE, lambda: acts.toggle_pin(tree.present_code()), tree, self._has_code)
        self.bind_row(ReadingAction.DELETE_CODE, lambda: acts.delete(tree.chosen_codes()), tree, self._has_code)
        self.bind_row(
            ReadingAction.CODE_MEMO,
            lambda: self.write_memo_on(MemoLink(MemoTarget.CODE, tree.present_code())),
            tree,
            self._has_code,
        )
        self.bind_row(
            ReadingAction.DOCUMENT_MEMO,
            lambda: self.write_memo_on(MemoLink(MemoTarget.DOCUMENT, self._open_document_id())),
            documents,
            self._has_document,
        )
        document_acts = self.document_acts
        self.bind_row(
            ReadingAction.RENAME_DOCUMENT,
            lambda: document_acts.ask_name(self._open_document_id()),
            documents,
            self._has_document,
        )
        self.bind_row(ReadingAction.FINISH_DOCUMENT, self._toggle_finished, self.widget, self._has_open_document)
        self.bind_row(
            ReadingAction.DELETE_DOCUMENT,
            lambda: document_acts.delete(self._open_document_id()),
            documents,
            self._has_document,
        )
        self.bind_row(ReadingAction.SWITCH_SCOPE, self._switch_scope, self.widget, self._has_coders)
        self.bind_row(ReadingAction.NEXT_DOCUMENT, lambda: self._step_document(1), self.widget)
        self.bind_row(ReadingAction.PREVIOUS_DOCUMENT, lambda: self._step_document(-1), self.widget)
        self.bind_row(ReadingAction.TO_TEXT, self._focus_text, self.widget, lambda: not view.hasFocus())
        self.bind_row(ReadingAction.LARGER, lambda: view.set_letter_size(view.letter_size() + 1), self.widget)
        self.bind_row(ReadingAction.SMALLER, lambda: view.set_letter_size(view.letter_size() - 1), self.widget)

    def _has_code(self) -> bool:
        return self.codes.tree.present_code() is not None

    def has_coding(self) -> bool:
        """Tell whether a coding is selected in the text."""
        return self.loop.selected_coding() is not None

    def _has_document(self) -> bool:
        return self.session.document_id is not None

    def _has_coders(self) -> bool:
        return len(self.session.coders) > 1

    def _has_open_document(self) -> bool:
        return self.session.document_id is not None and self.session.is_writable()

    def _toggle_finished(self) -> None:
        document_id = self._open_document_id()
        self.document_acts.mark_finished(document_id, is_finished=not self.session.is_finished(document_id))

    def _open_document_id(self) -> int:
        return self.session.document_id or 0

    def bind_row(self, action_id: ReadingAction, run, within: QWidget, is_enabled=None) -> None:
        """Say what a row of the table does while the keyboard is in one of the panels."""
        self._shell.actions.bind(ROWS[action_id], run, within=within, is_enabled=is_enabled)

    def _show_listed_menu(self, coding: Coding, point) -> None:
        self._show_listed(coding)
        self._follow_now()
        self._show_text_menu(point)

    def _show_text_menu(self, point) -> None:
        menu = QMenu(self.pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = self._shell.actions
        for action_id in (
            ReadingAction.CODE_BOX,
            ReadingAction.IN_VIVO,
            ReadingAction.REPEAT,
            ReadingAction.RECODE,
            ReadingAction.COMMENT_QUOTATION,
            ReadingAction.LINK,
            ReadingAction.DIMENSION,
            ReadingAction.MEMO,
            ShellAction.WRITE_COMMENT,
            ReadingAction.UNCODE,
            CorrectionAction.CORRECT,
        ):
            action = QAction(actions.text(action_id), menu)
            action.setEnabled(actions.is_enabled(action_id))
            action.triggered.connect(lambda _checked=False, action_id=action_id: actions.trigger(action_id))
            menu.addAction(action)
        menu.addSeparator()
        copy = menu.addAction(tr("Copy"), self.pane.view.copy)
        copy.setEnabled(self.pane.view.selection_span() is not None)
        cite = menu.addAction(actions.text(ReadingAction.COPY_REFERENCE), self.passages.copy_with_reference)
        cite.setEnabled(self.loop.has_span())
        menu.popup(point)

    def _ask_new_code(self) -> None:
        levels = self.session.levels
        if len(levels) < 2:
            self.code_acts.new_code()
            return
        menu = QMenu(self.codes)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in reversed(range(len(levels))):
            level = levels[place]
            name = tr("New {level} code", level=level.name_in(interface_language()))
            menu.addAction(name, lambda level_id=level.id, place=place: self._new_code_on(level_id, place))
        button = self.codes.add_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _new_code_on(self, level_id: int, place: int) -> None:
        """Make a code on a level, under the chosen code where that stands on the level above."""
        code = self.session.code(self.codes.tree.present_code())
        above = self.session.levels[place - 1].id if place > 0 else None
        parent_id = code.id if code is not None and code.level_id == above else None
        self.code_acts.new_code(parent_id, level_id)

    def _switch_scope(self) -> None:
        self.session.set_scope(Scope.MINE if self.session.scope is Scope.ALL else Scope.ALL)

    def choose_stripes(self) -> None:
        """Offer which codings have stripes, at the head of the margin."""
        chosen, button = self.codes.tree.present_code(), self.pane.filter_button
        menu = filter_menu(self.session, self.pane.stripe_filter(), chosen, self.pane.set_filter, self.pane)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def focus_filter(self) -> None:
        """Put the keyboard into the filter of the codes."""
        self.codes.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.codes.filter.selectAll()

    def _focus_text(self) -> None:
        self.pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Preferences

    def _take_preferences(self) -> None:
        self.pane.view.set_letter_size(self._shell.settings.reading_font_px)

    def _keep_letter_size(self, pixels: int) -> None:
        if self._shell.settings.reading_font_px != pixels:
            self._shell.settings.reading_font_px = pixels
            self._shell.settings.save()
