"""A passage on the clipboard with its reference: plain, and as a paragraph that Word takes over with its direction."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMimeData, Qt

from qdatool.coding.languages import first_language
from qdatool.text.spans import Span
from qdatool.ui.direction import direction_of
from qdatool.ui.reading.session import ReadingSession
from qdatool.wording.references import PassageSource, quoted, reference


def passage_with_reference(session: ReadingSession, document_id: int, span: Span, words: str) -> QMimeData:
    """Return the words of a passage with interview, participants and paragraph, in the project's first language."""
    index = session.paragraphs(document_id)
    document = session.document(document_id)
    source = PassageSource(
        document.name if document is not None else "",
        session.participants.get(document_id, ()),
        index.number_at(span.start),
        index.number_at(max(span.end - 1, span.start)),
    )
    language = first_language(session.project)
    said, where = quoted(words, language), reference(source, language)
    mime = QMimeData()
    mime.setText(f"{said} {where}")
    mime.setHtml(_html(said, where, language))
    return mime


def _html(said: str, where: str, language: str) -> str:
    """Return one paragraph; it runs the way the words do, and each part of it its own way."""
    direction = _dir(said)
    # As Word itself writes such a paragraph: align and direction both, or it stands at the wrong edge.
    style = f"direction:{direction};unicode-bidi:embed;text-align:{'right' if direction == 'rtl' else 'left'}"
    words = "<br>".join(escape(line) for line in said.split("\n"))
    return (
        f'<html><head><meta charset="utf-8"></head><body><p dir="{direction}" style="{style}">'
        f'<span dir="{direction}" lang="{"fa" if direction == "rtl" else "en"}">{words}</span> '
        f'<span dir="{"rtl" if language == "fa" else "ltr"}" lang="{language}">{escape(where)}</span></p></body></html>'
    )


def _dir(words: str) -> str:
    return "rtl" if direction_of(words) == Qt.LayoutDirection.RightToLeft else "ltr"
