"""What is done to documents: import, rename, move, direction, delete; and the menu that offers it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from qdatool.coding.changes import Operation
from qdatool.coding.coders import mark_finished
from qdatool.coding.documents import (
    add_document,
    delete_documents,
    move_document,
    rename_document,
    set_document_direction,
)
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.quotations import codings_of_document
from qdatool.coding.roles import Direction
from qdatool.errors import QdaError
from qdatool.ui.controls import menu_text
from qdatool.ui.icons import Icon, icon
from qdatool.ui.name_field import NameField
from qdatool.ui.reading.actions import ROWS, ReadingAction
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.ui.workspace import Notice, NoticeKind, Shell
from qdatool.wording import interface_language, tr
from qdatool.wording.errors import sentence_for
from qdatool.wording.terms import direction_name

Read = tuple[list[ImportedDocument], list[QdaError]]


class DocumentActs(QObject):
    """Writes through the shell. ``memo_asked(document_id)``; ``imported(document_id)``, the first of several."""

    memo_asked = Signal(int)
    imported = Signal(int)

    def __init__(self, shell: Shell, session: ReadingSession, ground: QWidget) -> None:
        super().__init__(ground)
        self._shell = shell
        self._session = session
        self._ground = ground

    def ask_for_files(self) -> None:
        """Ask which files to import."""
        from qdatool.importing.formats import DOCUMENT_READERS

        patterns = " ".join(f"*{suffix}" for suffix in sorted(DOCUMENT_READERS))
        folder = Path(self._shell.settings.layouts.get("import_folder", "") or Path.home())
        files = self._shell.dialogs.files_to_open(tr("Import interviews"), folder, f"{tr('Interviews')} ({patterns})")
        if files:
            self._shell.settings.layouts["import_folder"] = str(files[0].parent)
            self.import_files(files)

    def import_files(self, files: Sequence[Path]) -> None:
        """Read files in the background, then add them as one step; those refused are told in a notice."""
        self._shell.tasks.run(tr("Reading {n} files", n=len(files)), _read_all, tuple(files), self._add)

    def rename(self, document_id: int, name: str) -> None:
        """Give a document another name."""
        self._shell.attempt(lambda: rename_document(self._session.project, document_id, name))

    def ask_name(self, document_id: int) -> None:
        """Ask for another name of a document."""
        document = self._session.document(document_id)
        if document is None:
            return
        field = NameField(tr("Name of the document"), document.name, self._ground)
        field.named.connect(lambda name: self.rename(document_id, name))
        field.open()

    def move(self, document_id: int, place: int) -> None:
        """Put a document at another place of the order."""
        self._shell.attempt(lambda: move_document(self._session.project, document_id, place))

    def set_direction(self, document_id: int, direction: Direction) -> None:
        """Set the direction of a document."""
        self._shell.attempt(lambda: set_document_direction(self._session.project, document_id, direction))

    def mark_finished(self, document_id: int, *, is_finished: bool) -> None:
        """Note that the present coder has finished a document in the present round, or not yet."""
        self._shell.attempt(lambda: mark_finished(self._session.project, document_id, is_finished=is_finished))

    def delete(self, document_id: int) -> None:
        """Delete a document; one with codings only after a question."""
        project, document = self._session.project, self._session.document(document_id)
        if project is None or document is None:
            return
        codings = codings_of_document(project, document_id)
        if codings and not self._shell.dialogs.is_confirmed(
            tr("Delete {document}?", document=document.name),
            tr("Its {n} codings go with it. Undo brings everything back.", n=len(codings)),
            tr("Delete"),
        ):
            return
        self._shell.attempt(lambda: delete_documents(project, (document_id,)))

    def show_menu(self, document_id: int, place: QPoint) -> None:
        """Offer what can be done with a document."""
        menu = self.menu(document_id)
        if menu.actions():
            menu.popup(place)

    def menu(self, document_id: int) -> QMenu:
        """Return the menu of a document."""
        menu = QMenu(self._ground)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        document, project = self._session.document(document_id), self._session.project
        if document is None or project is None or project.is_read_only:
            return menu
        ids = [one.id for one in self._session.documents]
        place = ids.index(document_id)
        rename = menu_text(tr("Rename"), self._shell.actions, ROWS[ReadingAction.RENAME_DOCUMENT])
        menu.addAction(icon(Icon.EDIT), rename, lambda: self.ask_name(document_id))
        menu.addAction(icon(Icon.MEMO), tr("Memo"), lambda: self.memo_asked.emit(document_id))
        is_finished = self._session.is_finished(document_id)
        menu.addAction(
            icon(Icon.OK),
            tr("Not finished yet") if is_finished else tr("Mark as finished"),
            lambda: self.mark_finished(document_id, is_finished=not is_finished),
        )
        up = menu.addAction(icon(Icon.UP), tr("Move up"), lambda: self.move(document_id, place - 1))
        up.setEnabled(place > 0)
        down = menu.addAction(icon(Icon.DOWN), tr("Move down"), lambda: self.move(document_id, place + 1))
        down.setEnabled(place < len(ids) - 1)
        directions = menu.addMenu(icon(Icon.SWAP), tr("Direction"))
        for direction in Direction:
            action = QAction(
                direction_name(direction, interface_language()),
                directions,
                checkable=True,
                checked=document.direction is direction,
            )
            action.triggered.connect(
                lambda _checked=False, direction=direction: self.set_direction(document_id, direction)
            )
            directions.addAction(action)
        menu.addSeparator()
        delete = menu_text(tr("Delete"), self._shell.actions, ROWS[ReadingAction.DELETE_DOCUMENT])
        menu.addAction(icon(Icon.DELETE), delete, lambda: self.delete(document_id))
        return menu

    def _add(self, read: Read) -> None:
        imported, refused = read
        project = self._session.project
        if project is None:
            return

        def _write() -> list[int]:
            if not imported:
                return []
            with project.change(Operation.IMPORT_DOCUMENT):
                return [add_document(project, document).id for document in imported]

        ids = self._shell.attempt(_write)
        if ids is None:
            return
        if refused:
            sentences = [sentence_for(error, interface_language()) for error in refused]
            self._shell.show_notice(Notice(NoticeKind.ERROR, "\n".join(sentences)))
        if ids:
            self.imported.emit(ids[0])


def _read_all(files: tuple[Path, ...], progress: Progress, cancelled: Cancelled) -> Read:
    from qdatool.importing.formats import read_document

    imported: list[ImportedDocument] = []
    refused: list[QdaError] = []
    for done, file in enumerate(files, start=1):
        if cancelled():
            break
        try:
            imported.append(read_document(file))
        except QdaError as error:
            refused.append(error)
        progress(done / len(files))
    return imported, refused
