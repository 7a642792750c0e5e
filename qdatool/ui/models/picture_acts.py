"""What is done with pictures on a map: put there from a file, the clipboard or the mouse, and replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF
from PySide6.QtGui import QGuiApplication

from qdatool.coding.changes import Operation
from qdatool.coding.drafts import ImportedPicture
from qdatool.coding.map_nodes import MapThing
from qdatool.coding.map_pictures import add_picture, replace_picture
from qdatool.coding.models import NodePlace
from qdatool.coding.roles import ModelKind
from qdatool.ui.models.canvas.figure_canvas import FigureCanvas
from qdatool.ui.models.canvas.screen_figure import pin_place
from qdatool.ui.models.incoming_pictures import IncomingPictures, ReadPictures, incoming_pictures, read_pictures
from qdatool.ui.models.inspector.map_pages import node_on_map
from qdatool.ui.models.session import ModelSession
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import interface_language, tr
from qdatool.wording.errors import sentence_for

_FOLDER = "picture_folder"
_BESIDE_PT = 24.0


class PictureActs:
    """Reads pictures in the background, then puts them on the map that was shown, as one step."""

    def __init__(self, session: ModelSession, canvas: FigureCanvas) -> None:
        self._session = session
        self._canvas = canvas
        canvas.pictures_dropped.connect(self.drop)

    def can_add(self) -> bool:
        """Tell whether a map is shown that takes changes."""
        model = self._session.model
        return model is not None and model.kind is ModelKind.FREE and self._session.can_write

    def can_replace(self) -> bool:
        """Tell whether a picture is chosen that could give way to another."""
        node = node_on_map(self._session, self._session.chosen_key) if self.can_add() else None
        return node is not None and node.kind is MapThing.PICTURE

    def ask_for_files(self) -> None:
        """Ask which pictures to put on the map."""
        paths = self._asked(tr("Add a picture"))
        if paths:
            self._read(IncomingPictures(tuple(paths)))

    def ask_for_another(self) -> None:
        """Ask which picture to show in the place of the chosen one."""
        model, key = self._session.model, self._session.chosen_key
        paths = self._asked(tr("Replace the picture")) if model is not None and self.can_replace() else []
        if not paths or model is None:
            return
        model_id = model.id

        def _replace(read: ReadPictures) -> None:
            self._tell(read)
            project = self._session.project
            if read.pictures and project is not None:
                self._session.attempt(lambda: replace_picture(project, model_id, key, read.pictures[0]))

        self._run(IncomingPictures(tuple(paths[:1])), _replace)

    def paste(self) -> None:
        """Put the pictures of the clipboard on the map."""
        incoming = incoming_pictures(QGuiApplication.clipboard().mimeData(), tr("from the clipboard"))
        if incoming is None:
            self._say(NoticeKind.INFO, tr("There is no picture on the clipboard: copy one first."))
            return
        self._read(incoming)

    def drop(self, mime: QMimeData, at: QPointF) -> None:
        """Put what was dropped on the map, where it was dropped."""
        incoming, figure = incoming_pictures(mime, tr("from another program")), self._canvas.figure()
        if incoming is not None:
            self._read(incoming, pin_place(figure, at) if figure is not None else None)

    def _asked(self, title: str) -> list[Path]:
        from qdatool.importing.pictures import PICTURE_SUFFIXES

        layouts, dialogs = self._session.shell.settings.layouts, self._session.shell.dialogs
        patterns = " ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES)
        folder = Path(layouts.get(_FOLDER, "") or Path.home())
        paths = dialogs.files_to_open(title, folder, f"{tr('Pictures')} ({patterns})")
        if paths:
            layouts[_FOLDER] = str(paths[0].parent)
        return paths

    def _read(self, incoming: IncomingPictures, place: NodePlace | None = None) -> None:
        model = self._session.model
        if model is None or not self.can_add():
            return
        model_id = model.id
        self._run(incoming, lambda read: self._add(model_id, read, place))

    def _run(self, incoming: IncomingPictures, then: Callable[[ReadPictures], object]) -> None:
        self._session.shell.tasks.run(tr("Reading pictures"), read_pictures, incoming, then)

    def _add(self, model_id: int, read: ReadPictures, place: NodePlace | None) -> None:
        project = self._session.project
        self._tell(read)
        if project is None or not read.pictures:
            return

        def _write() -> list[str]:
            with project.change(Operation.ADD_PICTURE):
                return [
                    add_picture(project, model_id, picture, place=_beside(place, i))
                    for i, picture in enumerate(read.pictures)
                ]

        keys = self._session.attempt(_write)
        # The user may look at another model by now.
        if keys and self._session.model is not None and self._session.model.id == model_id:
            self._session.choose(keys[0])
            self._session.editing_asked.emit()

    def _tell(self, read: ReadPictures) -> None:
        """Say which pictures were refused, or what was done to those that came."""
        if read.refused:
            sentences = [sentence_for(error, interface_language()) for error in read.refused]
            self._say(NoticeKind.ERROR, "\n".join(sentences))
        elif changed := _changes(read.pictures):
            self._say(NoticeKind.INFO, "\n".join(changed))

    def _say(self, kind: NoticeKind, sentence: str) -> None:
        self._session.shell.show_notice(Notice(kind, sentence))


def _changes(pictures: Sequence[ImportedPicture]) -> list[str]:
    """Return what of the pictures was not taken as it was."""
    sentences = []
    smaller = [one for one in pictures if (one.width_px, one.height_px) != one.source_px]
    if len(smaller) == 1:
        sizes = {"width": smaller[0].width_px, "height": smaller[0].height_px}
        sentences.append(tr("The picture was made smaller, {width} by {height} dots: enough for a page.", **sizes))
    elif smaller:
        sentences.append(tr("{n} pictures were made smaller: enough for a page.", n=len(smaller)))
    if any(one.is_first_of_many for one in pictures):
        sentences.append(tr("The picture moves; the first of its pictures stands on the map."))
    return sentences


def _beside(place: NodePlace | None, number: int) -> NodePlace | None:
    """Return the place of one of several pictures that came together, none on top of another."""
    if place is None:
        return None
    return NodePlace(place.x_pt + number * _BESIDE_PT, place.y_pt + number * _BESIDE_PT)
