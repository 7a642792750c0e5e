"""Pictures on their way in: files that were dropped, chosen or copied, or bare dots of the clipboard; read in a job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage, QPixmap

from qdatool.coding.drafts import ImportedPicture
from qdatool.errors import QdaError
from qdatool.ui.tasks import Cancelled, Progress

_QUICKLY = 80
"""The quality that stands for little effort in packing a PNG."""


@dataclass(frozen=True)
class IncomingPictures:
    """Where the pictures are: in files, or in an image that ``name`` says the origin of."""

    paths: tuple[Path, ...] = ()
    image: QImage | None = None
    name: str = ""


def incoming_pictures(mime: QMimeData, name: str) -> IncomingPictures | None:
    """Return what could be pictures in what is dragged or lies on the clipboard, None where nothing could."""
    paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if paths:
        return IncomingPictures(paths)
    held = mime.imageData() if mime.hasImage() else None
    image = held.toImage() if isinstance(held, QPixmap) else held
    return IncomingPictures(image=image, name=name) if isinstance(image, QImage) and not image.isNull() else None


def could_hold_pictures(mime: QMimeData) -> bool:
    """Tell the same without taking anything out, as often as a mouse moves."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


@dataclass(frozen=True)
class ReadPictures:
    """The pictures that were sound, in order, and why the others were refused."""

    pictures: tuple[ImportedPicture, ...]
    refused: tuple[QdaError, ...]


def read_pictures(incoming: IncomingPictures, progress: Progress, cancelled: Cancelled) -> ReadPictures:
    """Read pictures; runs in the worker thread."""
    from qdatool.importing.pictures import picture_of, read_picture

    found: list[ImportedPicture] = []
    refused: list[QdaError] = []
    if incoming.image is not None:
        try:
            found.append(picture_of(_packed(incoming.image), incoming.name))
        except QdaError as error:
            refused.append(error)
    for done, path in enumerate(incoming.paths, start=1):
        if cancelled():
            break
        try:
            found.append(read_picture(path))
        except QdaError as error:
            refused.append(error)
        progress(done / len(incoming.paths))
    return ReadPictures(tuple(found), tuple(refused))


def _packed(image: QImage) -> bytes:
    """Return the dots as a file, quickly rather than small: it is read again at once."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", _QUICKLY)
    return bytes(buffer.data().data())
