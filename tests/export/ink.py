"""Compares two renderings of a figure by their ink, one text line or box at a time."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
import resvg_py
from PIL import Image

from qdatool.figures.figure import Figure, LineShape, Rect
from qdatool.resources import resource_folder

DPI = 200
_NEAR = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]

_LEAST_INK = 60
"""Dots that a share is taken of at least, so that a single one never counts."""

Ink = np.ndarray


def ink_of_png(content: bytes) -> Ink:
    return _dark(Image.open(io.BytesIO(content)))


def ink_of_svg(content: bytes, fonts: list[str] | None = None) -> Ink:
    fonts = fonts or sorted(str(font) for font in resource_folder("fonts").glob("*/*.ttf"))
    picture = resvg_py.svg_to_bytes(
        svg_string=content.decode(), font_files=fonts, skip_system_fonts=True, dpi=DPI, background="white"
    )
    return ink_of_png(bytes(picture))


def ink_of_pdf(content: bytes) -> Ink:
    document = pypdfium2.PdfDocument(content)
    try:
        return _dark(document[0].render(scale=DPI / 72).to_pil())
    finally:
        document.close()


def extent(picture: Ink, rect: Rect) -> float:
    """Return how wide the ink is, in points, between the upper and lower edge of a line that stands alone there."""
    scale = DPI / 72
    reach = 0.4 * rect.width
    rows = slice(int(rect.y * scale), int(rect.bottom * scale) + 1)
    first = max(0, int((rect.x - reach) * scale))
    columns = np.flatnonzero(picture[rows, first : int((rect.right + reach) * scale)].any(axis=0))
    return float(columns[-1] - columns[0] + 1) / scale


def worst_miss(figure: Figure, reference: Ink, other: Ink) -> tuple[float, str]:
    """Return the largest share of ink, over all text lines, that has none within 1.5 dots in the other picture."""
    return max((_missed(reference, other, text.rect), text.text) for text in figure.texts)


def worst_part_miss(figure: Figure, reference: Ink, other: Ink) -> tuple[float, str]:
    """Return the same over parts of lines about as wide as they are high: a turned bracket is little in a long one."""
    return max((_missed(reference, other, part), text.text) for text in figure.texts for part in _parts(text.rect))


def _parts(rect: Rect) -> list[Rect]:
    count = max(1, round(rect.width / rect.height))
    width = rect.width / count
    return [Rect(rect.x + i * width, rect.y, width, rect.height) for i in range(count)]


def worst_box_miss(figure: Figure, reference: Ink, other: Ink) -> float:
    return max(_missed(reference, other, box.rect) for box in figure.boxes if box.stroke)


def worst_line_miss(figure: Figure, reference: Ink, other: Ink) -> float:
    """Return the same over all straight lines, each in the rectangle round it."""
    return max(_missed(reference, other, _around(line)) for line in figure.lines if not line.is_curve)


def _around(line: LineShape) -> Rect:
    across, down = zip(*line.points, strict=True)
    half = max(line.line_width, 0.5 * line.arrow_size)
    left, top = min(across) - half, min(down) - half
    return Rect(left, top, max(across) + half - left, max(down) + half - top)


def _missed(reference: Ink, other: Ink, rect: Rect) -> float:
    scale = DPI / 72
    rows = slice(max(0, int((rect.y - 1) * scale)), int((rect.bottom + 1) * scale) + 1)
    columns = slice(max(0, int((rect.x - 1) * scale)), int((rect.right + 1) * scale) + 1)
    height, width = min(reference.shape[0], other.shape[0]), min(reference.shape[1], other.shape[1])
    first, second = (picture[:height, :width] for picture in (reference, other))
    near_first, near_second = _grown(first)[rows, columns], _grown(second)[rows, columns]
    first, second = first[rows, columns], second[rows, columns]
    ink = max(_LEAST_INK, int(first.sum()))
    return max(int((first & ~near_second).sum()), int((second & ~near_first).sum())) / ink


def _grown(picture: Ink) -> Ink:
    grown = picture.copy()
    for dx, dy in _NEAR:
        grown |= np.roll(np.roll(picture, dy, 0), dx, 1)
    return grown


def _dark(image: Image.Image) -> Ink:
    return np.asarray(image.convert("L")) < 128
