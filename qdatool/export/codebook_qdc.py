"""The code tree as a REFI-QDA codebook (.qdc), the exchange format of qualitative data programs (REFI, 2019).

The format knows name, colour, description and place in the tree; levels, roles and translations stay behind.
"""

from __future__ import annotations

from uuid import UUID

from qdatool.coding.codes import Code, load_codes
from qdatool.coding.project import Project
from qdatool.export.xml_text import escaped, quoted

_NAMESPACE = "urn:QDA-XML:codebook:1.0"


def codebook_qdc(project: Project) -> bytes:
    """Return the codebook as XML in UTF-8.

    Written line by line, since the serialiser of the standard library gives up on trees deeper than Python's stack.
    """
    tree = load_codes(project)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<CodeBook xmlns="{_NAMESPACE}" origin="qdatool">',
        "<Codes>",
    ]
    depth_by_id: dict[int | None, int] = {None: 0}
    opened = 0
    for code in tree:
        depth = depth_by_id[code.parent_id]
        depth_by_id[code.id] = depth + 1
        lines += ["</Code>"] * (opened - depth)
        lines.append(_opening(code))
        opened = depth + 1
    lines += ["</Code>"] * opened
    lines += ["</Codes>", "</CodeBook>", ""]
    return "\n".join(lines).encode("utf-8")


def _opening(code: Code) -> str:
    """Return the start of a code's element with its description; the codes below it follow."""
    name, guid = quoted(code.label), UUID(code.guid)
    start = f'<Code guid="{guid}" name={name} isCodable="true" color="{code.color}">'
    if not code.definition:
        return start
    return f"{start}\n<Description>{escaped(code.definition)}</Description>"
