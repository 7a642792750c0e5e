"""What helps on a large figure: alignment while dragging, the minimap, searching, and a copy for another program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.model_options import ModelOption
from qdatool.coding.models import create_model, set_model_option
from qdatool.coding.roles import ModelKind
from qdatool.ui.models.actions import ModelAction


def rect(study, key):
    return study.canvas.figure().node(key).rect


def test_a_box_dragged_nearly_into_line_lies_in_line(study):
    other = rect(study, "role:contextual")
    box = rect(study, "role:intervening")
    start = study.handle("role:intervening")
    wanted = study.canvas.mapFromScene(other.center_x + 1.5, box.y + 6 + 30)
    study.drag(start + QPoint(0, 0), QPoint(wanted.x(), wanted.y()))
    moved = rect(study, "role:intervening")
    assert moved.center_x == pytest.approx(other.center_x, abs=0.01)
    assert study.canvas._guides.guides() == ()


@pytest.fixture
def large(study):
    with study.project.change(Operation.CREATE_CODE):
        root = create_code(study.project, CodeDraft("Root"))
        for i in range(12):
            branch = create_code(study.project, CodeDraft(f"Branch {i}", root))
            for j in range(9):
                create_code(study.project, CodeDraft(f"Leaf {i}.{j}", branch))
    tree = create_model(study.project, ModelKind.TREE, "Large", from_levels=True)
    set_model_option(study.project, tree, ModelOption.DEPTH, 3)
    study.workspace.session.show_model(tree)
    return study


def test_a_large_figure_has_a_minimap_that_leads_elsewhere(large):
    canvas = large.canvas
    assert canvas.minimap.isVisible()
    for _ in range(8):
        canvas.zoom_in()
    canvas.centerOn(0, 0)
    before = canvas.verticalScrollBar().value()
    QTest.mouseClick(canvas.minimap, Qt.MouseButton.LeftButton, pos=QPoint(90, 125))
    assert canvas.verticalScrollBar().value() > before


def test_a_small_figure_needs_no_minimap(study):
    assert not study.canvas.minimap.isVisible()


def test_names_are_found_and_gone_through(large):
    large.window.actions.trigger(ModelAction.FIND)
    search = large.workspace.page.search
    search.field.setText("leaf 3.")
    assert len(search.found()) == 9
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert large.canvas.chosen_key() == search.found()[0]
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert large.canvas.chosen_key() == search.found()[1]
    assert search.number.text() == "2 of 9"
    QTest.keyClick(search.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert large.canvas.chosen_key() == search.found()[0]
    QTest.keyClick(search.field, Qt.Key.Key_Escape)
    assert not search.isVisible()
    assert large.canvas.chosen_key()


def test_a_search_without_a_hit_says_so(study):
    study.window.actions.trigger(ModelAction.FIND)
    study.workspace.page.search.field.setText("nowhere")
    assert study.workspace.page.search.number.text() == "Nothing on the figure is called so."


def test_the_figure_is_copied_as_a_picture_of_its_size_on_paper(study):
    study.window.actions.trigger(ModelAction.COPY_PICTURE)
    picture = QGuiApplication.clipboard().image()
    assert picture.width() == round(160 / 25.4 * 300)


def test_the_copied_figure_is_a_drawing_too(study):
    study.window.actions.trigger(ModelAction.COPY_PICTURE)
    content = QGuiApplication.clipboard().mimeData()
    assert b"Causal conditions" in content.data("image/svg+xml").data()
    assert content.data("application/pdf").data().startswith(b"%PDF")
