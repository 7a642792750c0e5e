"""The samples, built from their sources: complete, sound and the same every time."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from qdatool.cli.program import run
from qdatool.coding.codes import load_codes
from qdatool.coding.documents import list_documents
from qdatool.coding.levels import list_levels
from qdatool.coding.memos import MemoTarget, list_memos
from qdatool.coding.models import list_models
from qdatool.coding.participants import list_participants
from qdatool.coding.project import Project
from qdatool.coding.relations import list_relations
from qdatool.coding.roles import Role
from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing.sample import Sample, build_from_sources, build_sample, list_samples
from tests.builders import Dump, dump_file

GROUNDED, NETWORK = "grounded-theory-fa", "thematic-network-en"
NAMES = (GROUNDED, NETWORK)
LEVELS = {
    GROUNDED: {"selective": 6, "axial": 20, "open": 112},
    NETWORK: {"global": 1, "organizing": 9, "pre-organizing": 31, "basic": 85},
}
REMARKS = {GROUNDED: set(), NETWORK: {"single-child", "single-interview"}}
"""Some pre-organizing themes of the published table hold one basic theme; basic themes often rest on one voice."""

# Columns that differ from build to build: identities and times.
CHANGING = ("guid", "created_at", "changed_at", "imported_at", "finished_at", "at")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("built")
    files = {name: folder / f"{name}.qdatool" for name in NAMES}
    for name, file in files.items():
        assert run(["sample", name, str(file)]) == 0
    return files


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def project(built: dict[str, Path], name: str):
    with Project.open(built[name], read_only=True) as project:
        yield project


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_sample_is_listed():
    assert tuple(sample.name for sample in list_samples()) == NAMES


def test_the_levels_hold_the_codes_of_the_study_from_the_highest_down(built, name, capsys):
    counts = told(capsys, "info", str(built[name]))
    assert counts["codes"] == LEVELS[name]
    assert list(counts["codes"]) == list(LEVELS[name])
    assert (counts["documents"], counts["coders"], counts["models"]) == (7, 2, 1)
    assert counts["quotations"] > 200 and counts["codings"] > counts["quotations"] and counts["memos"] >= 10


def test_the_file_is_whole(built, name, capsys):
    assert told(capsys, "check", str(built[name])) == {"healthy": True, "problems": []}


def test_the_model_is_complete(built, name, capsys):
    (model,) = told(capsys, "model", "list", str(built[name]))["models"]
    assert set(model["titles"]) == set(model["captions"]) == {"fa", "en"}
    checked = told(capsys, "model", "check", str(built[name]), "--name", model["name"])
    assert checked["complete"] is True
    assert {finding["kind"] for finding in checked["findings"]} == REMARKS[name]


def test_every_code_has_a_label_in_both_languages(project):
    assert [code.label for code in load_codes(project) if set(code.labels) != {"fa", "en"}] == []


def test_every_lowest_code_is_on_a_passage(project):
    tree, lowest = load_codes(project), list_levels(project)[-1].id
    (used,) = zip(*project.raw().execute("SELECT DISTINCT code_id FROM coding"), strict=True)
    assert [code.label for code in tree if code.level_id == lowest and code.id not in used] == []


def test_there_is_nothing_to_undo(built, name):
    with Project.open(built[name], read_only=True) as project:
        assert project.next_undo() is None


def test_documents_are_numbered_in_the_order_of_their_names(project):
    names = [document.name for document in list_documents(project)]
    assert names == sorted(names) and len(names) == 7


def test_speakers_are_known(project):
    assert all(document.turns > 10 for document in list_documents(project))


def test_relations_have_propositions_in_both_languages_and_evidence(project):
    relations = list_relations(project)
    assert relations and all(set(relation.propositions) == {"fa", "en"} for relation in relations)
    assert all(relation.supporting for relation in relations)


def test_memos_are_about_codes_documents_and_passages(project):
    targets = {link.target for memo in list_memos(project) for link in memo.links}
    assert targets == {MemoTarget.CODE, MemoTarget.DOCUMENT, MemoTarget.QUOTATION}


def test_some_participants_have_no_transcript(project, name):
    without = [person.name for person in list_participants(project) if not person.document_ids]
    assert without == (["م۲", "م۵", "م۶", "م۸", "م۱۰", "م۱۳", "م۱۴"] if name == GROUNDED else ["P4", "P7", "P9"])


def test_the_paradigm_lists_the_axial_categories_in_their_roles(built):
    with Project.open(built[GROUNDED], read_only=True) as project:
        (model,) = list_models(project)
    assert Counter(slot.role for slot in model.slots) == {
        Role.CAUSAL: 4,
        Role.PHENOMENON: 1,
        Role.CONTEXTUAL: 4,
        Role.INTERVENING: 4,
        Role.STRATEGY: 4,
        Role.CONSEQUENCE: 4,
    }


def test_two_builds_hold_the_same(built, name, tmp_path):
    build_sample(name, tmp_path / "again.qdatool").close()
    assert content(tmp_path / "again.qdatool") == content(built[name])


def content(file: Path) -> Dump:
    """Return all rows but for what must differ, and the history."""
    with Project.open(file, read_only=True) as project:
        changing = {
            table: [
                place
                for place, column in enumerate(project.raw().execute(f"PRAGMA table_info({table})"))
                if column[1] in CHANGING
            ]
            for (table,) in project.raw().execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    return {
        table: [tuple(value for place, value in enumerate(row) if place not in changing[table]) for row in rows]
        for table, rows in dump_file(file).items()
    }


@pytest.fixture
def sources(tmp_path: Path) -> Sample:
    """The English sample with sources that a test may spoil."""
    sample = next(sample for sample in list_samples() if sample.name == NETWORK)
    return replace(sample, folder=Path(shutil.copytree(sample.folder, tmp_path / "sources")))


@pytest.mark.parametrize("table", ["codes", "codings", "participants", "memos", "relations", "evidence"])
def test_a_bad_row_in_the_sources_leaves_nothing_behind(sources, tmp_path, table):
    file = sources.folder / f"{table}.csv"
    header, *rows = file.read_text(encoding="utf-8-sig").splitlines()
    row = header.split(",")
    bad = {"document": "nowhere", "target_kind": "document", "target": "nowhere", "source": "nowhere", "role": "king"}
    cells = [bad.get(column, "free" if column == "kind" else "x") for column in row]
    file.write_text("\n".join([header, *rows, ",".join(cells)]), encoding="utf-8")
    with pytest.raises(ImportFailed) as refused:
        build_from_sources(sources, tmp_path / "p.qdatool")
    assert refused.value.reason is ImportReason.BAD_ROW
    assert [path.name for path in tmp_path.iterdir()] == ["sources"]
