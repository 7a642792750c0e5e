"""A transcript from a Word file: the text a reader sees once every tracked change is accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qdatool.coding.drafts import ImportedDocument
from qdatool.errors import ImportReason
from qdatool.importing.docx_symbols import symbol
from qdatool.importing.files import read_source
from qdatool.importing.office_package import Expected, OfficePackage
from qdatool.importing.safe_xml import Element, attribute, local_name
from qdatool.importing.transcripts import transcript

_WORD = Expected(root="document", otherwise=ImportReason.NOT_A_DOCX, older=ImportReason.OLD_WORD)
_BLOCK_CONTAINERS = frozenset({"body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
_DROPPED = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "rt"}
    | {"pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr"}
)
_NOTE_PARTS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def read_docx(path: Path) -> ImportedDocument:
    """Return the document in a Word file.

    A paragraph, a table row or a line break begins a line; cells are parted by tabs, and a cell of a row never breaks
    its line. Tracked insertions are kept, deletions dropped; text boxes follow the paragraph that holds them; footnotes
    and then endnotes stand at the end, numbered through, each as ``[n] text``. ``omitted`` counts ``headers``,
    ``footers``, ``deletions``, ``comments``, ``pictures`` and ``symbols`` of unknown meaning.
    Raises ImportFailed, and nothing else whatever the bytes.
    """
    package = OfficePackage(read_source(path), path.name, _WORD)
    findings = _Findings()
    walker = _Walker(findings)
    body = walker.lines_of(package.main)
    lines = [*body, *_note_lines(package, findings)]
    for kind in ("header", "footer"):
        parts = package.related(package.main_name, kind)
        findings.omitted[f"{kind}s"] += sum(_has_text(package, part) for part in parts)
    return transcript(path, "\n".join(lines), findings.omitted)


@dataclass(slots=True)
class _Findings:
    """What the walk meets beside text; shared by the walkers of nested parts."""

    omitted: Counter[str] = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)


class _Walker:
    """Turns a run of blocks into lines.

    Names are matched without their namespace, since transitional and strict files differ in it.
    """

    def __init__(self, findings: _Findings) -> None:
        self._findings = findings
        self._lines: list[str] = []
        self._words: list[str] = []
        self._box_lines: list[str] = []
        self._breaks_before_next = False
        self._fields_in_code: list[bool] = []

    def lines_of(self, container: Element) -> list[str]:
        """Return the lines of everything in a container."""
        self._blocks(container)
        if self._words or self._box_lines:
            self._end_line()
        return self._lines

    def _blocks(self, container: Element) -> None:
        for child in container:
            name = local_name(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name == "AlternateContent":
                self._blocks(_chosen(child))
            elif name in _BLOCK_CONTAINERS:
                self._blocks(child)

    def _paragraph(self, paragraph: Element) -> None:
        self._inline(paragraph)
        # Where the end of a paragraph was deleted, the next one continues its line.
        if not _is_removed(paragraph, "pPr", "rPr"):
            self._end_line()

    def _end_line(self) -> None:
        text = "".join(self._words)
        if text or not self._box_lines:
            self._lines.append(text)
        self._lines.extend(self._box_lines)
        self._words, self._box_lines, self._breaks_before_next = [], [], False
        # A field that was never closed must not swallow the paragraphs after it.
        self._fields_in_code.clear()

    def _table(self, table: Element) -> None:
        if self._words:
            self._end_line()
        for row in _inside(table, "tr"):
            if _is_removed(row, "trPr"):
                self._findings.omitted["deletions"] += 1
                continue
            self._lines.append("\t".join(self._cell(cell) for cell in _inside(row, "tc")))

    def _cell(self, cell: Element) -> str:
        lines = _Walker(self._findings).lines_of(cell)
        return " ".join(line for line in lines if line.strip()).replace("\n", " ").replace("\t", " ")

    def _inline(self, parent: Element) -> None:
        for child in parent:
            name = local_name(child)
            reader = _INLINE_READERS.get(name)
            if reader:
                reader(self, child)
            elif name not in _DROPPED:
                self._inline(child)

    def _add(self, text: str) -> None:
        if any(self._fields_in_code):
            return
        if self._breaks_before_next and self._words:
            self._words.append("\n")
        self._breaks_before_next = False
        self._words.append(text)

    def _text(self, element: Element) -> None:
        if element.text:
            # A line end inside an element is white space of the file, not of the text.
            self._add(element.text.replace("\r", " ").replace("\n", " "))

    def _field_mark(self, element: Element) -> None:
        """Note where a field's code begins and ends: the result of a field inside the code is no text either."""
        mark = attribute(element, "fldCharType")
        if mark == "begin":
            self._fields_in_code.append(True)
        elif self._fields_in_code and mark == "separate":
            self._fields_in_code[-1] = False
        elif self._fields_in_code and mark == "end":
            self._fields_in_code.pop()

    def _break(self, element: Element) -> None:
        if attribute(element, "type") in ("page", "column"):
            self._breaks_before_next = True
        else:
            self._add("\n")

    def _symbol(self, element: Element) -> None:
        character = symbol(attribute(element, "font"), attribute(element, "char"))
        if character:
            self._add(character)
        else:
            self._findings.omitted["symbols"] += 1

    def _note(self, element: Element) -> None:
        self._findings.notes.append((_NOTE_PARTS[local_name(element)], attribute(element, "id")))

    def _comment(self, element: Element) -> None:
        self._findings.omitted["comments"] += 1

    def _deletion(self, element: Element) -> None:
        if any(local_name(inner) == "delText" for inner in element.iter()):
            self._findings.omitted["deletions"] += 1

    def _picture(self, element: Element) -> None:
        self._findings.omitted["pictures"] += 1

    def _alternatives(self, element: Element) -> None:
        self._inline(_chosen(element))

    def _text_box(self, element: Element) -> None:
        self._box_lines.extend(_Walker(self._findings).lines_of(element))


_INLINE_READERS: Mapping[str, Callable[[_Walker, Element], None]] = {
    "t": _Walker._text,
    "fldChar": _Walker._field_mark,
    "tab": lambda walker, _: walker._add("\t"),
    "ptab": lambda walker, _: walker._add("\t"),
    "cr": lambda walker, _: walker._add("\n"),
    "noBreakHyphen": lambda walker, _: walker._add("-"),
    "br": _Walker._break,
    "sym": _Walker._symbol,
    "footnoteReference": _Walker._note,
    "endnoteReference": _Walker._note,
    "commentReference": _Walker._comment,
    "del": _Walker._deletion,
    "blip": _Walker._picture,
    "imagedata": _Walker._picture,
    "AlternateContent": _Walker._alternatives,
    "txbxContent": _Walker._text_box,
}


def _note_lines(package: OfficePackage, findings: _Findings) -> list[str]:
    lines: list[str] = []
    for kind in _NOTE_PARTS.values():
        wanted = [note_id for note_kind, note_id in findings.notes if note_kind == kind]
        parts = package.related(package.main_name, kind) if wanted else []
        notes = {attribute(note, "id"): note for part in parts for note in package.part(part)}
        for note_id in dict.fromkeys(wanted):
            if note_id in notes:
                words = " ".join(line.strip() for line in _Walker(findings).lines_of(notes[note_id]) if line.strip())
                lines.append(f"[{len(lines) + 1}] {words}".replace("\n", " "))
    return lines


def _has_text(package: OfficePackage, part: str) -> bool:
    return any(line.strip() for line in _Walker(_Findings()).lines_of(package.part(part)))


def _inside(parent: Element, wanted: str) -> list[Element]:
    """Return the rows of a table or the cells of a row, also those in content controls and tracked insertions."""
    found: list[Element] = []
    for child in parent:
        name = local_name(child)
        if name == wanted:
            found.append(child)
        elif name == "AlternateContent":
            found.extend(_inside(_chosen(child), wanted))
        elif name in _BLOCK_CONTAINERS:
            found.extend(_inside(child, wanted))
    return found


def _chosen(alternatives: Element) -> Element:
    """Return the one of several forms of the same content that is to be read: the first, else the fallback."""
    choices = [child for child in alternatives if local_name(child) == "Choice"]
    return next(iter(choices or alternatives), ())


def _is_removed(element: Element, *properties: str) -> bool:
    """Tell whether the properties of a paragraph or row mark it as deleted or moved away."""
    for name in properties:
        element = next((child for child in element if local_name(child) == name), ())
    return any(local_name(child) in ("del", "moveFrom") for child in element)
