"""The tree of codes: counts, filter, rename, move, colour, level, delete, dragging both ways."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from qdatool.coding.changes import Operation
from qdatool.coding.code_order import CodeOrder
from qdatool.coding.codes import load_codes
from qdatool.coding.colors import CODE_COLORS
from qdatool.coding.models import list_models
from qdatool.ui.dragging import code_mime, dragged_passage
from qdatool.ui.reading.code_model import UNCATEGORISED
from qdatool.ui.shell_actions import ShellAction


def shown_labels(desk, parent=None):
    """Return the labels that stand under a row, the roots for None."""
    model = desk.tree.codes
    index = model.index_of(parent) if parent is not None else desk.tree.rootIndex()
    return [model.index(row, 0, index).data() for row in range(model.rowCount(index))]


def renamed_in_place(desk, text):
    """Write over the label that is being edited."""
    editor = next(one for one in desk.tree.viewport().findChildren(QLineEdit) if one.isVisible())
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def edge_of(desk, code_id, *, is_lower):
    """Return a point at the upper or lower edge of a row, where something dropped goes beside it."""
    rect = desk.tree.visualRect(desk.tree.codes.index_of(code_id))
    return QPoint(rect.center().x(), rect.bottom() - 1 if is_lower else rect.top() + 1)


def middle_of(desk, code_id):
    """Return the middle of a row, where something dropped goes into it."""
    return desk.tree.visualRect(desk.tree.codes.index_of(code_id)).center()


def test_labels_are_those_of_the_interface_and_loose_codes_stand_in_a_group(desk):
    assert shown_labels(desk) == ["Lack of systems", "Moving on", "Uncategorised (1 codes)"]
    assert shown_labels(desk, UNCATEGORISED) == ["Staff take part"]


def test_a_switch_of_language_shows_the_other_labels(desk):
    desk.window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    assert shown_labels(desk)[:2] == ["کمبود سامانه", "رفتن به جلو"]
    assert shown_labels(desk)[2] == "بی‌مقوله (۱ کد)"


def test_a_category_counts_each_passage_below_it_once(desk):
    for words, code in (
        ("سه بار فرم", "Repeated forms"),
        ("سه بار فرم", "No integrated system"),
        ("برگشت خورد", "Repeated forms"),
    ):
        desk.select(words)
        desk.reading.loop.apply(desk.codes[code])
    desk.settle()
    assert desk.count_shown(desk.codes["Repeated forms"]) == 2
    assert desk.count_shown(desk.codes["Lack of systems"]) == 2


def test_the_filter_finds_in_either_language_and_keeps_the_way_down(desk):
    desk.reading.codes.filter.setText("فرمهاي")
    assert shown_labels(desk) == ["Lack of systems"]
    assert shown_labels(desk, desk.codes["Lack of systems"]) == ["Repeated forms"]
    assert desk.tree.present_code() == desk.codes["Repeated forms"]
    desk.reading.codes.filter.clear()
    assert len(shown_labels(desk)) == 3


def test_f2_renames_in_place_the_label_of_the_interfaces_language(desk):
    desk.tree.setFocus()
    desk.click_code(desk.codes["Moving on"])
    desk.key(Qt.Key.Key_F2)
    renamed_in_place(desk, "Getting ahead")
    code = desk.reading.session.code(desk.codes["Moving on"])
    assert (code.label, code.labels["en"]) == ("رفتن به جلو", "Getting ahead")
    assert desk.project.undo().operation is Operation.RENAME_CODE
    assert "Moving on" in shown_labels(desk)


def test_a_code_is_dragged_into_another_category(desk):
    desk.tree.expandAll()
    mime = desk.tree.codes.mimeData([desk.tree.codes.index_of(desk.codes["Slow repair"])])
    desk.drop(mime, desk.tree.viewport(), middle_of(desk, desk.codes["Lack of systems"]))
    assert shown_labels(desk, desk.codes["Lack of systems"])[-1] == "Slow repair"


def test_several_codes_are_dragged_before_another_as_one_step(desk):
    desk.tree.expandAll()
    moving = [desk.codes["Slow repair"], desk.codes["Staff take part"]]
    mime = desk.tree.codes.mimeData([desk.tree.codes.index_of(one) for one in moving])
    desk.drop(mime, desk.tree.viewport(), edge_of(desk, desk.codes["Repeated forms"], is_lower=False))
    assert shown_labels(desk, desk.codes["Lack of systems"]) == [
        "No integrated system",
        "Slow repair",
        "Staff take part",
        "Repeated forms",
    ]
    desk.project.undo()
    assert shown_labels(desk, desk.codes["Lack of systems"]) == ["No integrated system", "Repeated forms"]


def test_a_category_cannot_be_dragged_into_its_own_code_and_the_notice_says_so(desk):
    desk.tree.expandAll()
    mime = desk.tree.codes.mimeData([desk.tree.codes.index_of(desk.codes["Lack of systems"])])
    desk.drop(mime, desk.tree.viewport(), middle_of(desk, desk.codes["Repeated forms"]))
    assert desk.window.notice() is not None
    assert shown_labels(desk)[0] == "Lack of systems"


def test_text_dropped_on_a_code_is_coded_with_it(desk):
    desk.tree.expandAll()
    desk.select("سه بار فرم")
    mime = desk.view.createMimeDataFromSelection()
    assert dragged_passage(mime) is not None
    desk.drop(mime, desk.tree.viewport(), middle_of(desk, desk.codes["Repeated forms"]))
    assert desk.quotes() == [("سه بار فرم", "فرم‌های تکراری")]


def test_a_code_dropped_on_the_selected_text_codes_it(desk):
    span = desk.select("سه بار فرم")
    mime = code_mime(desk.codes["Repeated forms"], "Repeated forms")
    place = desk.view.span_rect(span).center() - desk.view.viewport().pos()
    desk.drop(mime, desk.view.viewport(), place)
    assert desk.quotes() == [("سه بار فرم", "فرم‌های تکراری")]


def test_recolour_level_and_delete_are_each_one_step(desk):
    acts, codes = desk.reading.code_acts, desk.codes
    pair = (codes["Repeated forms"], codes["Slow repair"])
    acts.recolour(pair, CODE_COLORS[9])
    assert {desk.reading.session.code(one).color for one in pair} == {CODE_COLORS[9]}
    assert desk.project.undo().operation is Operation.RECOLOUR_CODE
    acts.set_level(pair, desk.reading.session.levels[0].id)
    assert desk.project.undo().operation is Operation.SET_CODE_LEVEL
    acts.delete(pair)
    assert all(desk.reading.session.code(one) is None for one in pair)
    assert desk.project.undo().operation is Operation.DELETE_CODE
    assert desk.project.next_undo() is None


def test_del_in_the_tree_deletes_the_selected_code_and_its_codings(desk):
    desk.select("سه بار فرم")
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.settle()
    desk.tree.setFocus()
    desk.key(Qt.Key.Key_Delete)
    assert desk.reading.session.code(desk.codes["Repeated forms"]) is None
    assert desk.codings() == () and desk.view.selected_coding() is None


def test_the_menu_is_short_and_in_the_interfaces_language(make_desk):
    desk = make_desk("fa")
    menu = desk.reading.code_acts.menu((desk.codes["Repeated forms"],))
    texts = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    menu.deleteLater()
    act_on_one = ["سنجاق به کلید ۱", "اعمال به هر انتخاب", "یادداشت", "نظر"]
    assert texts == ["تغییر نام", "کد تازه زیر این", "انتقال به…", "رنگ", "سطح", *act_on_one, "حذف"]


def test_the_branch_of_a_category_is_drawn_from_its_menu(desk):
    category = desk.codes["Moving on"]
    menu = desk.reading.code_acts.menu((category,))
    next(action for action in menu.actions() if action.text() == "Draw this branch").trigger()
    menu.deleteLater()
    desk.settle()
    (model,) = list_models(desk.project)
    assert [slot.code_id for slot in model.slots] == [category]


def test_move_to_asks_for_a_category_by_typing(desk):
    desk.reading.code_acts.ask_parent((desk.codes["Staff take part"],))
    desk.type("moving")
    desk.key(Qt.Key.Key_Return)
    assert shown_labels(desk, desk.codes["Moving on"]) == ["Slow repair", "Staff take part"]


def test_enter_in_the_tree_applies_the_code_to_selected_text(desk):
    desk.tree.expandAll()
    desk.click_code(desk.codes["Slow repair"])
    desk.select("کم‌کم درست شد")
    desk.tree.setFocus()
    desk.key(Qt.Key.Key_Return)
    assert desk.quotes() == [("کم‌کم درست شد", "درست شدن تدریجی")]


def test_pins_are_kept_with_the_project_and_shown_with_their_key(desk):
    desk.reading.code_acts.toggle_pin(desk.codes["Slow repair"])
    path = desk.project.path
    desk.window.close_project()
    desk.window.open_path(path)
    QApplication.processEvents()
    assert desk.reading.pins.codes() == (desk.codes["Slow repair"],)
    assert desk.reading.codes.pins.isVisible()


def test_a_new_code_is_named_at_once_though_the_filter_would_hide_it(desk):
    desk.reading.codes.filter.setText("forms")
    desk.reading.code_acts.new_code(desk.codes["Moving on"])
    renamed_in_place(desk, "Second wind")
    assert shown_labels(desk, desk.codes["Moving on"]) == ["Slow repair", "Second wind"]


def test_open_rows_are_open_again_when_the_project_is(desk):
    desk.tree.collapse(desk.tree.codes.index_of(desk.codes["Lack of systems"]))
    path = desk.project.path
    desk.window.close_project()
    desk.window.open_path(path)
    tree = desk.tree
    is_open = [tree.isExpanded(tree.codes.index_of(desk.codes[one])) for one in ("Lack of systems", "Moving on")]
    assert is_open == [False, True]


def test_a_definition_written_in_the_inspector_is_saved_after_a_pause_as_one_step(desk):
    desk.tree.expandAll()
    desk.click_code(desk.codes["Slow repair"])
    inspector = desk.reading.codes.inspector
    inspector.edit()
    for word in ("بهتر", " شدن", " آرام"):
        desk.type(word)
        inspector.flush()
    assert desk.reading.session.code(desk.codes["Slow repair"]).definition == "بهتر شدن آرام"
    assert desk.project.undo().operation is Operation.DEFINE_CODE
    assert desk.reading.session.code(desk.codes["Slow repair"]).definition == ""


def shown_rows(desk) -> list[str]:
    """Return the names in the tree from top to bottom, with everything open."""
    desk.tree.expandAll()
    found, index = [], desk.tree.codes.index(0, 0)
    while index.isValid():
        found.append(index.data())
        index = desk.tree.indexBelow(index)
    return found


def test_codes_are_listed_as_a_persian_dictionary_would(make_desk) -> None:
    desk = make_desk("fa")
    button = desk.reading.codes.order_button
    button.fill()
    next(one for one in button.menu().actions() if one.text() == "به ترتیب نام").trigger()
    assert [row for row in shown_rows(desk) if "فرم" in row or "نبود" in row] == [
        "فرم‌های تکراری",
        "نبود سامانهٔ یکپارچه",
    ]
    assert button.isChecked()


def test_a_sorted_tree_takes_a_dragged_code_into_a_category_only(desk) -> None:
    desk.reading.codes.set_order(CodeOrder.NAME)
    target = desk.tree.codes.index_of(desk.codes["Moving on"])
    mime = desk.tree.codes.mimeData([desk.tree.codes.index_of(desk.codes["Repeated forms"])])
    row = desk.tree.visualRect(target)
    desk.drop(mime, desk.tree.viewport(), row.topLeft() + QPoint(40, 1))
    assert load_codes(desk.project).codes[desk.codes["Repeated forms"]].parent_id == desk.codes["Moving on"]
