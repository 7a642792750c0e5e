"""Find quotations by words in them, as a reader would: spelling variants and joiners do not matter."""

from __future__ import annotations

from bisect import bisect_right

from sqlalchemy import select

from qdatool.coding.project import Project
from qdatool.coding.sight import seen_quotations
from qdatool.text.folding import find_all, fold


def find_quotations(project: Project, query: str, most: int = 50) -> tuple[int, ...]:
    """Return the quotations in sight that hold the words, in document and text order; none for an empty query."""
    if not query.strip():
        return ()
    quotations = seen_quotations(project)
    order = (quotations.c.document_id, quotations.c.start, quotations.c.end)
    rows = project.read().execute(select(quotations.c.id, quotations.c.quote).order_by(*order)).all()
    starts, length = [], 0
    for row in rows:
        starts.append(length)
        length += len(row.quote) + 1
    # All of them are folded as one text: folding each by itself would cost far more.
    spans = find_all(query.strip(), fold("\n".join(row.quote for row in rows)))
    found = dict.fromkeys(rows[bisect_right(starts, span.start) - 1].id for span in spans)
    return tuple(found)[:most]
