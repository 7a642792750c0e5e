"""Words inside XML."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from qdatool.export.xml_text import escaped, quoted


@pytest.mark.parametrize("forbidden", ["\x00", "\x07", "\x0b", "\ud800", "\ufffe"])
def test_what_xml_cannot_hold_is_left_out(forbidden):
    written = f"<a b={quoted('x' + forbidden)}>{escaped('y' + forbidden)}</a>".encode()
    read = ElementTree.fromstring(written)
    assert (read.get("b"), read.text) == ("x", "y")


def test_signs_of_xml_and_line_ends_come_back():
    value, content = "<&\"'>", "<&>\n\t"
    read = ElementTree.fromstring(f"<a b={quoted(value)}>{escaped(content)}</a>")
    assert (read.get("b"), read.text) == (value, content)
