"""Pictures from files: what they become, what stays behind, and what is refused in one sentence."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from qdatool.coding.drafts import ImportedPicture, PictureKind
from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing import pictures
from qdatool.importing.pictures import LONGEST_SIDE_PX, MOST_KEPT_BYTES, picture_of, read_picture
from qdatool.wording.errors import sentence_for

RED, BLUE, WHITE = (220, 20, 20), (20, 20, 200), (255, 255, 255)


def flag(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def packed(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def dots(read: ImportedPicture, mode: str = "RGB") -> np.ndarray:
    with Image.open(BytesIO(read.content)) as opened:
        assert Image.MIME[opened.format] == read.kind
        assert opened.size == (read.width_px, read.height_px)
        return np.asarray(opened.convert(mode)).astype(int)


def is_near(color: np.ndarray, wanted: tuple[int, ...], by: int = 12) -> bool:
    return bool(np.abs(color - np.array(wanted)).max() <= by)


@pytest.mark.parametrize(
    ("kind", "kept"),
    [*((kind, PictureKind.PNG) for kind in ("PNG", "GIF", "BMP", "WEBP")), ("JPEG", PictureKind.JPEG)],
)
def test_every_kind_of_picture_keeps_its_dots(kind, kept):
    read = picture_of(packed(flag(), kind, quality=95), f"flag.{kind}")
    assert (read.kind, read.width_px, read.height_px, read.source_px) == (kept, 60, 40, (60, 40))
    assert is_near(dots(read)[20, 10], RED)
    assert is_near(dots(read)[20, 50], BLUE)


def test_the_same_file_gives_the_same_bytes():
    content = packed(flag(), "JPEG")
    assert picture_of(content, "a").content == picture_of(content, "b").content


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photograph_stands_as_the_camera_noted(turn):
    upright = flag(64, 32)
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = upright if turn == 1 else upright.transpose(Image.Transpose(back[turn]))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    read = picture_of(packed(stored, "JPEG", exif=exif, quality=95), "photo.jpg")
    assert (read.width_px, read.height_px) == (64, 32)
    assert is_near(dots(read)[16, 8], RED)
    assert is_near(dots(read)[16, 56], BLUE)


def test_nothing_but_dots_comes_along():
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Maryam Ahmadi"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (35.0, 41.0, 2.0)
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "Maryam Ahmadi")
    note.add_itxt("XML:com.adobe.xmp", "<x>Maryam Ahmadi</x>")
    for content in (
        packed(flag(), "JPEG", exif=exif, comment=b"Maryam Ahmadi") + b"Maryam Ahmadi",
        packed(flag(), "PNG", pnginfo=note, exif=exif) + b"Maryam Ahmadi",
        packed(flag(), "WEBP", exif=exif),
    ):
        assert b"Maryam" in content
        read = picture_of(content, "photo")
        assert b"Maryam" not in read.content
        with Image.open(BytesIO(read.content)) as opened:
            assert not dict(opened.getexif())
            assert not set(opened.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_inks_become_the_colours_of_a_screen():
    for profile in (None, b"no profile"):
        options = {"icc_profile": profile} if profile else {}
        read = picture_of(packed(Image.new("CMYK", (30, 30), (0, 255, 255, 0)), "JPEG", quality=95, **options), "p.jpg")
        assert is_near(dots(read)[15, 15], (255, 0, 0), 40)


def test_the_colours_are_those_that_a_profile_means():
    flat = Image.new("RGB", (20, 20), (200, 100, 50))
    xyz = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    read = picture_of(packed(flat, "PNG", icc_profile=xyz), "p.png")
    assert is_near(dots(read)[5, 5], (200, 100, 50), 2)
    assert b"iCCP" not in read.content


def test_sixteen_bits_keep_their_greys():
    ramp = np.linspace(0, 65535, 64, dtype=np.uint16)
    grey = Image.fromarray(np.tile(ramp, (8, 1)))
    read = picture_of(packed(grey, "PNG"), "deep.png")
    assert np.abs(dots(read, "L")[4] - ramp / 257).max() <= 1
    assert dots(read, "L")[4, 0] == 0
    assert dots(read, "L")[4, -1] == 255


def test_sixteen_bits_of_colour_keep_their_colours():
    row = b"\0" + struct.pack(">HHH", 0xFFFF, 0x8000, 0) * 3
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 3, 2, 16, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * 2)),
        (b"IEND", b""),
    ]
    content = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)
    assert is_near(dots(picture_of(content, "deep.png"))[1, 1], (255, 128, 0), 1)


def test_transparency_stays_and_is_dropped_where_there_is_none():
    sheet = Image.new("RGBA", (20, 20), (*RED, 0))
    sheet.paste((*BLUE, 255), (10, 0, 20, 20))
    alpha = dots(picture_of(packed(sheet, "PNG"), "a.png"), "RGBA")
    assert (alpha[5, 2, 3], alpha[5, 15, 3]) == (0, 255)
    palette = flag(20, 20).quantize(2)
    keyed = packed(palette, "PNG", transparency=int(np.asarray(palette)[0, 0]))
    assert dots(picture_of(keyed, "a.png"), "RGBA")[5, 2, 3] == 0
    with Image.open(BytesIO(picture_of(packed(flag().convert("RGBA"), "PNG"), "a.png").content)) as opened:
        assert opened.mode == "RGB"


def test_of_a_moving_picture_the_first_is_taken_and_said():
    for kind in ("GIF", "WEBP", "PNG"):
        content = packed(flag(), kind, save_all=True, append_images=[Image.new("RGB", (60, 40), WHITE)], lossless=True)
        read = picture_of(content, f"m.{kind}")
        assert read.is_first_of_many
        assert is_near(dots(read)[20, 10], RED)
    assert not picture_of(packed(flag(), "GIF"), "still.gif").is_first_of_many


def test_a_large_picture_keeps_its_form_with_fewer_dots():
    read = picture_of(packed(flag(4800, 1200), "JPEG"), "large.jpg")
    assert (read.width_px, read.height_px, read.source_px) == (LONGEST_SIDE_PX, 600, (4800, 1200))
    assert is_near(dots(read)[300, 100], RED)


def test_what_packs_badly_becomes_smaller_by_the_rule(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_KEPT_BYTES", 20_000)
    noise = np.random.default_rng(1).integers(0, 255, (100, 120, 4), dtype=np.uint8)
    opaque = picture_of(packed(Image.fromarray(noise[..., :3]), "PNG"), "noise.png")
    assert (opaque.kind, opaque.width_px) == (PictureKind.JPEG, 120)
    sheer = picture_of(packed(Image.fromarray(noise), "PNG"), "noise.png")
    assert sheer.kind is PictureKind.PNG
    assert len(sheer.content) <= 20_000 < MOST_KEPT_BYTES
    assert sheer.width_px < 120
    assert sheer.width_px / sheer.height_px == pytest.approx(1.2, abs=0.05)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _header_of(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + _chunk(b"IEND", b"")
    )


BAD = {
    "a text": (b"Interview 1\nI: How are you?", ImportReason.NOT_A_PICTURE),
    "nothing": (b"", ImportReason.NOT_A_PICTURE),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', ImportReason.NOT_A_PICTURE),
    "a postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", ImportReason.NOT_A_PICTURE),
    "a cut PNG": (packed(flag(300, 300), "PNG")[:-200], ImportReason.PICTURE_DAMAGED),
    "a cut JPEG": (packed(flag(300, 300), "JPEG")[:-900], ImportReason.PICTURE_DAMAGED),
    "a PNG without dots": (packed(flag(), "PNG").replace(b"IDAT", b"IDAX"), ImportReason.NOT_A_PICTURE),
    "a bomb": (_header_of(60_000, 60_000), ImportReason.PICTURE_TOO_LARGE),
    "a smaller bomb": (_header_of(10_000, 9_000), ImportReason.PICTURE_TOO_LARGE),
    "a strip": (_header_of(2_000_000, 1), ImportReason.PICTURE_DAMAGED),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_sound_picture_is_refused_with_one_sentence(name, tmp_path: Path):
    content, reason = BAD[name]
    file = tmp_path / "renamed.png"
    file.write_bytes(content)
    with pytest.raises(ImportFailed) as refused:
        read_picture(file)
    assert refused.value.reason is reason
    for language in ("fa", "en"):
        assert "renamed.png" in sentence_for(refused.value, language)


def test_a_file_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(ImportFailed) as refused:
        read_picture(tmp_path / "none.png")
    assert refused.value.reason is ImportReason.NOT_FOUND


def test_too_many_bytes_are_refused_unread(monkeypatch):
    monkeypatch.setattr(pictures, "_MOST_MB", 0)
    with pytest.raises(ImportFailed) as refused:
        picture_of(packed(flag(), "PNG"), "flag.png")
    assert refused.value.reason is ImportReason.PICTURE_TOO_LARGE


def test_no_change_of_one_byte_brings_anything_but_a_picture_or_a_refusal():
    for kind in ("PNG", "JPEG", "GIF", "BMP", "WEBP"):
        content = packed(flag(24, 16), kind)
        for place in range(0, len(content), max(1, len(content) // 60)):
            changed = bytearray(content)
            changed[place] ^= 0x5A
            try:
                read = picture_of(bytes(changed), "x")
            except ImportFailed:
                continue
            assert read.width_px >= 1


def test_a_profile_changes_the_colours_and_leaves_the_transparency():
    wide = _profile_with_swapped_channels()
    sheet = Image.new("RGBA", (20, 20), (200, 40, 40, 255))
    sheet.paste((200, 40, 40, 0), (0, 0, 10, 20))
    found = dots(picture_of(packed(sheet, "PNG", icc_profile=wide), "p.png"), "RGBA")
    assert is_near(found[5, 15][:3], (40, 40, 200), 30)
    assert (found[5, 5, 3], found[5, 15, 3]) == (0, 255)


def _profile_with_swapped_channels() -> bytes:
    """Return the profile of a screen whose red is blue and whose blue is red."""
    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = content.index(b"rXYZ"), content.index(b"bXYZ")
    content[red : red + 4], content[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(content)


@pytest.mark.parametrize("mode", ["P", "L", "LA", "1", "I;16"])
def test_large_pictures_of_every_kind_become_smaller(mode):
    large = Image.new("L", (3000, 30), 90)
    picture = Image.fromarray(np.full((30, 3000), 23130, dtype=np.uint16)) if mode == "I;16" else large.convert(mode)
    read = picture_of(packed(picture, "PNG"), "large.png")
    assert (read.width_px, read.height_px, read.source_px) == (LONGEST_SIDE_PX, 24, (3000, 30))
    wanted = {"1": dots(read, "L").mean()}.get(mode, 90)
    assert abs(dots(read, "L").mean() - wanted) <= 2
