from __future__ import annotations

import random
from pathlib import Path

import pytest

from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing.formats import read_document

PERSIAN = "پرسشگر: چرا «می‌خواهم»؟\r\nم۱: چون ژاله گفت، 12 بار.\r\n"


def read(tmp_path: Path, content: bytes, name: str = "گفت‌وگو.txt") -> str:
    file = tmp_path / name
    file.write_bytes(content)
    return read_document(file).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_its_line_ends_cleaned(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, PERSIAN.encode(encoding)) == PERSIAN.replace("\r\n", "\n")


def test_windows_arabic_is_guessed(tmp_path: Path) -> None:
    text = "پرسشگر: چرا «مي\u200cخواهم»؟\nم1: چون ژاله با API گفت، 12 بار.\n"
    assert read(tmp_path, text.encode("windows-1256")) == text


def test_windows_western_is_guessed(tmp_path: Path) -> None:
    text = "P1: “Schön” – für das Mädchen im Café."
    assert read(tmp_path, text.encode("windows-1252")) == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"P1: one\0 two", "P1: one two"),
        (b"a\0b", "ab"),
        ("P1: one \ud800two".encode("utf-8", "surrogatepass"), "P1: one two"),
        ("P1: one \udc00two".encode("utf-16", "surrogatepass"), "P1: one two"),
        (b"P1: one\x1b two", "P1: one\x1b two"),
    ],
    ids=["NUL", "NUL in a short text", "half a pair in UTF-8", "half a pair in UTF-16", "a control"],
)
def test_a_stray_sign_that_no_text_holds_is_no_reason_to_refuse_it(tmp_path: Path, content: bytes, text: str) -> None:
    assert read(tmp_path, content) == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", ImportReason.NO_TEXT),
        (b"\xef\xbb\xbf \r\n\t", ImportReason.NO_TEXT),
        (random.Random(1).randbytes(3000), ImportReason.BINARY),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ImportReason.BINARY),
        (PERSIAN.encode("utf-16-le"), ImportReason.BINARY),
        ("abc".encode("utf-16-le"), ImportReason.BINARY),
        (PERSIAN.encode() + b"\xff", ImportReason.UNKNOWN_ENCODING),
        (PERSIAN.encode()[:-4] + b"\xd9\xd9 .", ImportReason.UNKNOWN_ENCODING),
        ("Почему вы так решили?".encode("windows-1251"), ImportReason.UNKNOWN_ENCODING),
        ("インタビューを始めます".encode("shift-jis"), ImportReason.UNKNOWN_ENCODING),
        (b"\xff\xfea\0b", ImportReason.UNKNOWN_ENCODING),
    ],
    ids=repr,
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: ImportReason) -> None:
    with pytest.raises(ImportFailed) as failure:
        read(tmp_path, content)
    assert (failure.value.reason, failure.value.facts) == (reason, {"source": "گفت‌وگو.txt"})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as failure:
        read_document(tmp_path / "nothing.txt")
    assert (failure.value.reason, failure.value.facts["source"]) == (ImportReason.NOT_FOUND, "nothing.txt")


def test_a_folder_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ImportFailed) as failure:
        read_document(tmp_path / "folder.txt")
    assert failure.value.reason is ImportReason.UNREADABLE


def test_an_unknown_format_says_which_are_known(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as failure:
        read(tmp_path, b"text", "talk.rtf")
    assert failure.value.reason is ImportReason.UNKNOWN_FORMAT
    assert "docx" in str(failure.value.facts["known"])


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    assert read(tmp_path, b"text", "TALK.TXT") == "text"


@pytest.mark.parametrize("seed", range(20))
def test_no_bytes_raise_anything_but_a_refusal(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(PERSIAN.encode(chance.choice(["utf-8", "utf-16", "windows-1256"]), "replace"))
    for _ in range(chance.randint(1, 5)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        read(tmp_path, bytes(content)).encode("utf-8")
    except ImportFailed as refusal:
        assert refusal.reason in (ImportReason.BINARY, ImportReason.UNKNOWN_ENCODING)
