"""Settings survive a restart and a broken file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qdatool.settings import MOST_RECENT, RecentProject, Settings


@pytest.fixture
def store(tmp_path):
    return tmp_path / "deep" / "settings.json"


def test_what_is_saved_is_loaded_again(store):
    settings = Settings.load(store)
    settings.language, settings.theme, settings.coder_name = "fa", "dark", "نگار"
    settings.reading_font_px = 18
    settings.pinned_codes = {"guid": [3, 1]}
    settings.layouts = {"window": "AAA="}
    settings.shortcuts = {"reading_in_vivo": ["Ctrl+K"], "undo": []}
    settings.remember_project(RecentProject("/a/study.qdatool", "مطالعه", "gioia", documents=3, codes=7))
    settings.save()
    assert Settings.load(store) == settings


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"text"', "[" * 100_000, "\x00\xff"])
def test_a_broken_file_gives_the_defaults(store, content):
    store.parent.mkdir()
    store.write_text(content, encoding="utf-8")
    assert Settings.load(store).theme == "system"


def test_values_that_make_no_sense_take_their_default_and_others_stay(store):
    store.parent.mkdir()
    stored = {"language": "de", "theme": 7, "reading_font_px": 900, "coder_name": "Negar", "recent": [{"path": 3}, 5]}
    store.write_text(json.dumps(stored), encoding="utf-8")
    settings = Settings.load(store)
    assert settings.language in ("fa", "en")
    assert (settings.theme, settings.reading_font_px, settings.coder_name) == ("system", 24, "Negar")
    assert settings.recent == []


def test_keys_that_make_no_sense_are_left_out(store):
    store.parent.mkdir()
    store.write_text(json.dumps({"shortcuts": {"undo": "Ctrl+Z", "redo": [3], "help": ["F2"]}}), encoding="utf-8")
    assert Settings.load(store).shortcuts == {"help": ["F2"]}


def test_a_recent_project_with_wrong_values_keeps_its_path(store):
    store.parent.mkdir()
    store.write_text(json.dumps({"recent": [{"path": "/a/b.qdatool", "codes": "many", "is_pinned": 1}]}))
    assert Settings.load(store).recent == [RecentProject("/a/b.qdatool", "b")]


@pytest.mark.parametrize(("locale_name", "language"), [("fa_IR", "fa"), ("en_GB", "en"), ("de_DE", "en"), (None, "en")])
def test_the_first_language_is_that_of_the_locale(store, monkeypatch, locale_name, language):
    monkeypatch.setattr("qdatool.settings.locale.getlocale", lambda: (locale_name, "UTF-8"))
    for name in ("LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert Settings.load(store).language == language


def test_the_newest_project_comes_first_and_counts_once(store):
    settings = Settings(store)
    for name in ("one", "two", "one"):
        settings.remember_project(RecentProject(f"/{name}.qdatool", name))
    assert [one.title for one in settings.recent] == ["one", "two"]


def test_a_pin_survives_opening_the_project_again(store):
    settings = Settings(store)
    first = RecentProject("/one.qdatool", "one")
    settings.remember_project(first)
    settings.change_recent(first.file(), replace(first, is_pinned=True))
    settings.remember_project(RecentProject("/one.qdatool", "one, renamed"))
    assert settings.recent[0].is_pinned
    assert settings.recent[0].title == "one, renamed"


def test_only_so_many_projects_are_remembered(store):
    settings = Settings(store)
    for i in range(MOST_RECENT + 5):
        settings.remember_project(RecentProject(f"/{i}.qdatool", str(i)))
    assert len(settings.recent) == MOST_RECENT


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    Settings(in_the_way / "settings.json").save()
    assert in_the_way.read_text() == ""


def test_projects_go_to_the_home_folder_where_there_is_none_for_documents(store, tmp_path, monkeypatch):
    monkeypatch.setattr("qdatool.settings.user_documents_path", lambda: tmp_path / "Documents")
    assert Settings.load(store).projects_folder == str(Path.home())
    (tmp_path / "Documents").mkdir()
    assert Settings.load(store).projects_folder == str(tmp_path / "Documents")


def test_a_projects_folder_that_is_gone_gives_way_to_the_usual_one(store, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    settings = Settings.load(store)
    settings.projects_folder = str(folder)
    settings.save()
    assert Settings.load(store).projects_folder == str(folder)
    folder.rmdir()
    assert Settings.load(store).projects_folder != str(folder)
