"""Coding from the keyboard: the box, in vivo, repeat, pinned, uncode, edges; on Latin and Persian layouts."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code, delete_codes
from qdatool.ui.controls import ElidedLabel
from qdatool.ui.reading.code_box import RowKind
from qdatool.ui.reading.pins import PinChip
from qdatool.ui.reading.session import Scope
from tests.builders import span_of
from tests.ui.reading.conftest import ALT, CTRL, PERSIAN, SHIFT

WORDS = "هیچ سامانه‌ای نبود"


def code_labelled(desk, label):
    return next(code.id for code in desk.reading.session.tree if code.label == label)


def test_enter_opens_the_box_and_enter_applies_the_match(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    assert desk.box.isVisible()
    desk.type("سامانه يكپارچه")
    desk.key(Qt.Key.Key_Return)
    assert desk.quotes() == [(WORDS, "نبود سامانهٔ یکپارچه")]
    assert not desk.box.isVisible()


def test_a_code_is_found_by_its_other_language(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("integrated")
    desk.key(Qt.Key.Key_Return)
    assert desk.quotes() == [(WORDS, "نبود سامانهٔ یکپارچه")]


def test_after_coding_the_caret_stands_at_the_end_of_the_passage(desk):
    span = desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("forms")
    desk.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.view
    assert desk.view.caret_position() == span.end
    assert desk.view.selected_coding().code_id == desk.codes["Repeated forms"]


def test_escape_returns_to_the_end_of_the_passage_and_codes_nothing(desk):
    span = desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.view
    assert desk.view.caret_position() == span.end
    assert desk.codings() == ()


def test_ctrl_enter_makes_a_code_of_the_lowest_level_though_one_matches(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("سامانه")
    desk.key(Qt.Key.Key_Return, CTRL)
    assert desk.quotes() == [(WORDS, "سامانه")]
    made = desk.reading.session.code(desk.codings()[0].code_id)
    assert made.level_id == desk.reading.session.levels[-1].id
    assert desk.project.undo().operation.value == "apply-code"
    assert desk.codings() == () and "سامانه" not in {code.label for code in desk.reading.session.tree}


def test_enter_makes_a_code_where_nothing_matches(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("دلگرمی")
    assert [row.kind for row in desk.box.rows()] == [RowKind.CREATE]
    desk.key(Qt.Key.Key_Return)
    assert desk.quotes() == [(WORDS, "دلگرمی")]


def test_a_code_deleted_elsewhere_is_no_longer_offered_by_the_open_box(desk):
    code_id = code_labelled(desk, "نبود سامانهٔ یکپارچه")
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("سامانه")
    assert code_id in [row.code_id for row in desk.box.rows()]
    delete_codes(desk.project, (code_id,))
    QApplication.processEvents()
    assert desk.box.isVisible()
    assert code_id not in [row.code_id for row in desk.box.rows()]
    assert desk.box.field.text() == "سامانه"


def test_the_line_chosen_in_the_box_stays_when_a_code_is_made_elsewhere(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("مشارکت")
    desk.key(Qt.Key.Key_Down)
    chosen = desk.box.present_row()
    create_code(desk.project, CodeDraft("آغاز مشارکت"))
    QApplication.processEvents()
    assert desk.box.present_row() == chosen


def test_a_code_that_was_marked_in_the_box_and_is_deleted_elsewhere_is_not_applied(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("integrated")
    desk.key(Qt.Key.Key_Return, SHIFT)
    delete_codes(desk.project, (code_labelled(desk, "نبود سامانهٔ یکپارچه"),))
    QApplication.processEvents()
    assert desk.box.marked() == ()


def test_a_match_of_only_one_word_of_two_is_offered_but_not_highlighted(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("مشارکت شهروندان")
    assert [row.label for row in desk.box.rows()] == ["مشارکت کارکنان", "مشارکت شهروندان"]
    assert desk.box.present_row().kind is RowKind.CREATE


def test_the_matched_parts_are_told_in_the_stored_label(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("فرمهاي")
    row = desk.box.present_row()
    assert [hit.cut(row.label) for hit in row.hits] == ["فرم‌های"]


def test_tab_puts_the_new_code_under_a_chosen_category(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("پیشرفت")
    desk.key(Qt.Key.Key_Tab)
    desk.type("moving")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    made = desk.reading.session.code(desk.codings()[0].code_id)
    assert (made.label, made.parent_id) == ("پیشرفت", desk.codes["Moving on"])


def test_shift_tab_makes_the_new_code_on_a_higher_level(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("پیشرفت")
    desk.key(Qt.Key.Key_Backtab, SHIFT)
    assert "axial" in desk.box.create_sentence("پیشرفت").lower()
    desk.key(Qt.Key.Key_Return)
    made = desk.reading.session.code(desk.codings()[0].code_id)
    assert desk.reading.session.level_of(made).key == "axial" and made.parent_id is None


def test_a_parent_on_the_level_of_the_new_code_is_given_up(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("پیشرفت")
    desk.key(Qt.Key.Key_Tab)
    desk.type("moving")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Backtab, SHIFT)
    desk.key(Qt.Key.Key_Return)
    made = desk.reading.session.code(desk.codings()[0].code_id)
    assert made.parent_id is None


def test_shift_enter_marks_codes_that_enter_applies_all_as_one_step(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    for typed in ("forms", "slow"):
        desk.type(typed)
        desk.key(Qt.Key.Key_Return, SHIFT)
    desk.type("دلگرمی")
    desk.key(Qt.Key.Key_Return)
    assert {label for _, label in desk.quotes()} == {"فرم‌های تکراری", "درست شدن تدریجی", "دلگرمی"}
    assert not desk.box.isVisible()
    desk.project.undo()
    assert desk.codings() == () and desk.project.next_undo() is None


def test_enter_in_an_empty_field_applies_only_what_is_marked(desk):
    desk.select("درست شد")
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("forms")
    desk.key(Qt.Key.Key_Return, SHIFT)
    assert desk.box.present_row() is None
    desk.key(Qt.Key.Key_Return)
    assert (WORDS, "فرم‌های تکراری") in desk.quotes() and len(desk.codings()) == 2


def test_backspace_in_an_empty_field_takes_the_last_mark_back(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    for typed in ("forms", "slow"):
        desk.type(typed)
        desk.key(Qt.Key.Key_Return, SHIFT)
    desk.key(Qt.Key.Key_Backspace)
    assert [choice.code_id for choice in desk.box.marked()] == [desk.codes["Repeated forms"]]


def test_recoding_with_several_codes_is_one_step(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Staff take part"])
    desk.reading.loop.recode()
    desk.type("forms")
    desk.key(Qt.Key.Key_Return, SHIFT)
    desk.type("slow")
    desk.key(Qt.Key.Key_Return)
    assert {label for _, label in desk.quotes()} == {"فرم‌های تکراری", "درست شدن تدریجی"}
    desk.project.undo()
    assert [label for _, label in desk.quotes()] == ["مشارکت کارکنان"]


def test_the_box_says_what_the_highlighted_code_means(desk):
    meaning = Definition("پر کردن چندبارهٔ یک فرم", "", "", "")
    define_code(desk.project, desk.codes["Repeated forms"], meaning)
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("forms")
    assert desk.box.definition() == "پر کردن چندبارهٔ یک فرم"
    for _ in range(5):
        desk.key(Qt.Key.Key_Backspace)
    desk.type("slow")
    assert desk.box.definition() == "No definition yet"


def test_letters_of_words_find_a_code_but_do_not_keep_a_code_from_being_made(desk):
    desk.select(WORDS)
    desk.key(Qt.Key.Key_Return)
    desk.type("ن‌سی")
    assert "نبود سامانهٔ یکپارچه" in [row.label for row in desk.box.rows()]
    assert desk.box.present_row().kind is RowKind.CREATE


def test_an_empty_box_offers_the_codes_used_last_first(desk):
    for words, code in ((WORDS, "Repeated forms"), ("درست شد", "Slow repair")):
        desk.select(words)
        desk.reading.loop.apply(desk.codes[code])
    desk.select("سه بار فرم")
    desk.key(Qt.Key.Key_Return)
    assert [row.code_id for row in desk.box.rows()] == [desk.codes["Slow repair"], desk.codes["Repeated forms"]]


@pytest.mark.parametrize("words", ["از کی اینجا", "برگشت خورد"])
def test_the_box_does_not_cover_the_passage_in_a_small_window(desk, words):
    desk.window.resize(1000, 600)
    span = desk.select(words)
    desk.key(Qt.Key.Key_Return)
    desk.type("a")
    pane, ground = desk.reading.pane, desk.reading.widget
    passage = pane.passage_rect(span)
    shown = passage.translated(pane.mapTo(ground, QPoint(0, 0)))
    assert not desk.box.geometry().intersects(shown)
    assert ground.rect().contains(desk.box.geometry())


def test_alt_v_in_the_box_codes_in_vivo(desk):
    desk.select("سه بار فرم پر کردیم")
    desk.key(Qt.Key.Key_Return)
    desk.letter("V", ALT)
    assert desk.quotes() == [("سه بار فرم پر کردیم", "سه بار فرم پر کردیم")]
    assert not desk.box.isVisible()


@pytest.mark.parametrize("is_persian", [False, True])
def test_v_codes_in_vivo_on_either_layout(desk, is_persian):
    desk.select("کم‌کم درست شد")
    desk.letter("V", persian=is_persian)
    assert desk.quotes() == [("کم‌کم درست شد", "کم‌کم درست شد")]


@pytest.mark.parametrize("is_persian", [False, True])
def test_s_p_and_t_grow_the_selection_on_either_layout(desk, is_persian):
    grown = []
    for position in "SPT":
        desk.view.setFocus()
        desk.view.place_caret(PERSIAN.index("سامانه"))
        desk.letter(position, persian=is_persian)
        grown.append(desk.view.selection_span().cut(PERSIAN))
    assert grown[0] == "اولش هیچ سامانه‌ای نبود."
    assert grown[1].endswith("بعد کم‌کم درست شد.") and grown[1] == grown[2]


@pytest.mark.parametrize("is_persian", [False, True])
def test_r_repeats_the_last_code(desk, is_persian):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.select("سه بار فرم")
    desk.letter("R", persian=is_persian)
    assert ("سه بار فرم", "فرم‌های تکراری") in desk.quotes()


@pytest.mark.parametrize("is_persian", [False, True])
def test_digits_apply_pinned_codes(desk, is_persian):
    for code in ("Slow repair", "Repeated forms"):
        desk.reading.code_acts.toggle_pin(desk.codes[code])
    desk.select("سه بار فرم")
    desk.letter("2", persian=is_persian)
    assert desk.quotes() == [("سه بار فرم", "فرم‌های تکراری")]


def test_another_key_for_a_pinned_code_is_shown_on_its_chip_and_works(desk):
    desk.reading.code_acts.toggle_pin(desk.codes["Repeated forms"])
    desk.window.actions.use_keys({"reading_pin_1": ["B"]})
    (chip,) = desk.reading.codes.pins.findChildren(PinChip)
    assert chip.accessibleName() == "Key B: Repeated forms"
    desk.select(WORDS)
    desk.type("b")
    assert desk.quotes() == [(WORDS, "فرم‌های تکراری")]


def test_del_uncodes_and_undo_brings_it_back_into_view(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.key(Qt.Key.Key_Delete)
    assert desk.codings() == ()
    desk.letter("Z", CTRL, persian=True)
    assert desk.quotes() == [(WORDS, "فرم‌های تکراری")]
    assert desk.view.selected_coding().coding_id == desk.codings()[0].id


def test_undo_of_a_coding_shows_where_it_was_and_redo_selects_it(desk):
    span = desk.select("برگشت خورد")
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.view.place_caret(0)
    desk.letter("Z", CTRL)
    assert desk.codings() == () and desk.view.caret_position() == span.end
    desk.letter("Z", CTRL | SHIFT)
    assert desk.view.selected_coding().code_id == desk.codes["Repeated forms"]


def test_alt_arrows_move_the_edges_by_a_word_as_the_eye_sees_it(desk):
    desk.select("سامانه‌ای نبود")
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.key(Qt.Key.Key_Left, ALT)
    assert desk.quotes()[0][0] == "سامانه‌ای نبود. بعد"
    desk.key(Qt.Key.Key_Right, ALT)
    assert desk.quotes()[0][0] == "سامانه‌ای نبود"
    desk.key(Qt.Key.Key_Right, ALT | SHIFT)
    assert desk.quotes()[0][0] == "هیچ سامانه‌ای نبود"
    assert desk.view.selected_coding() is not None


def test_an_edge_pulled_with_the_mouse_moves_only_the_coding_pulled(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.reading.loop.apply(desk.codes["Slow repair"])
    pulled = next(one for one in desk.codings() if one.code_id == desk.codes["Slow repair"])
    desk.view.edge_moved.emit(pulled.quotation_id, pulled.id, span_of(PERSIAN, "هیچ سامانه‌ای"))
    assert desk.quotes() == [(WORDS, "فرم‌های تکراری"), ("هیچ سامانه‌ای", "درست شدن تدریجی")]


def test_an_edge_passes_over_the_name_of_the_next_speaker(desk):
    desk.select("چه چیزی سخت بود؟")
    desk.key(Qt.Key.Key_Left, ALT)
    assert desk.view.selection_span().cut(PERSIAN).endswith("م۱: همه")


def test_alt_arrows_move_the_edge_of_selected_text_before_it_is_coded(desk):
    desk.select("سامانه‌ای")
    desk.key(Qt.Key.Key_Left, ALT)
    assert desk.view.selection_span().cut(PERSIAN) == "سامانه‌ای نبود"
    assert desk.codings() == ()


def test_tab_goes_through_the_quotations_and_back(desk):
    for words in ("سه بار فرم", WORDS):
        desk.select(words)
        desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.reading.loop.leave()
    desk.view.place_caret(0)
    chosen = []
    for key, modifiers in ((Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),) * 2 + ((Qt.Key.Key_Backtab, SHIFT),):
        desk.key(key, modifiers)
        coding = desk.view.selected_coding()
        chosen.append(PERSIAN[coding.start : coding.end])
    assert chosen == [WORDS, "سه بار فرم", WORDS]


def test_enter_on_a_selected_quotation_adds_a_second_code(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.key(Qt.Key.Key_Return)
    desk.type("slow")
    desk.key(Qt.Key.Key_Return)
    assert len({coding.quotation_id for coding in desk.codings()}) == 1
    assert [label for _, label in desk.quotes()] == ["فرم‌های تکراری", "درست شدن تدریجی"]


def test_recode_gives_the_passage_another_code_as_one_step(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.reading.loop.recode()
    desk.type("slow")
    desk.key(Qt.Key.Key_Return)
    assert desk.quotes() == [(WORDS, "درست شدن تدریجی")]
    desk.project.undo()
    assert desk.quotes() == [(WORDS, "فرم‌های تکراری")]


@pytest.mark.parametrize("is_persian", [False, True])
def test_f_goes_to_the_filter_where_letters_are_typed(desk, is_persian):
    desk.view.setFocus()
    desk.letter("F", persian=is_persian)
    assert QApplication.focusWidget() is desk.reading.codes.filter
    desk.type("svp")
    assert desk.reading.codes.filter.text() == "svp" and desk.codings() == ()


def test_another_coders_coding_is_changed_only_after_a_second_thought(desk):
    from qdatool.coding.coders import add_coder
    from qdatool.coding.quotations import apply_code

    me = desk.project.coder_id
    desk.project.coder_id = add_coder(desk.project, "Mina")
    apply_code(desk.project, desk.persian, desk.codes["Slow repair"], span_of(PERSIAN, WORDS))
    desk.project.coder_id = me
    desk.reading.session.set_scope(Scope.ALL)
    desk.view.setFocus()
    desk.key(Qt.Key.Key_Tab)
    desk.key(Qt.Key.Key_Delete)
    assert len(desk.codings()) == 1
    assert "Mina" in desk.window.notice().sentence
    desk.window.notice().action.run()
    assert desk.codings() == ()


def test_the_status_bar_says_words_and_paragraph_in_persian(make_desk):
    desk = make_desk("fa")
    desk.select(WORDS)
    desk.settle()
    shown = [label.text() for label in desk.window.findChildren(ElidedLabel) if label.isVisible()]
    assert "۳ واژه انتخاب شده" in shown
    assert "بند ۲ از ۴" in shown
