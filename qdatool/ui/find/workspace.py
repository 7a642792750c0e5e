"""Find as a workspace of the shell: a query over the whole project, its hits in context, and coding them at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.codes import load_codes
from qdatool.coding.hit_coding import Extent, code_hits
from qdatool.coding.project import Project
from qdatool.coding.search import Hit, SearchKind
from qdatool.errors import QdaError
from qdatool.text.queries import is_blank
from qdatool.ui.controls import ElidedLabel, EmptyState, WrappingLabel
from qdatool.ui.find.actions import ACTIONS, HitAction
from qdatool.ui.find.coding_bar import CodingBar
from qdatool.ui.find.hit_list import HitList
from qdatool.ui.find.subject import Subject
from qdatool.ui.live_search import LiveSearch
from qdatool.ui.palette import Choice, Palette
from qdatool.ui.query_row import QueryRow
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Size, Space
from qdatool.ui.workspace import Notice, NoticeKind, Place, PlaceKind, Shell, WorkspaceId
from qdatool.wording import interface_language, tr
from qdatool.wording.errors import sentence_for

_AFTER_TYPING_MS = 30
_WIDEST_QUERY = 640
_HEAD = 52
_TABS: tuple[SearchKind | None, ...] = (None, SearchKind.DOCUMENT, SearchKind.MEMO, SearchKind.CODE)
_PLACES = {
    SearchKind.DOCUMENT: (WorkspaceId.CODE, PlaceKind.DOCUMENT),
    SearchKind.MEMO: (WorkspaceId.MEMOS, PlaceKind.MEMO),
    SearchKind.CODE: (WorkspaceId.CODE, PlaceKind.CODE),
}
_SEARCHED = (Kind.DOCUMENT, Kind.DOCUMENT_TEXT, Kind.MEMO, Kind.CODE, Kind.CODE_LABEL, Kind.LEVEL, Kind.PARTICIPANT)


class FindWorkspace(QObject):
    """The workspace; see ``ui.workspace.Workspace`` for what the shell asks of it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._project: Project | None = None
        self._is_stale = False
        self._has_old_hits = False
        self._wanted: Hit | None = None
        self._subject = Subject()
        self.row = QueryRow("Find in transcripts, memos and codes")
        self.tabs = QTabBar()
        self.list = HitList(self._subject)
        self.bar = CodingBar(shell.actions)
        self.widget = _Ground(self)
        self._palette = Palette(self.widget)
        self._search = LiveSearch(shell.tasks, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_TYPING_MS)
        self._timer.timeout.connect(self._search_now)
        self._bind()
        self._connect()
        self.bar.show_ticked(0)

    # What the shell asks

    def set_project(self, project: Project | None) -> None:
        """Look in another project, or in none; what was asked stays."""
        self._search.stop()
        self._timer.stop()
        self._project = project
        self.list.hits.start()
        self._subject.look_up(project)
        self._is_stale = project is not None
        self.widget.show_state(self)
        if project is not None and self.widget.isVisible():
            self._search_now()

    def shown(self) -> None:
        """Take the keyboard: in the hits where there are some, else in the query."""
        if self._is_stale:
            self._search_now()
        if self.list.currentIndex().isValid():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.row.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, words: str) -> None:
        """Take the keyboard into the query; ``words``, if there are any, are looked for at once.

        Those of the hit that was just gone to lead back to it in the list.
        """
        hit = self.list.present_hit()
        if words and hit is not None and words == self._subject.context(hit).hit:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.row.ask(words)

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self.row.field, self.list, self.bar.button]

    def go_to(self, place: Place) -> None:
        """Nothing of a project is at home here."""

    def reveal(self, changes: Changes) -> None:
        """Show nothing: codings are not listed here."""

    # Searching

    def _search_now(self) -> None:
        self._timer.stop()
        if self._is_stale:
            self._subject.look_up(self._project)
        self._is_stale = False
        query = self.row.query()
        self._search.stop()
        self._wanted = self.list.present_hit()
        if self._project is None or is_blank(query):
            self.list.hits.start()
            self.widget.show_state(self)
            return
        # The old hits stay until the first of the others come: an empty list between two keys would flicker.
        self._has_old_hits = True
        self._search.start(self._project, query)

    def _forget_old_hits(self) -> None:
        """Let go of what the last search found, once there is something to show in its place."""
        if self._has_old_hits:
            self._has_old_hits = False
            self._subject.forget_hits()
            self.list.hits.start()

    def _on_found(self, hits: tuple[Hit, ...]) -> None:
        self._forget_old_hits()
        self.list.hits.add(hits)
        if self._wanted is not None and self._wanted in hits:
            self.list.setCurrentIndex(self.list.hits.index_of(self._wanted))
        self.widget.show_state(self)

    def _on_ended(self, is_cut_short: bool) -> None:
        self._forget_old_hits()
        self.widget.show_state(self)
        if is_cut_short:
            self.widget.say(tr("Only the first {n} hits are listed.", n=self.list.hits.count()))

    def _on_refused(self, error: QdaError) -> None:
        self._has_old_hits = True
        self._forget_old_hits()
        self.widget.show_refusal(sentence_for(error, interface_language()))

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touches(*_SEARCHED):
            return
        self._is_stale = True
        if self.widget.isVisible():
            self._timer.start()

    def can_code(self) -> bool:
        """Tell whether there is a project whose hits can be coded."""
        return self._project is not None and not self._project.is_read_only

    def is_going_on(self) -> bool:
        """Tell whether hits may still come."""
        return self._search.is_going_on() or self._timer.isActive()

    def _show_kind(self, place: int) -> None:
        self.list.hits.show_kind(_TABS[place])
        self.widget.show_state(self)

    # Doing something with a hit

    def _jump(self, hit: Hit) -> None:
        source = hit.source
        self._shell.visited(Place(WorkspaceId.FIND))
        span = hit.span if source.kind is SearchKind.DOCUMENT else None
        self._shell.go_to(Place(*_PLACES[source.kind], source.id, span))

    def _step(self, step: int) -> None:
        """Go to the next or the previous hit from wherever the reader is, so that one can go through all of them."""
        index = self.list.hits.hit_beside(self.list.currentIndex(), step)
        self.list.setCurrentIndex(index)
        hit = self.list.present_hit()
        if hit is not None:
            self._jump(hit)

    def _enter_list(self) -> None:
        if self._timer.isActive():
            self._search_now()
        if self.list.hits.count():
            self.list.enter()

    def _leave_query(self) -> None:
        if self.row.field.text():
            self.row.field.clear()
        elif self.list.hits.count():
            self.list.enter()

    def _ask_code(self) -> None:
        if not self.can_code() or not self.list.hits.ticked():
            return
        language = interface_language()
        other = "en" if language == "fa" else "fa"
        choices = []
        for code in load_codes(self._project):
            names = tuple(dict.fromkeys((code.label_in(language), code.label_in(other), code.label)))
            run = partial(self._code_ticked, code.id, names[0])
            choices.append(Choice(names, run, color=tokens().code_color(code.color)))
        self._palette.open_with(choices, tr("Code the ticked hits with"), self.row)

    def _code_ticked(self, code_id: int, label: str) -> None:
        hits = [(hit.source.id, hit.span) for hit in self.list.hits.ticked()]
        extent = self.bar.extent.value()
        if self._project is None or not isinstance(extent, Extent):
            return
        made = self._shell.attempt(lambda: code_hits(self._project, hits, code_id, extent))
        if made is None:
            return
        self.list.hits.untick_all()
        sentence = tr("{n} passages were coded with {code}.", n=made, code=label)
        self._shell.show_notice(Notice(NoticeKind.OK, sentence))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _bind(self) -> None:
        hits = self.list
        rows = {
            HitAction.ASK: (lambda: self.row.ask(""), self.widget, None),
            HitAction.JUMP: (hits.jump, hits, lambda: hits.currentIndex().isValid()),
            HitAction.TICK: (hits.tick, hits, lambda: hits.currentIndex().isValid()),
            HitAction.TICK_ALL: (hits.hits.tick_all, hits, lambda: hits.hits.count() > 0),
            HitAction.NEXT: (lambda: self._step(1), None, lambda: hits.hits.rowCount() > 0),
            HitAction.PREVIOUS: (lambda: self._step(-1), None, lambda: hits.hits.rowCount() > 0),
            HitAction.CODE: (self._ask_code, self.widget, lambda: bool(hits.hits.ticked())),
        }
        for spec in ACTIONS:
            run, within, is_enabled = rows[spec.id]
            self._shell.actions.bind(spec, run, within=within, is_enabled=is_enabled)

    def _connect(self) -> None:
        self.row.changed.connect(self._timer.start)
        self.row.entered.connect(lambda _is_backwards: self._enter_list())
        self.row.left.connect(self._leave_query)
        self.list.jumped.connect(self._jump)
        self.list.hits.ticked_changed.connect(lambda: self.bar.show_ticked(len(self.list.hits.ticked())))
        self.bar.asked.connect(self._ask_code)
        self.tabs.currentChanged.connect(self._show_kind)
        self._search.found.connect(self._on_found)
        self._search.ended.connect(self._on_ended)
        self._search.refused.connect(self._on_refused)
        self._shell.bridge.changed.connect(self._on_changed)


class _Ground(QFrame):
    """Puts the parts together and says what there is to see."""

    def __init__(self, workspace: FindWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        wear(self, Look.PAGE)
        self._said = ElidedLabel("", Look.DENSE)
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._refusal = WrappingLabel("", Look.DENSE)
        self._pages = QStackedWidget()
        self._nothing = EmptyState("Nothing was found. Letters, digits, diacritics and case make no difference.")
        self._unasked = EmptyState("Type a word to find it in every transcript, memo and code.")
        refused = QWidget()
        room = QVBoxLayout(refused)
        room.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        room.addWidget(self._refusal)
        room.addStretch(1)
        self._refused = refused
        for page in (workspace.list, self._nothing, self._unasked, refused):
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self._unasked)
        self._lay_out(workspace)
        self.retranslate()

    def retranslate(self) -> None:
        """Show counts in the interface's language."""
        hits = self._workspace.list.hits
        names = {
            None: tr("All {n}", n=hits.count()),
            SearchKind.DOCUMENT: tr("Transcripts {n}", n=hits.count(SearchKind.DOCUMENT)),
            SearchKind.MEMO: tr("Memos {n}", n=hits.count(SearchKind.MEMO)),
            SearchKind.CODE: tr("Codes {n}", n=hits.count(SearchKind.CODE)),
        }
        for place, kind in enumerate(_TABS):
            self._workspace.tabs.setTabText(place, names[kind])

    def say(self, sentence: str) -> None:
        """Say something beside the tabs."""
        self._said.setText(sentence)

    def said(self) -> str:
        """Return what is said beside the tabs, or in place of the hits."""
        return self._refusal.accessibleName() if self._pages.currentWidget() is self._refused else self._said.text()

    def show_state(self, workspace: FindWorkspace) -> None:
        """Show the hits, or why there are none, and how many there are."""
        hits = workspace.list.hits
        if hits.rowCount():
            self._pages.setCurrentWidget(workspace.list)
            documents = hits.things(SearchKind.DOCUMENT)
            self.say(tr("in {n} documents", n=documents) if documents else "")
        elif is_blank(workspace.row.query()):
            self._pages.setCurrentWidget(self._unasked)
            self.say("")
        elif not workspace.is_going_on():
            self._pages.setCurrentWidget(self._nothing)
            self.say("")
        workspace.bar.setVisible(hits.count(SearchKind.DOCUMENT) > 0 and workspace.can_code())
        self.retranslate()

    def show_refusal(self, sentence: str) -> None:
        """Show why a pattern was refused, in place of the hits."""
        self._refusal.show_text(sentence)
        self._pages.setCurrentWidget(self._refused)
        self._workspace.bar.hide()
        self.say("")
        self.retranslate()

    def _lay_out(self, workspace: FindWorkspace) -> None:
        workspace.row.setMaximumWidth(_WIDEST_QUERY)
        head = QFrame()
        wear(head, Look.TOOL_ROW)
        head.setFixedHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(Space.L, 0, Space.L, 0)
        row.addWidget(workspace.row, 1)
        row.addStretch(0)
        tabs = workspace.tabs
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        tabs.setUsesScrollButtons(False)
        tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for _ in _TABS:
            tabs.addTab("")
        strip = QFrame()
        wear(strip, Look.PANEL_HEAD)
        strip.setFixedHeight(Size.TAB + 1)
        counts = QHBoxLayout(strip)
        counts.setContentsMargins(Space.S, 0, Space.L, 0)
        counts.setSpacing(Space.M)
        counts.addWidget(tabs, 0, Qt.AlignmentFlag.AlignBottom)
        counts.addWidget(self._said, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(head)
        rows.addWidget(strip)
        rows.addWidget(self._pages, 1)
        rows.addWidget(workspace.bar)
        workspace.bar.hide()
