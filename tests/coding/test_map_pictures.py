"""Pictures on free maps: kept once, captioned, replaced, and gone with the last node that shows them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qdatool.coding.coder_copy import make_coder_copy
from qdatool.coding.health import check_project
from qdatool.coding.map_nodes import MapThing, link_on_map, read_map, take_off_map
from qdatool.coding.map_pictures import add_picture, caption_picture, replace_picture
from qdatool.coding.model_compare import DifferenceKind, compare_contents
from qdatool.coding.model_versions import (
    delete_version,
    keep_version,
    present_content,
    restore_version,
    version_content,
)
from qdatool.coding.models import NodePlace, arrange_model, create_model, delete_model, load_model
from qdatool.coding.node_keys import code_key
from qdatool.coding.pictures import load_pictures
from qdatool.coding.project import Project
from qdatool.coding.pseudonyms import pictures_in
from qdatool.coding.roles import ModelKind
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample, filled_project, small_picture

BLUE = small_picture((0, 0, 200))


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Project, Sample]:
    return filled_project(tmp_path / "p.qdatool")


def nodes(project: Project, sample: Sample):
    found = read_map(project, load_model(project, sample.map)).nodes
    return {node.key: node for node in found if node.kind is MapThing.PICTURE}


def contents(project: Project, sample: Sample) -> dict[str, bytes]:
    shown = nodes(project, sample)
    found = load_pictures(project, [node.about for node in shown.values()])
    return {key: found[node.about].content for key, node in shown.items()}


def test_a_picture_is_a_node_with_a_caption_and_links(opened):
    project, sample = opened
    key = add_picture(project, sample.map, BLUE, "  هم‌رأیی ", NodePlace(30.0, 40.0))
    assert nodes(project, sample)[key].body == "هم‌رأیی"
    assert contents(project, sample)[key] == BLUE.content
    assert load_model(project, sample.map).pinned[key] == NodePlace(30.0, 40.0)
    link_on_map(project, sample.map, key, code_key(sample.category), "causes")
    caption_picture(project, sample.map, key, "")
    assert nodes(project, sample)[key].body == ""
    arrange_model(project, sample.map)
    assert key in nodes(project, sample)


def test_the_same_picture_is_kept_once(opened):
    project, sample = opened
    other = create_model(project, ModelKind.FREE, "Other")
    keys = [add_picture(project, model, BLUE) for model in (sample.map, sample.map, other)]
    assert len(set(keys)) == 3
    assert pictures_in(project) == 2
    take_off_map(project, sample.map, keys[0])
    delete_model(project, sample.map)
    assert pictures_in(project) == 1
    delete_model(project, other)
    assert pictures_in(project) == 0
    project.undo()
    project.undo()
    project.undo()
    assert contents(project, sample)[keys[0]] == BLUE.content


def test_the_last_node_takes_the_picture_with_it_and_undo_brings_both_back(opened):
    project, sample = opened
    before = contents(project, sample)
    take_off_map(project, sample.map, sample.picture)
    assert pictures_in(project) == 0
    project.undo()
    assert contents(project, sample) == before
    project.redo()
    assert pictures_in(project) == 0


def test_another_picture_takes_the_place_of_the_first(opened):
    project, sample = opened
    caption = nodes(project, sample)[sample.picture].body
    replace_picture(project, sample.map, sample.picture, BLUE)
    assert contents(project, sample) == {sample.picture: BLUE.content}
    assert nodes(project, sample)[sample.picture].body == caption
    assert pictures_in(project) == 1


def test_a_version_keeps_its_pictures_until_it_goes_too(opened):
    project, sample = opened
    version = keep_version(project, sample.map, "with")
    take_off_map(project, sample.map, sample.picture)
    assert pictures_in(project) == 1
    later = keep_version(project, sample.map, "without")
    restore_version(project, version)
    assert contents(project, sample) == {sample.picture: small_picture().content}
    restore_version(project, later)
    assert (contents(project, sample), pictures_in(project)) == ({}, 1)
    delete_version(project, version)
    assert pictures_in(project) == 0
    project.undo()
    restore_version(project, version)
    assert contents(project, sample) == {sample.picture: small_picture().content}


def test_what_is_no_picture_of_the_map_is_refused(opened):
    project, sample = opened
    acts = (
        lambda: add_picture(project, 999, BLUE),
        lambda: replace_picture(project, sample.map, sample.note, BLUE),
        lambda: caption_picture(project, sample.map, "picture:999", "x"),
    )
    reasons = []
    for act in acts:
        with pytest.raises(InvalidOperation) as refused:
            act()
        reasons.append(refused.value.reason)
    assert reasons == [OperationReason.UNKNOWN_MODEL, OperationReason.UNKNOWN_NODE, OperationReason.UNKNOWN_NODE]
    assert pictures_in(project) == 1


def test_a_copy_for_a_coder_has_the_pictures(opened, tmp_path: Path):
    project, sample = opened
    make_coder_copy(project, tmp_path / "copy.qdatool", sample.other_coder)
    with Project.open(tmp_path / "copy.qdatool", read_only=True) as copy:
        assert contents(copy, sample) == contents(project, sample)
        assert check_project(copy) == ()


@pytest.mark.parametrize(
    "change",
    ["content = 'PHN2Zy8+'", "content = '!'", "content = x'00'", "media_type = 'image/svg+xml'", "width_px = -1"],
)
def test_something_else_in_the_place_of_a_picture_is_never_shown(opened, change):
    project, sample = opened
    path = project.path
    project.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"UPDATE picture SET {change}")
    with Project.open(path) as again:
        (node,) = nodes(again, sample).values()
        picture = load_pictures(again, [node.about])[node.about]
        assert picture.content == (small_picture().content if "width" in change else b"")
        assert picture.width_px > 0


def test_versions_tell_which_pictures_and_notes_differ(opened):
    project, sample = opened
    version = keep_version(project, sample.map, "first")
    replace_picture(project, sample.map, sample.picture, BLUE)
    caption_picture(project, sample.map, sample.picture, "")
    take_off_map(project, sample.map, sample.note)
    added = add_picture(project, sample.map, BLUE, "دیگر")
    found = compare_contents(version_content(project, version), present_content(project, sample.map))
    named = [(one.kind, one.guid, one.before and one.before.label, one.after and one.after.label) for one in found]
    assert named == [
        (DifferenceKind.REPLACED, sample.picture, "تختهٔ کارگاه", ""),
        (DifferenceKind.RENAMED, sample.picture, "تختهٔ کارگاه", ""),
        (DifferenceKind.ADDED, added, None, "دیگر"),
        (DifferenceKind.REMOVED, sample.note, "چرا؟", None),
    ]
