"""The sheet that replaces names by pseudonyms: look, agree, replace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from qdatool.coding.project import Project
from qdatool.coding.pseudonyms import (
    Occurrence,
    Rewritten,
    SearchTask,
    find_occurrences,
    gather_rewrites,
    gather_texts,
    pictures_in,
    rewrite_texts,
    write_texts,
)
from qdatool.coding.snapshots import delete_snapshots, list_snapshots
from qdatool.errors import QdaError
from qdatool.export.tables import write_table
from qdatool.text.name_lists import Person
from qdatool.ui.dialogs import Dialogs
from qdatool.ui.notices import NoticeBar
from qdatool.ui.pseudonyms.found_page import FoundPage
from qdatool.ui.pseudonyms.plan import Agreed, found_groups, key_table, replacements_of, wanted_of, with_pseudonyms
from qdatool.ui.pseudonyms.wanted_page import WantedPage
from qdatool.ui.sheet import Sheet
from qdatool.ui.style_sheet import Look
from qdatool.ui.tasks import Tasks
from qdatool.ui.work_bar import WorkBar
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import interface_language, tr
from qdatool.wording.errors import sentence_for


class PseudonymWindow(Protocol):
    """What the sheet needs of the window it stands over."""

    dialogs: Dialogs
    tasks: Tasks


class PseudonymSheet(Sheet):
    """``replaced(Notice)`` once names are gone: show everything anew, and say so."""

    replaced = Signal(object)

    def __init__(
        self, parent: QWidget, window: PseudonymWindow, project: Project, pipelines: tuple[str, ...] = ()
    ) -> None:
        super().__init__(parent, "Replace names by pseudonyms")
        self._window = window
        self._project = project
        self._people: tuple[Person, ...] = ()
        self._is_working = False
        self.notices = NoticeBar()
        self.wanted = WantedPage(window.dialogs, project.path.parent, pipelines)
        proposed = project.path.with_name(f"{project.path.stem} {tr('key')}.csv")
        copies = len(list_snapshots(project.path))
        self.found = FoundPage(window.dialogs, proposed, snapshots=copies, pictures=pictures_in(project))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.wanted)
        self._pages.addWidget(self.found)
        self.body.addWidget(self.notices)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(WorkBar(window.tasks))
        self.back_button = self.add_button("Back")
        self.back_button.clicked.connect(lambda: self._show_page(0))
        self.close_button = self.add_close()
        self.search_button = self.add_button("Search", Look.PRIMARY)
        self.search_button.clicked.connect(self.search)
        self.replace_button = self.add_button("Replace", Look.PRIMARY)
        self.replace_button.clicked.connect(self.replace)
        self.wanted.changed.connect(self._refresh)
        self.wanted.refused.connect(self._show_refusal)
        self.found.changed.connect(self._refresh)
        self.resize(860, 640)
        self._show_page(0)

    def search(self) -> None:
        """Look through everything in a job, and show what was found."""
        self.notices.clear()
        texts = gather_texts(self._project)
        self._people = with_pseudonyms(self.wanted.people(), (stored.text for stored in texts))
        wanted = wanted_of(self._people, self.wanted.chosen_kinds(), self.wanted.chosen_pipelines())
        self._begin()
        self._window.tasks.run(
            tr("Looking for names"),
            find_occurrences,
            SearchTask(texts, wanted),
            self._show_found,
            on_error=self._show_refusal,
        )

    def done(self, result: int) -> None:
        """Close; what is still under way is stopped, since nobody waits for it and nothing is written yet."""
        if self._is_working:
            self._window.tasks.cancel()
        super().done(result)

    def replace(self) -> None:
        """Replace what is ticked in a job, then write the key and the texts; a refusal leaves everything as it was."""
        if self.found.key_path is None:
            self.found.choose_key()
        agreed, key_path, left = self.found.tree.agreed(), self.found.key_path, self.found.left()
        if key_path is None or not self.found.is_ready():
            return
        number = self.found.ticked()
        question = tr("Replace what is ticked for good ({n})?", n=number)
        explanation = tr(
            "This cannot be undone, and neither can anything done before it. Files outside the project, such as "
            "exports and the interviews that were imported, stay as they are."
        )
        if not self._window.dialogs.is_confirmed(question, explanation, tr("Replace")):
            return
        self.notices.clear()
        try:
            task = gather_rewrites(self._project, replacements_of(agreed))
        except QdaError as error:
            self._show_refusal(error)
            return
        self._begin()

        def _write(rewritten: tuple[Rewritten, ...]) -> None:
            self._write(rewritten, agreed, key_path, (number, left))

        self._window.tasks.run(tr("Replacing names"), rewrite_texts, task, _write, on_error=self._show_refusal)

    def _begin(self) -> None:
        """Let nothing else begin until the job has ended."""
        self._is_working = True
        self._refresh()
        self._window.tasks.ended.connect(self._on_ended, Qt.ConnectionType.SingleShotConnection)

    def _write(
        self, rewritten: tuple[Rewritten, ...], agreed: Sequence[Agreed], key_path: Path, counts: tuple[int, int]
    ) -> None:
        """Write the key and then the texts, and close; from here on nothing can be stopped."""
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            write_table(key_table(agreed, is_right_to_left=interface_language() == "fa"), key_path)
            failure = write_texts(self._project, rewritten)
            if self.found.deletes_snapshots():
                delete_snapshots(self._project)
        except QdaError as error:
            self._show_refusal(error)
            return
        finally:
            QApplication.restoreOverrideCursor()
        number, left = counts
        self.accept()
        self.replaced.emit(self._told(number, left, key_path, failure))

    def _show_found(self, found: tuple[Occurrence, ...]) -> None:
        self.found.show_groups(found_groups(self._people, found))
        self._show_page(1)

    def _on_ended(self) -> None:
        self._is_working = False
        self._refresh()

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.back_button.setVisible(page == 1)
        self.search_button.setVisible(page == 0)
        self.replace_button.setVisible(page == 1)
        (self.wanted.names if page == 0 else self.found.tree).setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh()

    def _refresh(self) -> None:
        self.search_button.setEnabled(self.wanted.is_filled() and not self._is_working)
        self.replace_button.setEnabled(self.found.is_ready() and not self._is_working)

    def _told(self, number: int, left: int, key_path: Path, failure: QdaError | None) -> Notice:
        """Say what was done, and what may still hold a name."""
        sentences = [tr("Names replaced: {n}. The key is in {file}.", n=number, file=key_path.name)]
        copies = len(list_snapshots(self._project.path))
        if left:
            sentences.append(tr("Left as they are: {n}.", n=left))
        if copies:
            sentences.append(tr("Snapshots that still hold the names: {n}.", n=copies))
        if failure is not None:
            why = sentence_for(failure, interface_language())
            sentences.append(tr("Words that were deleted earlier may still stand in the file: {why}", why=why))
        return Notice(NoticeKind.WARNING if len(sentences) > 1 else NoticeKind.OK, " ".join(sentences))

    def _show_refusal(self, error: QdaError) -> None:
        self.notices.show_notice(Notice(NoticeKind.ERROR, sentence_for(error, interface_language())))
