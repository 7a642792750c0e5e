"""The parts of a Word or Excel file, opened so that no file can do harm.

Read with zipfile and lxml alone: python-docx and openpyxl load what is not needed, raise a dozen kinds of exceptions on
damaged files and refuse sound ones, such as those with a link to a missing picture or saved as strict Open XML.
"""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing.safe_xml import Element, attribute, parse_xml

_MOST_PART_BYTES = 128 * 1024 * 1024
_MOST_BYTES = 1024 * 1024 * 1024
# Office XML shrinks 20 to 50 times, a bomb a thousand times; small files may be as repetitive as they like.
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
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file should be: the root element of its main part, and how others are refused."""

    root: str
    otherwise: ImportReason
    older: ImportReason


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another; ``kind`` is such as ``footnotes``."""

    relation_id: str
    kind: str
    target: str


class OfficePackage:
    """The parts of one file, by name and by what they are to each other; ``main`` is the root of the main part."""

    def __init__(self, content: bytes, source: str, expected: Expected) -> None:
        """Open the package; ImportFailed tells a file that is none from one that is damaged, locked or a bomb."""
        self._source = source
        if not content.startswith(_ZIP_MAGIC):
            raise self._refusal(_foreign(content, expected))
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _ZIP_FAILURES as error:
            raise self._refusal(ImportReason.DAMAGED) from error
        self._entries = {entry.filename.replace("\\", "/").lower(): entry for entry in self._zip.infolist()}
        self._refuse_bomb(len(content))
        self.main_name = next(iter(self.related("", "officeDocument")), "")
        if not self.main_name:
            raise self._refusal(expected.otherwise)
        self.main = self.part(self.main_name)
        if self.main.tag.rpartition("}")[2] != expected.root:
            raise self._refusal(expected.otherwise)

    def part(self, name: str) -> Element:
        """Return the root element of a part; ImportFailed is DAMAGED, UNSAFE_XML, TOO_LARGE or ENCRYPTED."""
        return parse_xml(self.content(name), self._source)

    def content(self, name: str) -> bytes:
        """Return the bytes of a part; ImportFailed is DAMAGED, TOO_LARGE or ENCRYPTED."""
        entry = self._entries[name.lower()]
        if entry.flag_bits & 1:
            raise self._refusal(ImportReason.ENCRYPTED)
        if entry.file_size > _MOST_PART_BYTES:
            raise self._refusal(ImportReason.TOO_LARGE)
        try:
            return self._zip.read(entry)
        except _ZIP_FAILURES as error:
            raise self._refusal(ImportReason.DAMAGED) from error

    def relations(self, name: str) -> list[Relation]:
        """Return the links of a part ("" for the package) to parts that are there, in the order of the file."""
        folder, file_name = posixpath.split(name)
        relations_name = posixpath.join(folder, "_rels", f"{file_name}.rels")
        if relations_name.lower() not in self._entries:
            return []
        relations = [
            # Only the last piece of the type is the same in transitional and in strict files.
            Relation(attribute(link, "Id"), attribute(link, "Type").rpartition("/")[2], _joined(folder, link))
            for link in self.part(relations_name)
            if attribute(link, "TargetMode") != "External"
        ]
        return [relation for relation in relations if relation.target.lower() in self._entries]

    def related(self, name: str, kind: str) -> list[str]:
        """Return the parts that a part links to as one kind."""
        return [relation.target for relation in self.relations(name) if relation.kind == kind]

    def _refuse_bomb(self, packed_bytes: int) -> None:
        total = sum(entry.file_size for entry in self._entries.values())
        is_bomb = total > _BOMB_BYTES and total > _BOMB_RATIO * packed_bytes
        if is_bomb or total > _MOST_BYTES or len(self._entries) > _MOST_PARTS:
            raise self._refusal(ImportReason.TOO_LARGE)

    def _refusal(self, reason: ImportReason) -> ImportFailed:
        return ImportFailed(reason, source=self._source)


def _joined(folder: str, link: Element) -> str:
    return posixpath.normpath(posixpath.join(folder, attribute(link, "Target"))).lstrip("/")


def _foreign(content: bytes, expected: Expected) -> ImportReason:
    """Name what was given in place of a package."""
    if content.startswith(_OLE_MAGIC):
        is_encrypted = "EncryptedPackage".encode("utf-16-le") in content
        return ImportReason.ENCRYPTED if is_encrypted else expected.older
    return expected.otherwise
