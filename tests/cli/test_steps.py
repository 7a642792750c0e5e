"""Every writing command is one undo step, and every --json is one document."""

from __future__ import annotations

import pytest

from tests.builders import dump_file
from tests.cli.conftest import PARADIGM

WRITING = {
    "import": ("import", "{file}", "{text}"),
    "codes import": ("codes", "import", "{file}", "{codes}"),
    "codings import": ("codings", "import", "{file}", "{codings}"),
    "participants import": ("participants", "import", "{file}", "{people}"),
    "model new": ("model", "new", "{file}", "--name", "M", "--kind", "paradigm", "--from-levels"),
}
READING = {
    "info": ("info", "{file}"),
    "model list": ("model", "list", "{file}"),
    "model check": ("model", "check", "{file}", "--name", PARADIGM),
    "check": ("check", "{file}"),
    "search": ("search", "{file}", "سامانه"),
    "snapshots": ("snapshots", "{file}"),
}


@pytest.fixture
def places(sample_file, text_file):
    """What stands for the names in the commands above."""
    return {
        "file": sample_file("grounded-theory-fa"),
        "text": text_file("talk.txt"),
        "codes": text_file("codes.csv", "label,level,role\nنو,selective,causal\nزیر نو,newest,\n"),
        "codings": text_file(
            "codings.csv",
            "document,start,end,quote,code,coder,round,comment\nمصاحبه ۰۱,0,5,,شرایط علی,Ada,Round 9,why\n",
        ),
        "people": text_file("people.csv", "who,document,mood\nم۹۹,مصاحبه ۰۲,good\n"),
    }


@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)
def test_one_undo_takes_a_command_back_and_one_redo_does_it_again(qdatool, places, command):
    file = places["file"]
    before = dump_file(file)
    assert qdatool(*(part.format(**places) for part in command)).status == 0
    after = dump_file(file)
    assert after != before
    assert qdatool("undo", file).status == 0
    assert dump_file(file) == before
    assert qdatool("undo", file).status == 1
    assert qdatool("redo", file).status == 0
    assert dump_file(file) == after


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_json_is_one_document_and_the_file_stays_as_it_was(qdatool, places, command):
    content = places["file"].read_bytes()
    told = qdatool(*(part.format(**places) for part in command), "--json")
    assert (told.status, told.err) == (0, "")
    assert isinstance(told.json, dict)
    assert "\\u" not in told.out
    assert places["file"].read_bytes() == content
