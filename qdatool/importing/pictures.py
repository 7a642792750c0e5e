"""Pictures for maps: whatever a file says it is, its first picture as plain dots in the colours of a screen.

Every picture is decoded and packed anew, so that neither the place where it was taken nor anything else that a file
may carry gets into a project. The rule for large ones, since the project and its undo steps carry them: the longer
side keeps at most ``LONGEST_SIDE_PX`` dots. What was a JPEG stays one; all else becomes a PNG, unless this is larger
than ``MOST_KEPT_BYTES``: then a picture without transparency becomes a JPEG, and one with it is made smaller.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from qdatool.coding.drafts import ImportedPicture, PictureKind
from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing.files import read_source

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")
"""The endings that pictures usually have; what a file is, its content says."""

LONGEST_SIDE_PX = 2400
MOST_KEPT_BYTES = 4_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
_MOST_MB = 64
_MOST_MILLION_DOTS = 80
_JPEG_QUALITY = 92
_SMALLER = 0.8
_DEEP_MODES = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
_LARGEST_DEEP = 65535
_MIXING_MODES = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")


def read_picture(path: Path) -> ImportedPicture:
    """Return the picture in a file.

    Raises ImportFailed, and nothing else whatever the bytes: NOT_FOUND, UNREADABLE, NOT_A_PICTURE, PICTURE_DAMAGED
    or PICTURE_TOO_LARGE.
    """
    try:
        content = read_source(path)
    except ImportFailed as error:
        if error.reason is ImportReason.TOO_LARGE:
            raise _too_large(path.name) from error
        raise
    return picture_of(content, path.name)


def picture_of(content: bytes, name: str) -> ImportedPicture:
    """Return the picture that the bytes are; ``name`` is what errors call it. Raises ImportFailed as ``read_picture``.

    A picture that lies on its side by a note in the file is turned as that note says; of one that moves the first is
    taken.
    """
    if len(content) > _MOST_MB * 1_000_000:
        raise _too_large(name)
    with _refusals(name):
        from PIL import Image

        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_MILLION_DOTS * 1_000_000:
                raise _too_large(name)
            source_px, turn = opened.size, _turn(opened)
            # Many telephones keep a second picture of the same in one file.
            is_jpeg = opened.format in ("JPEG", "MPO")
            is_first_of_many = not is_jpeg and getattr(opened, "n_frames", 1) > 1
            if is_jpeg:
                # Decoded not much larger than needed, which is up to eight times faster.
                opened.draft(None, (LONGEST_SIDE_PX, LONGEST_SIDE_PX))
            opened.load()
            plain = _shrunk(_in_screen_colors(_shrunk(opened, LONGEST_SIDE_PX)), LONGEST_SIDE_PX)
        packed, kind, size = _packed(plain if turn is None else plain.transpose(turn), is_jpeg=is_jpeg)
    if (source_px[0] > source_px[1]) != (size[0] > size[1]):
        source_px = source_px[1], source_px[0]
    return ImportedPicture(packed, kind, *size, source_px, is_first_of_many)


@contextmanager
def _refusals(name: str) -> Iterator[None]:
    """Let whatever a decoder says about bad bytes become one refusal."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except ImportFailed:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise _too_large(name) from error
    except UnidentifiedImageError as error:
        raise ImportFailed(ImportReason.NOT_A_PICTURE, source=name) from error
    except Exception as error:
        # The decoders raise a dozen kinds, of which OSError, SyntaxError and ValueError are only the usual ones.
        raise ImportFailed(ImportReason.PICTURE_DAMAGED, source=name) from error


def _too_large(name: str) -> ImportFailed:
    return ImportFailed(ImportReason.PICTURE_TOO_LARGE, source=name, most_mb=_MOST_MB, most_dots=_MOST_MILLION_DOTS)


def _in_screen_colors(image: Image) -> Image:
    """Return the picture in grey, colours, or either with transparency, eight bits each, as a screen shows it."""
    if image.mode in _DEEP_MODES:
        return _eight_bits(image)
    profiled = _by_profile(image)
    if profiled is not None:
        return profiled
    has_alpha = image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info
    is_grey = image.mode in ("1", "L", "LA", "La")
    if has_alpha:
        return image.convert("LA" if is_grey and "transparency" not in image.info else "RGBA")
    return image.convert("L" if is_grey else "RGB")


def _eight_bits(image: Image) -> Image:
    """Return a grey picture of 16 bits with 8; Pillow itself would cut off what is bright."""
    import numpy
    from PIL import Image

    dots = numpy.asarray(image).astype(numpy.float64)
    return Image.fromarray(numpy.clip(dots * (255 / _LARGEST_DEEP) + 0.5, 0, 255).astype(numpy.uint8))


def _by_profile(image: Image) -> Image | None:
    """Return a picture with the colours that its own profile means, None where it has none that can be used."""
    profile = image.info.get("icc_profile")
    is_keyed = "transparency" in image.info
    if not profile or is_keyed or image.mode not in ("RGB", "RGBA", "CMYK"):
        return None
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        opaque = image.convert("RGB") if image.mode == "RGBA" else image
        shown = ImageCms.profileToProfile(opaque, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    if shown is not None and image.mode == "RGBA":
        shown.putalpha(image.getchannel("A"))
    return shown


def _turn(image: Image) -> Transpose | None:
    """Return how a picture is to be turned by a note of the camera, None where it stands upright."""
    from PIL import ExifTags
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    try:
        return turns.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:
        # Notes that cannot be read, for whichever of many reasons, turn nothing; the dots may be sound.
        return None


def _shrunk(image: Image, longest: int) -> Image:
    """Return a picture no longer than that, or as it is: dots that are numbers of colours do not mix."""
    from PIL import Image

    share = longest / max(image.size)
    if share >= 1 or image.mode not in _MIXING_MODES or "transparency" in image.info:
        return image
    size = tuple(max(1, round(side * share)) for side in image.size)
    return image.resize((size[0], size[1]), Image.Resampling.LANCZOS)


def _packed(image: Image, *, is_jpeg: bool) -> tuple[bytes, PictureKind, tuple[int, int]]:
    """Return the dots as a file, what kind it is, and how large the picture is in it."""
    has_alpha = image.mode in ("LA", "RGBA")
    if has_alpha and image.getchannel("A").getextrema() == (255, 255):
        image, has_alpha = image.convert("L" if image.mode == "LA" else "RGB"), False
    if is_jpeg:
        return _as_jpeg(image), PictureKind.JPEG, image.size
    content = _as_png(image)
    if len(content) > MOST_KEPT_BYTES and not has_alpha:
        return _as_jpeg(image), PictureKind.JPEG, image.size
    while len(content) > MOST_KEPT_BYTES:
        image = _shrunk(image, round(_SMALLER * max(image.size)))
        content = _as_png(image)
    return content, PictureKind.PNG, image.size


def _as_png(image: Image) -> bytes:
    file = BytesIO()
    _bare(image).save(file, "PNG", optimize=False)
    return file.getvalue()


def _as_jpeg(image: Image) -> bytes:
    file = BytesIO()
    # Every dot keeps its colour: lettering on a screenshot would fray otherwise.
    _bare(image).save(file, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return file.getvalue()


def _bare(image: Image) -> Image:
    """Return the dots without anything that came with them."""
    bare = image.copy()
    bare.info = {}
    return bare
