"""The dots of pictures: decoded once, ready in fewer dots for where they are painted small, and in grey for print.

A picture that cannot be decoded, as only a file made by another hand holds, has no dots and is drawn nowhere.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from qdatool.coding.drafts import PictureKind
from qdatool.coding.pictures import Picture

_FORMATS = {PictureKind.PNG: b"png", PictureKind.JPEG: b"jpeg"}
_BEGINNINGS = {PictureKind.PNG: b"\x89PNG\r\n\x1a\n", PictureKind.JPEG: b"\xff\xd8\xff"}
_JPEG_QUALITY = 92


@lru_cache(maxsize=6)
def picture_image(picture: Picture, is_grey: bool = False) -> QImage:
    """Return a picture with all its dots; a null image where it cannot be decoded."""
    if not picture.content.startswith(_BEGINNINGS[picture.kind]):
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(picture.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS[picture.kind]))
    size = reader.size()
    if (size.width(), size.height()) != (picture.width_px, picture.height_px):
        return QImage()
    image = reader.read()
    if image.isNull():
        return image
    if is_grey:
        return _in_grey(image)
    has_alpha = image.hasAlphaChannel()
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied if has_alpha else QImage.Format.Format_RGB32)


def dots_for(picture: Picture, width: float, height: float, *, is_grey: bool = False) -> QImage:
    """Return a picture with at least so many dots across and down, if it has them, and less than twice as many."""
    halvings = 0
    while picture.width_px >> halvings + 1 >= width and picture.height_px >> halvings + 1 >= height and halvings < 12:
        halvings += 1
    return _halved(picture, is_grey, halvings) if halvings else picture_image(picture, is_grey)


def picture_file(picture: Picture, *, is_grey: bool = False) -> bytes:
    """Return a picture as the file that other files carry, the same each time; nothing where it has no dots."""
    image = picture_image(picture, is_grey)
    if image.isNull() or not is_grey:
        return b"" if image.isNull() else picture.content
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(_FORMATS[picture.kind]))
    if picture.kind is PictureKind.JPEG:
        writer.setQuality(_JPEG_QUALITY)
    writer.write(image)
    return bytes(buffer.data().data())


@lru_cache(maxsize=32)
def _halved(picture: Picture, is_grey: bool, times: int) -> QImage:
    larger = _halved(picture, is_grey, times - 1) if times > 1 else picture_image(picture, is_grey)
    if larger.isNull():
        return larger
    width, height = max(1, picture.width_px >> times), max(1, picture.height_px >> times)
    keeps, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return larger.scaled(width, height, keeps, smooth)


def _in_grey(image: QImage) -> QImage:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    if not image.hasAlphaChannel():
        return grey
    sheer = grey.convertToFormat(QImage.Format.Format_ARGB32)
    sheer.setAlphaChannel(image.convertToFormat(QImage.Format.Format_Alpha8))
    return sheer
