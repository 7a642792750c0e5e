"""Columns of printed tables: no word is cut while there is room."""

from __future__ import annotations

import pytest

from qdatool.export.report import Cell, Column, TableBlock
from qdatool.export.report_widths import column_widths, least_widths

WIDTH = 450.0


def table(*texts: str, shares: tuple[float, ...] | None = None) -> TableBlock:
    columns = tuple(Column("ا", share=share) for share in shares or (1.0,) * len(texts))
    return TableBlock("", columns, (tuple(Cell(text) for text in texts),))


def test_columns_get_the_shares_they_ask_for():
    assert column_widths(table("a", "b", "c", shares=(1, 2, 3)), WIDTH, 10) == pytest.approx([75, 150, 225])


def test_a_narrow_column_gets_what_its_longest_word_needs_from_those_with_room():
    block = table("x", "internationalisation and", "y", shares=(10, 1, 10))
    widths = column_widths(block, WIDTH, 10)
    assert sum(widths) == pytest.approx(WIDTH)
    assert widths[1] == pytest.approx(least_widths(block, 10)[1])
    assert widths[0] == widths[2]


def test_too_many_words_for_the_page_share_it_by_their_length():
    block = table(*(["internationalisation"] * 6), "a")
    widths = column_widths(block, WIDTH, 10)
    assert sum(widths) == pytest.approx(WIDTH)
    assert widths[0] == widths[5] > widths[6]


def test_an_address_does_not_take_the_whole_width():
    block = table("https://example.org/" + "x" * 300, "b")
    assert column_widths(block, WIDTH, 10)[0] < WIDTH / 2 + 1
