"""Finding words from the command line."""

from __future__ import annotations

import pytest

TEXT = "م۱: كار می‌کنم، کار مي كنم. NBSP\u00a0here.\nP1: Trust, TRUST and mistrust; 12 and ۱۲.\n"


@pytest.fixture
def searched(qdatool, study, text_file):
    qdatool("import", study, text_file("talk.txt", TEXT))

    def _search(*arguments: str) -> list[str]:
        return [hit["text"] for hit in qdatool("search", study, *arguments, "--json").json["hits"]]

    return _search


def test_case_does_not_matter_and_hits_inside_words_count(searched):
    assert searched("trust") == ["Trust", "TRUST", "trust"]


def test_arabic_letters_are_persian_ones(searched):
    assert searched("کار") == ["كار", "کار"]


def test_a_joiner_is_a_joiner_or_a_space(searched):
    assert searched("می‌کنم") == ["می‌کنم", "مي كنم"]


def test_digits_are_folded(searched):
    assert searched("12") == ["12", "۱۲"]


def test_a_hit_has_its_document_and_its_place(qdatool, study, searched):
    (hit,) = qdatool("search", study, "mistrust", "--json").json["hits"]
    start = TEXT.index("mistrust")
    assert hit == {"document": "talk", "start": start, "end": start + 8, "text": "mistrust"}


def test_a_pattern_runs_on_the_folded_text(searched):
    assert searched("--regex", r"t\w+t\b") == ["Trust", "TRUST", "trust"]


def test_no_hits_is_no_refusal(qdatool, study, searched):
    assert searched("nowhere") == []
    assert qdatool("search", study, "nowhere").status == 0


def test_a_broken_pattern_is_refused(qdatool, study):
    assert "regular expression" in qdatool("search", study, "--regex", "(").refusal


def test_a_person_sees_the_words_around(qdatool, study, searched):
    told = qdatool("search", study, "mistrust").out
    assert told.startswith("talk ") and "TRUST and mistrust; 12" in told


def test_whole_words_leave_hits_inside_words_out(searched):
    assert searched("--whole-word", "trust") == ["Trust", "TRUST"]
    assert searched("--whole-word", "کنم") == ["كنم"]


def test_a_pattern_without_end_is_refused_in_one_sentence(qdatool, study, text_file):
    qdatool("import", study, text_file("endless.txt", "a" * 80 + "b\n"))
    assert "takes too long" in qdatool("search", study, "--regex", "(a|aa)+$").refusal


def test_memos_and_codes_are_searched_where_asked_for(qdatool, study, searched, tmp_path):
    table = tmp_path / "codes.csv"
    table.write_text("label,label_en,definition\nاعتماد,Trust,To trust someone\n", encoding="utf-8")
    qdatool("codes", "import", study, table)
    assert searched("trust") == ["Trust", "TRUST", "trust"]
    hits = qdatool("search", study, "trust", "--everywhere", "--json").json["hits"]
    assert [(hit["kind"], hit["document"], hit["name"], hit["part"], hit["text"]) for hit in hits[:2]] == [
        ("code", None, "اعتماد", "label", "Trust"),
        ("code", None, "اعتماد", "definition", "trust"),
    ]
    assert [hit["document"] for hit in hits[2:]] == ["talk"] * 3
