"""Plain tables as csv, xlsx and json: safe in a spreadsheet, readable by import, never half written."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from qdatool.errors import ExportFailed, ExportReason
from qdatool.export.tables import PlainTable, table_csv, table_json, table_xlsx, write_table
from qdatool.importing.csv_cells import csv_cells
from qdatool.importing.json_cells import json_cells
from qdatool.importing.xlsx_cells import xlsx_cells

TRICKY = ("=1+1", "+98", "-minus", "@name", "a,b", 'say "x"', "two\nlines", "می‌خواهم", "", " edge ", "'quoted'")
TABLE = PlainTable("t", ("text", "number"), [(cell, 7) for cell in TRICKY])


def sheet_of(table: PlainTable, tmp_path: Path):
    file = tmp_path / "t.xlsx"
    file.write_bytes(table_xlsx(table))
    return openpyxl.load_workbook(file).active


@pytest.mark.parametrize(
    ("write", "read"),
    [(table_csv, csv_cells), (table_json, json_cells), (table_xlsx, xlsx_cells)],
    ids=["csv", "json", "xlsx"],
)
def test_import_reads_back_every_cell(write, read):
    _, *rows = read(write(TABLE), "t")
    assert [cells[0] for _, cells in rows] == list(TRICKY)


def test_csv_begins_with_a_byte_order_mark():
    assert table_csv(TABLE).startswith(b"\xef\xbb\xbftext,number\r\n")


@pytest.mark.parametrize("formula", ["=1+1", "+98", "-minus", "@name", "'=quoted", "''+1"])
def test_csv_disarms_formulas_with_an_apostrophe(formula):
    content = table_csv(PlainTable("t", ("a",), [(formula,)])).decode("utf-8-sig")
    assert content == f"a\r\n'{formula}\r\n"


def test_numbers_stay_numbers_in_csv():
    assert table_csv(PlainTable("t", ("a",), [(-1,)])).decode("utf-8-sig") == "a\r\n-1\r\n"


def test_xlsx_holds_text_where_a_formula_might_be(tmp_path):
    sheet = sheet_of(TABLE, tmp_path)
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].value == 7


def test_xlsx_leaves_out_what_a_cell_cannot_hold(tmp_path):
    sheet = sheet_of(PlainTable("t", ("a",), [("x" * 40_000,), ("bell\x07",)]), tmp_path)
    assert sheet["A2"].value is None
    assert sheet["A3"].value == "bell"


def test_a_persian_sheet_begins_at_the_right(tmp_path):
    assert sheet_of(PlainTable("t", ("a",), [], is_right_to_left=True), tmp_path).sheet_view.rightToLeft


def test_json_is_readable_and_ordered():
    assert json.loads(table_json(PlainTable("t", ("b", "a"), [("x", 1)]))) == [{"b": "x", "a": 1}]
    assert "می‌خواهم" in table_json(TABLE).decode("utf-8")


def test_an_older_file_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    (tmp_path / "t.csv").write_text("old")
    write_table(TABLE, tmp_path / "t.csv")
    assert [file.name for file in tmp_path.iterdir()] == ["t.csv"]
    assert (tmp_path / "t.csv").read_bytes() == table_csv(TABLE)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("t.ods", ExportReason.UNKNOWN_FORMAT),
        ("t", ExportReason.UNKNOWN_FORMAT),
        ("missing/t.csv", ExportReason.FOLDER_MISSING),
        ("folder.csv", ExportReason.NOT_WRITABLE),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path, name, reason):
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ExportFailed) as refused:
        write_table(TABLE, tmp_path / name)
    assert refused.value.reason is reason
    assert [file.name for file in tmp_path.iterdir()] == ["folder.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_from_a_closed_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("os.getpid", lambda: 1)
    (tmp_path / ".t.csv.1.part").symlink_to("/dev/full")
    with pytest.raises(ExportFailed) as refused:
        write_table(TABLE, tmp_path / "t.csv")
    assert refused.value.reason is ExportReason.DISK_FULL
    assert list(tmp_path.iterdir()) == []
