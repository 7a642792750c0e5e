"""XML from strangers: no document type, no entities, no network, no endless nesting."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from qdatool.errors import ImportFailed, ImportReason

Element = Any
"""An lxml element; lxml has no types."""


def parse_xml(content: bytes, source: str) -> Element:
    """Return the root element, without comments; ImportFailed is UNSAFE_XML or DAMAGED."""
    refuse_document_type(content, source)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportFailed(ImportReason.DAMAGED, source=source) from error


def elements(content: bytes, name: str, source: str) -> Iterator[Element]:
    """Yield the elements of a name (in any namespace) one by one, each forgotten after its turn.

    ImportFailed is UNSAFE_XML or DAMAGED, the latter perhaps after the first elements.
    """
    refuse_document_type(content, source)
    try:
        for _, element in _events(content, "end", f"{{*}}{name}"):
            yield element
            element.clear()
    except etree.XMLSyntaxError as error:
        raise ImportFailed(ImportReason.DAMAGED, source=source) from error


def refuse_document_type(content: bytes, source: str) -> None:
    """Refuse a document type before the whole is read: no format here has one, and entities hide behind it."""
    try:
        _, root = next(_events(content, "start", "*"))
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise ImportFailed(ImportReason.DAMAGED, source=source) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ImportFailed(ImportReason.UNSAFE_XML, source=source)


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, or ""."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace, or "" for what is no element."""
    tag = element.tag
    # An entity that was not resolved has a function for a tag.
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _events(content: bytes, event: str, tag: str) -> Iterator[tuple[str, Element]]:
    source = BytesIO(content)
    return iter(etree.iterparse(source, (event,), tag=tag, resolve_entities=False, no_network=True, load_dtd=False))
