"""Pictures put on a map by menu, mouse and clipboard, captioned, resized, replaced and taken off, in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from qdatool.coding.changes import Operation
from qdatool.coding.map_nodes import MapThing, add_note, add_to_map, read_map
from qdatool.coding.map_pictures import caption_picture
from qdatool.coding.model_versions import keep_version, list_versions, restore_version
from qdatool.coding.models import NodePlace, list_models, move_node
from qdatool.coding.pictures import load_pictures
from qdatool.coding.review import Box, add_comment
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.review.subjects import subject_names
from qdatool.wording import tr


class Map:
    """An empty map in the window, and pictures on the disk."""

    def __init__(self, study, folder: Path) -> None:
        self.study, self.folder = study, folder
        study.window.actions.trigger(ModelAction.NEW_MAP)

    @property
    def model(self):
        return list_models(self.study.project)[-1]

    def file(self, name: str = "house.png", size: tuple[int, int] = (400, 200), color: str = "#c03020") -> Path:
        path = self.folder / name
        Image.new("RGB", size, color).save(path)
        return path

    @property
    def nodes(self):
        found = read_map(self.study.project, self.model).nodes
        return [node for node in found if node.kind is MapThing.PICTURE]

    @property
    def shape(self):
        (shape,) = self.study.canvas.figure().pictures
        return shape

    @property
    def page(self):
        return self.study.workspace.inspector.map_node

    def said(self) -> str:
        """Return the sentence of the notice that is shown."""
        notice = self.study.window.notice()
        return notice.sentence if notice is not None else ""

    def steps(self) -> int:
        """Return how many steps can be undone back to the making of the map."""
        count = 0
        while self.study.project.next_undo() is not Operation.CREATE_MODEL:
            self.study.project.undo()
            count += 1
        return count

    def drop(self, mime: QMimeData, at: QPoint) -> QDropEvent:
        view, plain = self.study.canvas.viewport(), Qt.KeyboardModifier.NoModifier
        left, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
        for event in (
            QDragEnterEvent(at, action, mime, left, plain),
            QDragMoveEvent(at, action, mime, left, plain),
            QDropEvent(QPointF(at), action, mime, left, plain),
        ):
            event.ignore()
            QApplication.sendEvent(view, event)
        return event

    def add(self, qtbot, dialogs, **kind: object) -> str:
        dialogs.files = [self.file(**kind)]
        before = len(self.nodes)
        self.study.canvas.choose("")
        self.study.workspace.inspector.whole.map.picture_button.click()
        qtbot.waitUntil(lambda: len(self.nodes) > before)
        QCoreApplication.processEvents()
        return self.nodes[-1].key


@pytest.fixture(params=["en", "fa"])
def drawn(make_study, request, tmp_path):
    return Map(make_study(language=request.param), tmp_path)


@pytest.fixture
def english(make_study, tmp_path):
    return Map(make_study(), tmp_path)


def test_a_picture_is_added_from_a_file_and_captioned_at_once(drawn, qtbot, dialogs):
    key = drawn.add(qtbot, dialogs)
    assert drawn.study.canvas.chosen_key() == key
    assert drawn.page.note.hasFocus()
    assert drawn.page.note.accessibleName() == tr("Caption of the picture")
    drawn.page.note.insertPlainText("خانهٔ بهداشت")
    qtbot.waitUntil(lambda: drawn.nodes[0].body == "خانهٔ بهداشت", timeout=3_000)
    assert drawn.shape.description == "خانهٔ بهداشت"
    assert drawn.study.canvas.accessibleDescription() == "خانهٔ بهداشت"
    assert any(text.text == "خانهٔ بهداشت" for text in drawn.study.canvas.figure().texts)
    drawn.page.note.setPlainText("")
    qtbot.waitUntil(lambda: drawn.nodes[0].body == "", timeout=3_000)
    assert drawn.study.canvas.figure().node(key).label == tr("Picture")


def test_pictures_are_dropped_where_the_mouse_is_in_one_step(drawn, qtbot):
    add_to_map(drawn.study.project, drawn.model.id, MapThing.CODE, drawn.study.codes["Training"])
    figure = drawn.study.canvas.figure()
    at = drawn.study.canvas.mapFromScene(0.7 * figure.width, 120)
    there = drawn.study.canvas.mapToScene(at)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(drawn.file(name))) for name in ("a.png", "b.png")])
    assert drawn.drop(mime, at).isAccepted()
    qtbot.waitUntil(lambda: len(drawn.nodes) == 2)
    first = drawn.study.canvas.figure().node(drawn.nodes[0].key).rect
    assert (first.center_x, first.center_y) == pytest.approx((there.x(), there.y()), abs=1.5)
    assert len(load_pictures(drawn.study.project, [node.about for node in drawn.nodes])) == 1
    assert drawn.steps() == 2


def test_a_picture_of_the_clipboard_is_pasted_by_key(english, qtbot):
    image = QImage(30, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 200, 0, 128))
    QGuiApplication.clipboard().setImage(image)
    english.study.canvas.setFocus()
    QTest.keyClick(english.study.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(english.nodes) == 1)
    assert (english.shape.picture.width_px, english.shape.picture.height_px) == (30, 20)
    QGuiApplication.clipboard().setText("words")
    english.study.canvas.setFocus()
    QTest.keyClick(english.study.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "clipboard" in english.said()
    assert len(english.nodes) == 1


def test_keys_that_paste_words_still_do_so_in_the_caption(english, qtbot, dialogs):
    english.add(qtbot, dialogs)
    QGuiApplication.clipboard().setText("two rooms")
    QTest.keyClick(english.page.note, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert english.page.note.toPlainText() == "two rooms"


def test_what_is_no_picture_is_told_in_a_sentence_and_changes_nothing(drawn, qtbot):
    path = drawn.folder / "interview.png"
    path.write_text("Interview 1\nI: How are you?", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drawn.drop(mime, QPoint(60, 60))
    qtbot.waitUntil(lambda: "interview.png" in drawn.said())
    assert drawn.nodes == []
    assert drawn.study.project.next_undo() is Operation.CREATE_MODEL


def test_the_sound_ones_come_and_the_others_are_named(english, qtbot):
    (english.folder / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (english.folder / "bad.png", english.file())])
    english.drop(mime, QPoint(60, 60))
    qtbot.waitUntil(lambda: len(english.nodes) == 1)
    assert "bad.png" in english.said()


def test_a_large_one_is_made_smaller_and_said(english, qtbot, dialogs):
    english.add(qtbot, dialogs, size=(4800, 2400))
    assert "2400 by 1200" in english.said()
    assert "2400 by 1200" in english.page.picture.facts.text()


def test_a_corner_drawn_out_keeps_the_form_and_a_button_gives_the_size_back(drawn, qtbot, dialogs):
    key = drawn.add(qtbot, dialogs)
    study = drawn.study
    study.canvas.choose(key)
    before = drawn.shape.rect
    corner = study.canvas.mapFromScene(before.right, before.bottom)
    study.drag(corner, study.canvas.mapFromScene(before.right + 60, before.bottom + 30))
    after = drawn.shape.rect
    assert after.width == pytest.approx(before.width + 60, abs=3)
    assert after.width / after.height == pytest.approx(2.0)
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=1.0)
    drawn.page.picture.natural_button.click()
    assert drawn.shape.rect.width == pytest.approx(before.width)
    study.canvas.setFocus()
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(study.canvas, Qt.Key.Key_Right, both)
    assert drawn.shape.rect.width > before.width
    QTest.keyClick(study.canvas, Qt.Key.Key_Left, both)
    QTest.keyClick(study.canvas, Qt.Key.Key_Left, both)
    assert drawn.shape.rect.width < before.width
    assert drawn.shape.rect.width / drawn.shape.rect.height == pytest.approx(2.0)


def test_a_picture_gives_way_to_another_and_keeps_caption_and_links(english, qtbot, dialogs):
    key = english.add(qtbot, dialogs)
    before = english.shape.picture
    dialogs.files = [english.file("other.png", (100, 300), "#2040c0")]
    english.page.picture.replace_button.click()
    qtbot.waitUntil(lambda: english.shape.picture != before)
    assert english.nodes[0].key == key
    assert english.shape.rect.height > english.shape.rect.width
    english.study.project.undo()
    assert english.shape.picture == before


def test_a_picture_is_linked_found_commented_on_and_taken_off(english, qtbot, dialogs):
    add_to_map(english.study.project, english.model.id, MapThing.CODE, english.study.codes["Training"])
    key = english.add(qtbot, dialogs)
    english.page.note.insertPlainText("The health house")
    english.page.flush()
    canvas = english.study.canvas
    canvas.setFocus()
    canvas.choose(key)
    english.study.window.actions.trigger(ModelAction.LINK)
    canvas.choose(english.study.key("Training"))
    (link,) = read_map(english.study.project, english.model).links
    assert (link.source_key, link.target_key) == (key, english.study.key("Training"))
    english.study.window.actions.trigger(ModelAction.FIND)
    QTest.keyClicks(english.study.workspace.page.search.field, "health")
    QTest.keyClick(english.study.workspace.page.search.field, Qt.Key.Key_Return)
    assert canvas.chosen_key() == key
    add_comment(english.study.project, Box(english.model.id, key), "Which year?")
    (name,) = subject_names(english.study.project, [Box(english.model.id, key)]).values()
    assert name.name == "Picture on the map"
    canvas.setFocus()
    canvas.choose(key)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert english.nodes == []


def test_a_version_brings_the_picture_back(english, qtbot, dialogs):
    key = english.add(qtbot, dialogs)
    project = english.study.project
    keep_version(project, english.model.id, "with")
    caption_picture(project, english.model.id, key, "The house")
    versions = english.study.workspace.inspector.whole.versions
    english.study.canvas.choose("")
    versions.compare(list_versions(project, english.model.id)[0].id)
    (row,) = versions.differences.parts()
    assert row.accessibleName() == "Renamed: Picture, now The house"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert english.study.canvas.chosen_key() == key
    english.study.canvas.setFocus()
    QTest.keyClick(english.study.canvas, Qt.Key.Key_Delete)
    assert english.study.canvas.figure().pictures == ()
    restore_version(project, list_versions(project, english.model.id)[0].id)
    assert english.shape.picture.width_px == 400


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_the_menu_of_a_picture_speaks_of_its_size(english, qtbot, dialogs):
    key = english.add(qtbot, dialogs)
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    english.study.canvas.choose(key)
    QTest.keyClick(english.study.canvas, Qt.Key.Key_Right, both)
    english.study.canvas.menu_wanted.emit(QPoint(10, 10))
    menu = english.study.workspace.page.findChildren(QMenu)[-1]
    names = [action.text() for action in menu.actions()]
    menu.close()
    assert {"Back to its usual size", "Replace the picture", "Take it off the map"} <= set(names)


def test_no_other_model_takes_pictures(study, tmp_path):
    actions = study.window.actions
    for action in (ModelAction.ADD_PICTURE, ModelAction.PASTE_PICTURE, ModelAction.REPLACE_PICTURE):
        assert not actions.is_enabled(action)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(study.canvas.viewport(), event)
    assert not event.isAccepted()


def test_the_small_view_of_a_large_map_shows_its_pictures(english, qtbot, dialogs):
    english.add(qtbot, dialogs, color="#c03020")
    with english.study.project.change(Operation.ADD_TO_MAP):
        for i in range(101):
            add_note(english.study.project, english.model.id, f"note {i}")
        for place, node in enumerate(read_map(english.study.project, english.model).nodes):
            where = NodePlace(60.0 + place % 12 * 30, 60.0 + place // 12 * 30)
            move_node(english.study.project, english.model.id, node.key, where)
    minimap = english.study.canvas.minimap
    qtbot.waitUntil(minimap.isVisible)
    shown = minimap.grab().toImage()
    reds = {
        (x, y)
        for x in range(shown.width())
        for y in range(shown.height())
        if (color := shown.pixelColor(x, y)).red() > color.green() + 60
    }
    assert reds


def test_a_picture_that_comes_late_leaves_the_user_where_they_are(english, qtbot):
    model = english.model.id
    english.study.workspace.pictures.drop(_of(english.file()), QPointF(10, 10))
    english.study.workspace.session.show_model(list_models(english.study.project)[0].id)
    qtbot.waitUntil(
        lambda: any(
            read_map(english.study.project, one).nodes for one in list_models(english.study.project) if one.id == model
        )
    )
    assert english.study.canvas.chosen_key() == ""


def test_what_undo_changes_about_a_picture_is_shown(english, qtbot, dialogs):
    key = english.add(qtbot, dialogs)
    english.page.note.insertPlainText("The house")
    english.page.flush()
    canvas = english.study.canvas
    canvas.setFocus()
    canvas.choose("")
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert english.nodes[0].body == ""
    assert canvas.chosen_key() == key


def _of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime
