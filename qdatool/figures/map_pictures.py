"""Pictures on free maps: how large they are, always in their own form, and their captions below."""

from __future__ import annotations

from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.pictures import Picture
from qdatool.figures.figure import Anchor, BoxOutline, Figure, LineShape, PictureShape, Rect
from qdatool.figures.lettering import TextBlock, Typesetter
from qdatool.figures.sheet import BoxLook, Sheet
from qdatool.figures.spec import PIN_WIDTH_PT, FreeNode

_POINTS_PER_DOT = 72 / 96
_LARGEST_SHARE = 0.3
"""How much of a figure's width the longer side of a picture takes at most, until the user makes it larger."""
_LEAST_CAPTION_PT = 60.0
_LEAST_PT = 4.0
_WORD_SLACK = 0.1
_GAP = 3.0
_SIGN = ((0.08, 0.85), (0.36, 0.3), (0.58, 0.62), (0.72, 0.45), (0.92, 0.85))
"""The hills by which a legend shows what a picture is."""


def natural_size(picture: Picture) -> NodeSize:
    """Return how large a picture is on a figure 160 mm wide before anybody resized it."""
    scale = min(_POINTS_PER_DOT, _LARGEST_SHARE * PIN_WIDTH_PT / max(picture.width_px, picture.height_px))
    return NodeSize(picture.width_px * scale, picture.height_px * scale)


def fitted_size(picture: Picture, wanted: NodeSize) -> NodeSize:
    """Return the size in the form of the picture that is nearest to a wanted one."""
    across, down = picture.width_px, picture.height_px
    scale = (wanted.width_pt * across + wanted.height_pt * down) / (across**2 + down**2)
    scale = max(scale, _LEAST_PT / max(across, down))
    return NodeSize(across * scale, down * scale)


def bare_size(figure: Figure, key: str, width: float, height: float) -> tuple[float, float]:
    """Return how large the picture of a node is when the whole node is so large; other nodes are that large."""
    node = figure.node(key)
    shape = next((each for each in figure.pictures if each.key == key), None)
    if node is None or shape is None:
        return width, height
    beside, below = node.rect.width - shape.rect.width, node.rect.height - shape.rect.height
    return max(_LEAST_PT, width - beside), max(_LEAST_PT, height - below)


def picture_block(
    node: FreeNode, picture: Picture, size: NodeSize | None, typesetter: Typesetter, frame: Rect
) -> tuple[TextBlock, float, float]:
    """Return the caption of a picture, and how wide and high the two are together."""
    own = natural_size(picture) if size is None else fitted_size(picture, size)
    width = min(own.width_pt * (frame.width + 2 * frame.x) / PIN_WIDTH_PT, frame.width)
    lettering = typesetter.own(typesetter.lettering(typesetter.style.twig_pt, is_balanced=True), node.key)
    widest = min(typesetter.widest_word(node.label, lettering) + _WORD_SLACK, frame.width)
    block = typesetter.block(node.label, lettering, max(width, widest, _LEAST_CAPTION_PT))
    height = max(1.0, width * picture.height_px / picture.width_px)
    return block, max(width, block.width), height + _below(block)


def draw_picture(sheet: Sheet, node: FreeNode, picture: Picture, block: TextBlock, rect: Rect) -> None:
    """Draw a picture and its caption in the room that ``picture_block`` has found for them."""
    height = rect.height - _below(block)
    width = min(rect.width, height * picture.width_px / picture.height_px)
    place = Rect(rect.center_x - width / 2, rect.y, width, height)
    if picture.content:
        description = " / ".join(part.text for part in node.label or node.name)
        sheet.add_picture(PictureShape(node.key, place, picture, not sheet.style.uses_colors, description))
    else:
        draw_sign(sheet, node.key, place)
    sheet.add_text(node.key, block, rect.center_x, rect.bottom - block.height, Anchor.MIDDLE)


def draw_sign(sheet: Sheet, key: str, rect: Rect) -> None:
    """Draw what stands for a picture: hills in a frame."""
    style = sheet.style
    sheet.add_box(key, rect, BoxLook(BoxOutline.PLAIN, style.paper, style.line_color, style.thin_line))
    hills = tuple((rect.x + x * rect.width, rect.y + y * rect.height) for x, y in _SIGN)
    sheet.add_line(LineShape(key, hills, style.line_color, style.thin_line))


def _below(block: TextBlock) -> float:
    """Return the room that a caption takes below its picture."""
    return block.height + _GAP if block.rows else 0.0
