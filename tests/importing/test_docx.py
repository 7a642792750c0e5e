from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from qdatool.coding.drafts import ImportedDocument
from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing.formats import read_document
from tests.importing.builders import docx, docx_parts, paragraph, run, zipped


def read(tmp_path: Path, content: bytes, name: str = "مصاحبه ۱.docx") -> ImportedDocument:
    file = tmp_path / name
    file.write_bytes(content)
    return read_document(file)


def text_of(tmp_path: Path, body: str, **others: str) -> str:
    return read(tmp_path, docx(body, **others)).text


def refusal(tmp_path: Path, content: bytes) -> ImportReason:
    with pytest.raises(ImportFailed) as failure:
        read(tmp_path, content)
    assert failure.value.facts["source"] == "مصاحبه ۱.docx"
    return failure.value.reason


def test_paragraphs_are_lines_and_nothing_is_stripped(tmp_path: Path) -> None:
    body = paragraph("  P1: سلام ", "می‌", "خواهم ") + "<w:p/>" + paragraph("دو")
    assert text_of(tmp_path, body) == "  P1: سلام می‌خواهم \n\nدو"


def test_a_document_is_named_like_its_file_and_knows_its_turns(tmp_path: Path) -> None:
    document = read(tmp_path, docx(paragraph("پرسشگر: چرا؟") + paragraph("م۷: چون")), "مصاحبه.v2.docx")
    assert (document.name, document.source_name) == ("مصاحبه.v2", "مصاحبه.v2.docx")
    assert [turn.speaker for turn in document.turns] == ["پرسشگر", "م۷"]


def mark(kind: str) -> str:
    """Return where the code of a field begins, where its result begins, or where both end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:ptab/><w:t>c</w:t></w:r>", "a\tb\tc"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/></w:r>', "a"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "a\nb"),
        ("<w:r><w:t>so</w:t><w:softHyphen/><w:t>ft</w:t></w:r>", "soft"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a-b"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "☺"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        (f"<w:ins>{run('kept')}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "kept"),
        (f"<w:moveFrom>{run('old')}</w:moveFrom><w:moveTo>{run('here')}</w:moveTo>", "here"),
        (f"<w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del>{run('y')}</w:ins>", "y"),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('choice')}</w:sdtContent></w:sdt>", "choice"),
        (f"<w:smartTag><w:smartTag>{run('Tehran')}</w:smartTag></w:smartTag>", "Tehran"),
        (f"<w:hyperlink>{run('link')}</w:hyperlink>", "link"),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple>{run('7')}</w:fldSimple>", "7"),
        (f"{mark('begin')}{run('IF 1')}{mark('separate')}{run('yes')}{mark('end')}{run('!')}", "yes!"),
        (
            f"{mark('begin')}{mark('begin')}{mark('separate')}{run('name')}{mark('end')}{mark('separate')}{run('yes')}",
            "yes",
        ),
        (f"{run('cut')}{mark('begin')}{run(' off')}", "cut"),
        (f"{mark('separate')}{run('late')}{mark('end')}", "late"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>aid</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "base",
        ),
        ("<w:r><w:t>a\nb</w:t></w:r>", "a b"),
    ],
)
def test_what_stands_in_a_paragraph_is_read_as_a_reader_sees_it(tmp_path: Path, inside: str, expected: str) -> None:
    assert text_of(tmp_path, f"<w:p>{inside}</w:p>" + paragraph("end")) == f"{expected}\nend"


def test_a_paragraph_whose_end_was_deleted_runs_on(tmp_path: Path) -> None:
    joined = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('one ')}</w:p>"
    assert text_of(tmp_path, joined + paragraph("line")) == "one line"


def test_deletions_comments_and_pictures_are_counted(tmp_path: Path) -> None:
    deletion = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    body = f"<w:p>{run('a')}{deletion}{deletion}<w:r><w:commentReference/><w:pict><v:imagedata/></w:pict></w:r></w:p>"
    assert read(tmp_path, docx(body)).omitted == {"deletions": 2, "comments": 1, "pictures": 1}


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


def test_a_table_row_is_one_line(tmp_path: Path) -> None:
    merged = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("both")}</w:tc>'
    table = f"<w:tbl><w:tr>{cell('a', 'b')}{cell('c')}</w:tr><w:tr>{merged}</w:tr></w:tbl>"
    assert text_of(tmp_path, paragraph("before") + table + paragraph("after")) == "before\na b\tc\nboth\nafter"


def test_a_table_in_a_cell_stays_on_its_line(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell('x')}{cell('y')}</w:tr></w:tbl>"
    table = f"<w:tbl><w:tr>{cell('a')}<w:tc>{inner}{paragraph('z')}</w:tc></w:tr></w:tbl>"
    assert text_of(tmp_path, table) == "a\tx y z"


def test_a_deleted_row_is_dropped_and_an_inserted_one_kept(tmp_path: Path) -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr>"
    inserted = f"<w:tr><w:trPr><w:ins/></w:trPr>{cell('kept')}</w:tr>"
    assert text_of(tmp_path, f"<w:tbl>{deleted}{inserted}</w:tbl>") == "kept"


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    content = f"<w:txbxContent>{paragraph('box 1')}{paragraph('box 2')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = paragraph("before") + f"<w:p>{box}{run('with it')}</w:p>" + f"<w:p>{box}</w:p>" + paragraph("after")
    assert text_of(tmp_path, body).split("\n") == ["before", "with it", "box 1", "box 2", "box 1", "box 2", "after"]


def test_notes_follow_at_the_end_in_the_order_of_their_marks(tmp_path: Path) -> None:
    def mark(kind: str, note_id: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{note_id}"/></w:r>'

    def note(kind: str, note_id: int, *words: str) -> str:
        return f'<w:{kind} w:id="{note_id}">{"".join(map(paragraph, words))}</w:{kind}>'

    text = text_of(
        tmp_path,
        f"<w:p>{run('one')}{mark('footnote', 3)}{mark('endnote', 2)}{run(' two')}{mark('footnote', 2)}</w:p>",
        footnotes=note("footnote", 0, "separator")
        + note("footnote", 2, " second")
        + note("footnote", 3, " first", "b"),
        endnotes=note("endnote", 2, "last"),
    )
    assert text == "one two\n[1] first b\n[2] second\n[3] last"


def test_headers_and_footers_are_dropped_and_counted(tmp_path: Path) -> None:
    document = read(tmp_path, docx(paragraph("text"), header=paragraph("confidential"), footer="<w:p/>"))
    assert (document.text, document.omitted) == ("text", {"headers": 1})


def test_what_another_program_wrote_is_read_too(tmp_path: Path) -> None:
    docx_library = pytest.importorskip("docx")
    document = docx_library.Document()
    document.add_heading("گفت‌وگو", 1)
    document.add_paragraph("م۱: سلام\tخوبم").add_run(" 😀").bold = True
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "سن", "۳۴"
    document.save(str(tmp_path / "made.docx"))
    assert read_document(tmp_path / "made.docx").text == "گفت‌وگو\nم۱: سلام\tخوبم 😀\nسن\t۳۴"


def test_a_strict_file_and_a_link_to_nothing_are_read(tmp_path: Path) -> None:
    parts = docx_parts(paragraph("strict"), header=paragraph("h"))
    del parts["word/header.xml"]
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"
        )
        for name, content in parts.items()
    }
    assert read(tmp_path, zipped(strict)).text == "strict"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", ImportReason.NOT_A_DOCX),
        (b"just words", ImportReason.NOT_A_DOCX),
        (bytes(range(256)) * 40, ImportReason.NOT_A_DOCX),
        (docx(paragraph("cut " * 500))[:-100], ImportReason.DAMAGED),
        (docx(paragraph("cut " * 500))[:200], ImportReason.DAMAGED),
        (zipped({"a.txt": "no"}), ImportReason.NOT_A_DOCX),
        (zipped(docx_parts("<w:p>")), ImportReason.DAMAGED),
        (zipped(docx_parts("<w:p>" * 5000 + "</w:p>" * 5000)), ImportReason.DAMAGED),
        (docx("<w:p/><w:tbl/>"), ImportReason.NO_TEXT),
        (docx(paragraph(" \u00a0")), ImportReason.NO_TEXT),
        (zipped(docx_parts("") | {"word/media/zeros.bin": b"\0" * 40_000_000}), ImportReason.TOO_LARGE),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), ImportReason.OLD_WORD),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), ImportReason.ENCRYPTED),
    ],
    ids=lambda value: value.value if isinstance(value, ImportReason) else "",
)
def test_a_file_that_is_no_sound_docx_is_refused(tmp_path: Path, content: bytes, reason: ImportReason) -> None:
    assert refusal(tmp_path, content) is reason


@pytest.mark.parametrize(
    "part", ["word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/header.xml"]
)
@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_a_document_type_is_refused_in_every_part(tmp_path: Path, part: str, document_type: str) -> None:
    parts = docx_parts(paragraph("text"), header=paragraph("h"))
    parts[part] = document_type + parts[part]
    assert refusal(tmp_path, zipped(parts)) is ImportReason.UNSAFE_XML


def test_a_locked_part_is_refused(tmp_path: Path) -> None:
    content = bytearray(docx(paragraph("text")))
    for magic, flag_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(magic)
        while place >= 0:
            content[place + flag_at] |= 1
            place = content.find(magic, place + 1)
    assert refusal(tmp_path, bytes(content)) is ImportReason.ENCRYPTED


@pytest.mark.parametrize("seed", range(30))
def test_no_damage_raises_anything_but_a_refusal(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    footnotes = f'<w:footnote w:id="1">{paragraph("n")}</w:footnote>'
    sound = docx(f'<w:p>{run("text")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>', footnotes=footnotes)
    for _ in range(25):
        content = bytearray(sound)
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.3:
            del content[chance.randrange(len(content)) :]
        try:
            assert read(tmp_path, bytes(content)).text
        except ImportFailed:
            continue


@pytest.mark.parametrize("seed", range(10))
def test_no_damage_inside_a_part_raises_anything_but_a_refusal(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    parts = docx_parts(f'<w:p>{run("text")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>', footnotes="<w:footnote/>")
    for _ in range(25):
        name = chance.choice(list(parts))
        content = bytearray(parts[name].encode())
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            assert read(tmp_path, zipped(parts | {name: bytes(content)})).text
        except ImportFailed:
            continue


def test_a_part_that_claims_to_be_smaller_than_it_is_does_no_harm(tmp_path: Path) -> None:
    content = bytearray(docx(paragraph("long " * 1000)))
    with zipfile.ZipFile(BytesIO(bytes(content))) as archive:
        entry = archive.getinfo("word/document.xml")
    central = content.rfind(b"PK\x01\x02", 0, content.find(b"word/document.xml", content.find(b"PK\x01\x02")))
    content[central + 24 : central + 28] = (entry.file_size // 2).to_bytes(4, "little")
    assert refusal(tmp_path, bytes(content)) is ImportReason.DAMAGED
