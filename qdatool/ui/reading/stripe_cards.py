"""What is said about a coding while the mouse rests on its stripe: code, coder, and what was written about it."""

from __future__ import annotations

from html import escape

from qdatool.coding.memos import MemoLink, MemoTarget, list_memos
from qdatool.coding.quotations import load_quotations
from qdatool.text.memo_markup import plain_text
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.theme import tokens
from qdatool.ui.transcript import StripeCoding
from qdatool.wording import interface_language, tr

_LONGEST = 240


class StripeCards:
    """Makes the cards of one session, as rich text in the direction of the window."""

    def __init__(self, session: ReadingSession) -> None:
        self._session = session

    def card(self, coding: StripeCoding) -> str:
        """Return the card of a coding; empty where the code is not known."""
        code = self._session.code(coding.code_id)
        if code is None or self._session.project is None:
            return ""
        language = interface_language()
        level = self._session.level_of(code)
        facts = [level.name_in(language) if level else "", self._session.coder_name(coding.coder_id)]
        sign = f'<span style="color:{tokens().code_color(code.color)}">\u25a0</span>'
        lines = [
            f"{sign} <b>\u2068{escape(code.label_in(language))}\u2069</b>",
            escape(" · ".join(f"\u2068{fact}\u2069" for fact in facts if fact)),
            escape(tr("Adds a dimension to {code}", code=code.label_in(language))) if coding.adds_dimension else "",
            *(escape(text) for text in self._written(coding.quotation_id)),
        ]
        direction = "rtl" if language == "fa" else "ltr"
        return "".join(f'<p dir="{direction}" style="margin:2px 0">{line}</p>' for line in lines if line)

    def _written(self, quotation_id: int) -> list[str]:
        """Return the comment and the newest memo of a quotation, each with what it is, cut where they are long."""
        project = self._session.project
        quotation = load_quotations(project, (quotation_id,)).get(quotation_id)
        if quotation is None:
            return []
        found = [tr("Comment: {words}", words=_cut(quotation.comment))] if quotation.comment.strip() else []
        if quotation.has_memo:
            memos = list_memos(project, MemoLink(MemoTarget.QUOTATION, quotation_id))
            texts = [(memo.title, plain_text(memo.body)) for memo in memos]
            words = [": ".join(part for part in text if part.strip()) for text in texts]
            found += [tr("Memo: {words}", words=_cut(one)) for one in words[:1] if one]
        return found


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
