"""What the hits belong to: names of documents, memos and codes, and the words around a hit, looked up when shown."""

from __future__ import annotations

from collections.abc import Mapping

from qdatool.coding.codes import Code, load_codes
from qdatool.coding.documents import Document, document_text, list_documents
from qdatool.coding.levels import Level, list_levels
from qdatool.coding.memos import Memo, list_memos
from qdatool.coding.participants import list_participants
from qdatool.coding.project import Project
from qdatool.coding.search import Hit, SearchKind, TextPart
from qdatool.errors import InvalidOperation
from qdatool.ui.find.context import Context, context_of
from qdatool.ui.paragraph_index import ParagraphIndex
from qdatool.wording import interface_language, tr
from qdatool.wording.lists import listed

_PARTS: Mapping[TextPart, str] = {
    TextPart.BODY: "",
    TextPart.TITLE: "Title",
    TextPart.LABEL: "",
    TextPart.DEFINITION: "Definition",
    TextPart.INCLUDE: "Include",
    TextPart.EXCLUDE: "Exclude",
    TextPart.EXAMPLE: "Example",
}


class Subject:
    """The project as it was when the search began; what is gone since is shown without words."""

    def __init__(self) -> None:
        self.levels: tuple[Level, ...] = ()
        self._project: Project | None = None
        self._documents: dict[int, Document] = {}
        self._participants: dict[int, list[str]] = {}
        self._memos: dict[int, Memo] = {}
        self._codes: Mapping[int, Code] = {}
        self._paragraphs: dict[int, ParagraphIndex] = {}
        self._contexts: dict[Hit, Context] = {}

    def look_up(self, project: Project | None) -> None:
        """Look at a project as it is now, or at none."""
        self._project = project
        self._paragraphs, self._participants = {}, {}
        self.forget_hits()
        if project is None:
            self.levels, self._documents, self._memos, self._codes = (), {}, {}, {}
            return
        self.levels = list_levels(project)
        self._documents = {one.id: one for one in list_documents(project)}
        self._memos = {one.id: one for one in list_memos(project)}
        self._codes = load_codes(project).codes
        for participant in list_participants(project):
            for document_id in participant.document_ids:
                self._participants.setdefault(document_id, []).append(participant.name)

    def code(self, hit: Hit) -> Code | None:
        """Return the code a hit belongs to."""
        return self._codes.get(hit.source.id) if hit.source.kind is SearchKind.CODE else None

    def document(self, document_id: int) -> Document | None:
        """Return a document by its id."""
        return self._documents.get(document_id)

    def participants(self, document_id: int) -> str:
        """Return the names of those who speak in a document."""
        return listed(tuple(self._participants.get(document_id, ())), interface_language())

    def group_name(self, key: tuple[SearchKind, int]) -> str:
        """Return the name of a group's heading."""
        kind, document_id = key
        if kind is SearchKind.DOCUMENT:
            document = self._documents.get(document_id)
            return document.name if document is not None else ""
        return tr("Codes") if kind is SearchKind.CODE else tr("Memos")

    def owner_name(self, hit: Hit) -> str:
        """Return the code or memo a hit belongs to; empty where the hit stands in that very name."""
        if hit.source.kind is SearchKind.CODE:
            code = self._codes.get(hit.source.id)
            return code.label_in(interface_language()) if code and hit.source.part is not TextPart.LABEL else ""
        memo = self._memos.get(hit.source.id)
        return memo.title if memo is not None and hit.source.part is TextPart.BODY else ""

    def part_name(self, hit: Hit) -> str:
        """Return which part of a code or memo a hit stands in; empty for a label and for a text as such."""
        name = _PARTS[hit.source.part]
        return tr(name) if name else ""

    def paragraph(self, hit: Hit) -> int | None:
        """Return the number of the paragraph in which a hit of a transcript stands."""
        if hit.source.kind is not SearchKind.DOCUMENT:
            return None
        document_id = hit.source.id
        if document_id not in self._paragraphs:
            self._paragraphs[document_id] = ParagraphIndex(self._text(hit))
        return self._paragraphs[document_id].number_at(hit.span.start)

    def context(self, hit: Hit) -> Context:
        """Return the words around a hit."""
        if hit not in self._contexts:
            text = self._text(hit)
            is_there = hit.span.end <= len(text)
            self._contexts[hit] = context_of(text, hit.span) if is_there else Context("", 0, 0)
        return self._contexts[hit]

    def forget_hits(self) -> None:
        """Let go of the words around hits, before other ones come."""
        self._contexts.clear()

    def _text(self, hit: Hit) -> str:
        if isinstance(hit.source.key, str):
            return hit.source.key
        try:
            return document_text(self._project, hit.source.id) if self._project is not None else ""
        except InvalidOperation:
            return ""
