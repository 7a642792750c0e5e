"""The code tree as a REFI-QDA codebook (.qdc), the exchange format of qualitative data programs (REFI, 2019).

The format knows name, colour, description and place in the tree; levels, roles and translations stay behind.
"""

from __future__ import annotations

import re
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.project import Project

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
# XML has no way to write these, not even as references.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def codebook_qdc(project: Project) -> bytes:
    """Return the codebook as XML in UTF-8."""
    tree = load_codes(project)
    root = Element("CodeBook", {"xmlns": _NAMESPACE, "origin": "qdatool"})
    codes = SubElement(root, "Codes")
    _add_codes(codes, tree)
    indent(root, " ")
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _add_codes(container: Element, tree: CodeTree) -> None:
    elements: dict[int | None, Element] = {None: container}
    for code in tree:
        element = SubElement(
            elements[code.parent_id],
            "Code",
            {
                "guid": str(UUID(code.guid)),
                "name": _NOT_IN_XML.sub("", code.label),
                "isCodable": "true",
                "color": code.color,
            },
        )
        if code.definition:
            SubElement(element, "Description").text = _NOT_IN_XML.sub("", code.definition)
        elements[code.id] = element
