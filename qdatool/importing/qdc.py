"""Codes from a REFI-QDA codebook (.qdc), the exchange format of qualitative data programs (REFI, 2019)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from qdatool.coding.codes import PATH_SEPARATOR, path_part
from qdatool.coding.drafts import CodeRow
from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing.safe_xml import Element, attribute, local_name, parse_xml
from qdatool.text.normalisation import normalise


def read_codebook(content: bytes, source: str) -> tuple[CodeRow, ...]:
    """Return the codes of a codebook, parents before children; ``row`` counts the codes from 1.

    Raises ImportFailed: NOT_A_TABLE for XML that is no codebook, UNSAFE_XML, DAMAGED.
    """
    root = parse_xml(content, source)
    codebook = next((element for element in root.iter() if local_name(element) == "CodeBook"), None)
    if codebook is None:
        raise ImportFailed(ImportReason.NOT_A_TABLE, source=source)
    codes = (child for child in codebook if local_name(child) == "Codes")
    numbers = count(1)
    return tuple(row for group in codes for row in _rows(group, "", numbers))


def _rows(parent: Element, parent_path: str, numbers: Iterator[int]) -> Iterator[CodeRow]:
    for code in parent:
        if local_name(code) != "Code":
            continue
        label = normalise(attribute(code, "name"))
        definition = next((child.text or "" for child in code if local_name(child) == "Description"), "")
        yield CodeRow(
            next(numbers), label, parent=parent_path, color=attribute(code, "color"), definition=normalise(definition)
        )
        part = path_part(label.strip())
        yield from _rows(code, f"{parent_path}{PATH_SEPARATOR}{part}" if parent_path else part, numbers)
