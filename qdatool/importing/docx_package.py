"""The parts of a Word file, opened so that no file can do harm.

A docx is read with zipfile and lxml alone: python-docx loads every picture, raises a dozen kinds of exceptions on
damaged files and refuses sound ones, such as those with a link to a missing picture or saved as strict Open XML.
"""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from qdatool.errors import ImportFailed, ImportReason

Element = Any
"""An lxml element; lxml has no types."""

_MOST_PART_BYTES = 128 * 1024 * 1024
_MOST_BYTES = 1024 * 1024 * 1024
# Word's XML shrinks 20 to 50 times, a bomb a thousand times; small files may be as repetitive as they like.
_BOMB_RATIO = 150
_BOMB_BYTES = 32 * 1024 * 1024
_MOST_PARTS = 20_000
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP_MAGIC = b"PK\x03\x04"
_ZIP_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class DocxPackage:
    """The parts of one Word file, by name and by what they are to each other."""

    def __init__(self, content: bytes, source: str) -> None:
        """Open the package; ImportFailed tells a file that is none from one that is damaged, locked or a bomb."""
        self._source = source
        if not content.startswith(_ZIP_MAGIC):
            raise ImportFailed(_foreign(content), source=source)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _ZIP_FAILURES as error:
            raise self._refusal(ImportReason.DAMAGED) from error
        self._entries = {entry.filename.replace("\\", "/").lower(): entry for entry in self._zip.infolist()}
        self._refuse_bomb(len(content))
        self.main = next(iter(self.related("", "officeDocument")), "")
        if not self.main:
            raise self._refusal(ImportReason.NOT_A_DOCX)

    def part(self, name: str) -> Element:
        """Return the root element of a part; ImportFailed(DAMAGED or UNSAFE_XML) when it cannot be read."""
        content = self._read(name)
        try:
            self._refuse_document_type(content)
            return etree.fromstring(content, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._refusal(ImportReason.DAMAGED) from error

    def related(self, name: str, kind: str) -> list[str]:
        """Return the present parts that a part ("" for the package) names by a kind such as ``footnotes``, in order."""
        folder, file_name = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{file_name}.rels")
        if relations.lower() not in self._entries:
            return []
        targets = (
            posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/")
            for relation in self.part(relations)
            # Only the last piece is the same in transitional and in strict files.
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
        )
        return [target for target in targets if target.lower() in self._entries]

    def _read(self, name: str) -> bytes:
        entry = self._entries[name.lower()]
        if entry.flag_bits & 1:
            raise self._refusal(ImportReason.ENCRYPTED)
        if entry.file_size > _MOST_PART_BYTES:
            raise self._refusal(ImportReason.TOO_LARGE)
        try:
            return self._zip.read(entry)
        except _ZIP_FAILURES as error:
            raise self._refusal(ImportReason.DAMAGED) from error

    def _refuse_bomb(self, packed_bytes: int) -> None:
        total = sum(entry.file_size for entry in self._entries.values())
        is_bomb = total > _BOMB_BYTES and total > _BOMB_RATIO * packed_bytes
        if is_bomb or total > _MOST_BYTES or len(self._entries) > _MOST_PARTS:
            raise self._refusal(ImportReason.TOO_LARGE)

    def _refuse_document_type(self, content: bytes) -> None:
        """Refuse a document type before the whole is read: no Word file has one, and entities hide behind it."""
        events: Iterator[tuple[str, Element]] = etree.iterparse(
            BytesIO(content), events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, root in events:
            if root.getroottree().docinfo.internalDTD is not None:
                raise self._refusal(ImportReason.UNSAFE_XML)
            return

    def _refusal(self, reason: ImportReason) -> ImportFailed:
        return ImportFailed(reason, source=self._source)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _foreign(content: bytes) -> ImportReason:
    """Name what was given in place of a docx."""
    if content.startswith(_OLE_MAGIC):
        is_encrypted = "EncryptedPackage".encode("utf-16-le") in content
        return ImportReason.ENCRYPTED if is_encrypted else ImportReason.OLD_WORD
    return ImportReason.NOT_A_DOCX
