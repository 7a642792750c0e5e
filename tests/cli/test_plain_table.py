"""Tables in a terminal."""

from qdatool.cli.plain_table import table_lines


def test_columns_are_aligned_and_lines_have_no_tail():
    assert table_lines([["a", "bb", ""], ["ccc", "d", ""]]) == ["a    bb", "ccc  d"]


def test_joiners_and_marks_take_no_room():
    first, second = table_lines([["می‌رود", "x"], ["میرود", "x"]])
    assert first.index("x") == second.index("x") + 1
    assert table_lines([["عملاً", "x"], ["عملا", "x"]])[1].endswith("عملا  x")
