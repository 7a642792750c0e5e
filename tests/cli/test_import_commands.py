"""Transcripts and participants from the command line."""

from __future__ import annotations

import hashlib

from qdatool.coding.participants import list_participants
from qdatool.coding.project import Project
from tests.builders import dump_file
from tests.importing.builders import docx, paragraph


def test_a_transcript_is_described(qdatool, study, text_file):
    imported = qdatool("import", study, text_file("talk.txt"), "--json")
    assert (imported.status, imported.err) == (0, "")
    (document,) = imported.json["documents"]
    text = "Interviewer: Why?\nP1: I trusted her.\nI stayed because of her.\n"
    assert document == {
        "id": 1,
        "name": "talk",
        "characters": len(text),
        "paragraphs": 3,
        "turns": 2,
        "direction": "ltr",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    assert imported.json["refused"] == []


def test_json_keeps_persian_readable(qdatool, study, text_file):
    imported = qdatool("import", study, text_file("مصاحبه ۱.txt", "پرسشگر: چرا؟\nم۱: به او اعتماد داشتم.\n"), "--json")
    assert '"name": "مصاحبه ۱"' in imported.out
    assert imported.json["documents"][0]["direction"] == "rtl"


def test_a_direction_can_be_given(qdatool, study, text_file):
    imported = qdatool("import", study, text_file("a.txt"), "--direction", "rtl", "--json")
    assert imported.json["documents"][0]["direction"] == "rtl"


def test_several_sources_keep_their_order(qdatool, study, text_file):
    sources = [text_file(name, f"words of {name}") for name in ("c.txt", "a.txt", "b.txt")]
    imported = qdatool("import", study, *sources, "--json")
    assert [document["name"] for document in imported.json["documents"]] == ["c", "a", "b"]


def test_a_refused_source_leaves_the_others_imported(qdatool, study, text_file, tmp_path):
    imported = qdatool("import", study, text_file("a.txt", "one"), tmp_path / "gone.docx", text_file("b.txt"), "--json")
    assert "gone.docx" in imported.refusal
    assert [document["name"] for document in imported.json["documents"]] == ["a", "b"]
    (refused,) = imported.json["refused"]
    assert refused["source"] == str(tmp_path / "gone.docx")
    assert refused["reason"] == "not_found"


def test_each_source_is_one_undo_step(qdatool, study, text_file):
    qdatool("import", study, text_file("a.txt", "one"))
    with_one = dump_file(study)
    qdatool("import", study, text_file("b.txt", "two"), text_file("c.txt", "three"))
    qdatool("undo", study)
    qdatool("undo", study)
    assert dump_file(study) == with_one


def test_the_same_text_twice_is_kept_with_a_warning(qdatool, study, text_file):
    qdatool("import", study, text_file("first.txt"))
    again = qdatool("import", study, text_file("second.txt"), "--json")
    assert again.status == 0
    assert "first" in again.err and len(again.err.splitlines()) == 1
    assert again.json["documents"][0]["duplicate_of"] == "first"


def test_a_name_that_is_taken_gets_a_number(qdatool, study, text_file):
    qdatool("import", study, text_file("a.txt", "one"))
    again = qdatool("import", study, text_file("a.txt", "two"), "--json")
    assert again.json["documents"][0]["name"] == "a (2)"


def test_what_word_holds_besides_the_text_is_counted(qdatool, study, tmp_path):
    source = tmp_path / "talk.docx"
    source.write_bytes(docx(paragraph("Words."), header=paragraph("Page one")))
    told = qdatool("import", study, source)
    assert told.status == 0
    assert "talk: 6 characters, 1 paragraphs, 0 turns" in told.out
    assert "headers: 1" in told.out


def test_participants_come_with_their_attributes_and_documents(qdatool, study, text_file):
    qdatool("import", study, text_file("talk.txt"))
    table = text_file("people.csv", "who,document,age\nP1,talk,40-50\nP2,,30-40\n")
    imported = qdatool("participants", "import", study, table)
    assert (imported.status, imported.out) == (0, "Participants imported: 2\n")
    with Project.open(study, read_only=True) as project:
        first, second = list_participants(project)
    assert (first.name, dict(first.attributes), first.document_ids) == ("P1", {"age": "40-50"}, (1,))
    assert second.document_ids == ()


def test_a_participant_of_an_unknown_document_is_refused_with_the_row(qdatool, study, text_file):
    before = dump_file(study)
    table = text_file("people.csv", "who,document\nP1,\nP2,nowhere\n")
    refusal = qdatool("participants", "import", study, table).refusal
    assert "Row 3" in refusal and "nowhere" in refusal
    assert dump_file(study) == before
