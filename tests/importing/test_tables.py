from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from qdatool.coding.drafts import CodeRow, CodingRow, ParticipantRow
from qdatool.errors import ImportFailed, ImportReason, RowReason
from qdatool.importing.tables import read_codes, read_codings, read_participants
from tests.importing.builders import xlsx


def saved(tmp_path: Path, content: str | bytes, name: str = "table.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def refused(read: object, file: Path) -> ImportFailed:
    with pytest.raises(ImportFailed) as failure:
        read(file)
    assert failure.value.facts["source"] == file.name
    return failure.value


CODES = "label,label_en,parent,level,role,color\nاعتماد,Trust,,axial,causal,#aa0000\nشک,,اعتماد,open,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_codes_are_read_from_any_csv(tmp_path: Path, encoding: str, separator: str, line_end: str) -> None:
    content = CODES.replace(",", separator).replace("\n", line_end).encode(encoding)
    assert read_codes(saved(tmp_path, content)).rows == (
        CodeRow(2, "اعتماد", {"en": "Trust"}, "", "axial", "causal", "#aa0000"),
        CodeRow(3, "شک", {}, "اعتماد", "open"),
    )


def test_columns_stand_in_any_order_and_case(tmp_path: Path) -> None:
    table = read_codes(saved(tmp_path, " Definition , LABEL\nwhat it means,Trust\n"))
    assert table.rows == (CodeRow(2, "Trust", definition="what it means"),)


def test_columns_no_one_knows_are_reported(tmp_path: Path) -> None:
    assert read_codes(saved(tmp_path, "label,Weight,x\na,1,2\n")).unknown_columns == ("Weight", "x")


def test_a_translation_stands_in_for_the_label(tmp_path: Path) -> None:
    assert read_codes(saved(tmp_path, "label_fa\nاعتماد\n")).rows == (CodeRow(2, "", {"fa": "اعتماد"}),)


def test_a_separator_line_of_excel_is_obeyed(tmp_path: Path) -> None:
    assert read_codes(saved(tmp_path, "sep=;\nlabel;parent\na,b;c\n")).rows == (CodeRow(2, "a,b", parent="c"),)


def test_a_cell_may_hold_line_ends_and_separators(tmp_path: Path) -> None:
    file = saved(tmp_path, 'document,quote,code\r\nd,"one, ""two""\r\nthree",c\r\nd,four,c\r\n')
    assert [(row.row, row.quote) for row in read_codings(file).rows] == [(2, 'one, "two"\nthree'), (3, "four")]


@pytest.mark.parametrize("line_end", ["\u2028", "\u2029", "\x85", "\x0c", "\x0b"])
def test_other_line_ends_stand_inside_a_cell_and_end_no_row(tmp_path: Path, line_end: str) -> None:
    file = saved(tmp_path, f"label,definition\r\na,one{line_end}two\r\nb,three\r\n")
    rows = [(row.row, row.label, row.definition) for row in read_codes(file).rows]
    assert rows == [(2, "a", "one\ntwo"), (3, "b", "three")]


def test_a_cell_longer_than_the_usual_limit_is_read(tmp_path: Path) -> None:
    quote = "long " * 40_000
    assert read_codings(saved(tmp_path, f"document,quote,code\nd,{quote},c\n")).rows[0].quote == quote


def test_an_apostrophe_before_a_formula_is_taken_off_again(tmp_path: Path) -> None:
    file = saved(tmp_path, "label\n'=SUM\n'+1\n'-a\n'@x\n'tis\n''=\n")
    assert [row.label for row in read_codes(file).rows] == ["=SUM", "+1", "-a", "@x", "'tis", "'="]


def test_blank_lines_count_as_rows_but_are_none(tmp_path: Path) -> None:
    file = saved(tmp_path, "label,parent\na,\n\n , \nb,\n,,\n")
    assert [(row.row, row.label) for row in read_codes(file).rows] == [(2, "a"), (5, "b")]


def test_a_short_row_is_filled_with_empty_cells(tmp_path: Path) -> None:
    assert read_codings(saved(tmp_path, "document,code,start,end,comment\nd,c,1,2\n")).rows == (
        CodingRow(2, "d", "1", "2", "", "c", ""),
    )


def test_a_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    failure = refused(read_codes, saved(tmp_path, "label,parent\n" + "a,\n" * 35 + "b,c,d\n"))
    assert failure.reason is ImportReason.BAD_ROW
    assert (failure.facts["row"], failure.facts["row_reason"]) == (37, RowReason.WRONG_CELL_COUNT)


@pytest.mark.parametrize("broken", ['"never closed,x\na,b\n', '"closed"early,x\n'])
def test_a_row_with_broken_quotes_is_named(tmp_path: Path, broken: str) -> None:
    failure = refused(read_codes, saved(tmp_path, "label,parent\na,\n" + broken))
    assert (failure.facts["row"], failure.facts["row_reason"]) == (3, RowReason.BROKEN_QUOTES)


@pytest.mark.parametrize(
    ("read", "content", "reason"),
    [
        (read_codes, "name,parent\na,b\n", ImportReason.MISSING_COLUMN),
        (read_codings, "document,quote\nd,q\n", ImportReason.MISSING_COLUMN),
        (read_codings, "document,code,start\nd,c,1\n", ImportReason.MISSING_COLUMN),
        (read_codes, "label,Label\na,b\n", ImportReason.DOUBLE_COLUMN),
        (read_codes, "", ImportReason.NOT_A_TABLE),
        (read_participants, "\n\n", ImportReason.NOT_A_TABLE),
        (read_codes, "label\nاعتماد".encode("windows-1256"), ImportReason.UNKNOWN_ENCODING),
        (read_codes, b"label\n\0\1\2\3", ImportReason.BINARY),
    ],
)
def test_a_table_that_cannot_be_one_is_refused(
    tmp_path: Path, read: object, content: str | bytes, reason: ImportReason
) -> None:
    assert refused(read, saved(tmp_path, content)).reason is reason


def test_the_missing_column_is_named(tmp_path: Path) -> None:
    assert refused(read_codings, saved(tmp_path, "code,quote\n")).facts["column"] == "document"


def test_participants_keep_their_attributes_in_order(tmp_path: Path) -> None:
    file = saved(tmp_path, "نام,سن,document,جنس\nم۱,۳۴,مصاحبه ۱,زن\n")
    (row,) = read_participants(file).rows
    assert row == ParticipantRow(2, "م۱", "مصاحبه ۱", {"سن": "۳۴", "جنس": "زن"})
    assert list(row.attributes) == ["سن", "جنس"]


def test_json_objects_are_rows(tmp_path: Path) -> None:
    objects = [{"label": "اعتماد", "level": None}, {"label": 7, "parent": "اعتماد", "color": 1.0}]
    rows = read_codes(saved(tmp_path, json.dumps(objects), "codes.json")).rows
    assert rows == (CodeRow(2, "اعتماد"), CodeRow(3, "7", parent="اعتماد", color="1"))


@pytest.mark.parametrize("content", ["", "{", '{"a": 1}', "[1]", "[" * 100_000, "7", "[]", "[{}]"])
def test_json_of_another_shape_is_refused(tmp_path: Path, content: str) -> None:
    assert refused(read_codes, saved(tmp_path, content, "codes.json")).reason is ImportReason.NOT_A_TABLE


def test_a_nested_json_value_is_named(tmp_path: Path) -> None:
    failure = refused(read_codes, saved(tmp_path, '[{"label": "a"}, {"label": ["b"]}]', "codes.json"))
    assert (failure.facts["row"], failure.facts["row_reason"]) == (3, RowReason.NESTED_VALUE)


def test_excel_cells_are_read_as_seen(tmp_path: Path) -> None:
    strings = '<si><t>name</t></si><si><r><t>Ma</t></r><r><t>ry</t></r><rPh sb="0"><t>aid</t></rPh></si>'
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="[Red]yyyy\\-mm"/>'
        '<numFmt numFmtId="165" formatCode="0&quot;d&quot;"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    )
    names = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in "bcdefg")
    rows = (
        f'<row r="1"><c r="A1" t="s"><v>0</v></c>{names}</row>'
        '<row r="4"><c r="A4" t="s"><v>1</v></c><c r="C4"><v>3.0</v></c><c r="D4" s="1"><v>45292</v></c>'
        '<c r="E4" s="2"><v>45292.5</v></c><c r="F4" t="b"><v>1</v></c>'
        '<c r="G4" s="3" t="str"><f>A1</f><v>x_x000A_y</v></c>'
        "</row>"
    )
    (row,) = read_participants(saved(tmp_path, xlsx(rows, sharedStrings=strings, styles=styles), "p.xlsx")).rows
    assert (row.row, row.name) == (4, "Mary")
    assert list(row.attributes.values()) == ["", "3", "2024-01-01", "2024-01-01 12:00:00", "TRUE", "x\ny"]


def test_what_another_program_wrote_to_excel_is_read(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["document", "start", "end", "code", "quote"])
    book.active.append(["مصاحبه ۱", 3, 8, "اعتماد", "سلام\nم"])
    book.save(tmp_path / "codings.xlsx")
    assert read_codings(tmp_path / "codings.xlsx").rows == (
        CodingRow(2, "مصاحبه ۱", "3", "8", "سلام\nم", "اعتماد", ""),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"label\na", ImportReason.NOT_A_TABLE),
        (xlsx('<row><c t="s"><v>5</v></c></row>'), ImportReason.DAMAGED),
        (xlsx('<row r="x"><c/></row>'), ImportReason.DAMAGED),
        (xlsx("<row/>", styles='<cellXfs><xf numFmtId="x"/></cellXfs>'), ImportReason.DAMAGED),
        (xlsx('<row><c r="ZZZ1"><v>1</v></c></row>'), ImportReason.DAMAGED),
        (xlsx("")[:-40], ImportReason.DAMAGED),
        (xlsx(""), ImportReason.NOT_A_TABLE),
    ],
)
def test_a_file_that_is_no_sound_excel_file_is_refused(tmp_path: Path, content: bytes, reason: ImportReason) -> None:
    assert refused(read_codes, saved(tmp_path, content, "codes.xlsx")).reason is reason


def test_a_codebook_of_another_program_is_read(tmp_path: Path) -> None:
    content = """<?xml version="1.0" encoding="utf-8"?>
    <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="other"><Codes>
    <Code guid="1" name="Trust / doubt" isCodable="true" color="#00ff00"><Description>what it is</Description>
    <Code guid="2" name="شک" isCodable="true"/></Code><Code guid="3" name="Home"/></Codes><Sets/></CodeBook>"""
    assert read_codes(saved(tmp_path, content, "codes.qdc")).rows == (
        CodeRow(1, "Trust / doubt", color="#00ff00", definition="what it is"),
        CodeRow(2, "شک", parent="Trust // doubt"),
        CodeRow(3, "Home"),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", ImportReason.DAMAGED),
        ("<CodeBook>", ImportReason.DAMAGED),
        ("<Other/>", ImportReason.NOT_A_TABLE),
        ('<!DOCTYPE a [<!ENTITY b "c">]><CodeBook><Codes/></CodeBook>', ImportReason.UNSAFE_XML),
    ],
)
def test_a_file_that_is_no_codebook_is_refused(tmp_path: Path, content: str, reason: ImportReason) -> None:
    assert refused(read_codes, saved(tmp_path, content, "codes.qdc")).reason is reason


def test_an_unknown_suffix_says_which_are_known(tmp_path: Path) -> None:
    failure = refused(read_codes, saved(tmp_path, "label", "codes.ods"))
    assert failure.reason is ImportReason.UNKNOWN_FORMAT
    assert failure.facts["known"] == ("csv", "tsv", "xlsx", "json", "qdc")


@pytest.mark.parametrize("seed", range(20))
def test_no_damage_raises_anything_but_a_refusal(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>label</t></is></c><c r="B1" s="1"><v>4</v></c></row>'
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    sound = {
        "codes.csv": CODES.encode(),
        "codes.xlsx": xlsx(row + row, styles=styles),
        "codes.json": b'[{"label": "a"}]',
    }
    for name, content in sound.items():
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 5)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read_codes(saved(tmp_path, bytes(damaged), name))
        except ImportFailed:
            continue
