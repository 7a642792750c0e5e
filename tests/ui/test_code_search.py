"""Finding codes by words: spelling, other language, word order, parts."""

import time

from qdatool.coding.codes import Code, CodeTree
from qdatool.ui.code_search import CodeSearch


def code(code_id: int, label: str, english: str = "") -> Code:
    labels = {"en": english} if english else {}
    return Code(code_id, str(code_id), label, labels, 1, None, code_id, None, "#137B5E", "", "", "", "", "draft")


def search(*codes: Code, language: str = "fa") -> CodeSearch:
    return CodeSearch(CodeTree({one.id: one for one in codes}, tuple(one.id for one in codes), {}), language)


def test_arabic_letters_zwnj_and_case_make_no_difference():
    found = search(code(1, "کتاب‌های من", "My Books"))
    for query in ("كتابهاي", "کتاب های", "my books"):
        assert found.ids(query) == {1}


def test_words_fit_in_any_order():
    assert search(code(1, "تشویق کارکنان به مشارکت")).ids("مشارکت کارکنان") == {1}


def test_a_whole_label_comes_before_a_beginning_and_that_before_the_middle():
    found = search(code(1, "بی اعتمادی"), code(2, "اعتماد به مدیر"), code(3, "اعتماد"))
    assert [match.code_id for match in found.matches("اعتماد")] == [3, 2, 1]


def test_a_code_that_fits_only_in_part_comes_last_and_says_so():
    found = search(code(1, "مشارکت مردم"), code(2, "مشارکت کارکنان"))
    assert [(match.code_id, match.is_whole) for match in found.matches("مشارکت کارکنان")] == [(2, True), (1, False)]


def test_short_words_do_not_fit_alone():
    assert search(code(1, "به زودی")).matches("به خانه") == []


def test_a_match_in_the_other_language_shows_that_label():
    (match,) = search(code(1, "اعتماد", "Trust")).matches("rus")
    assert (match.label, [hit.cut(match.label) for hit in match.hits]) == ("Trust", ["rus"])


def test_codes_that_one_word_fits_are_counted_only_where_they_are_listed():
    found = search(
        code(1, "مشارکت کارکنان"),
        code(2, "مشارکت کارکنان در تصمیم"),
        *(code(i, f"مشارکت {i}") for i in range(3, 30)),
    ).find("مشارکت کارکنان", 7)
    assert (len(found.matches), found.count) == (7, 7)


def test_codes_that_every_word_fits_are_counted_beyond_the_list():
    found = search(*(code(i, f"مشارکت کارکنان {i}") for i in range(12))).find("مشارکت کارکنان", 7)
    assert (len(found.matches), found.count) == (7, 12)


def test_nothing_visible_finds_nothing():
    assert search(code(1, "اعتماد")).matches(" \u200c ") == []


def test_of_codes_that_fit_alike_those_used_last_come_first():
    found = search(code(1, "اعتماد به مدیر"), code(2, "اعتماد به همکار"), code(3, "بی اعتمادی"))
    assert [one.code_id for one in found.matches("اعتماد", recent=(3, 2))] == [2, 1, 3]


def test_first_letters_of_words_and_a_forgotten_letter_find_a_code_last():
    found = search(code(1, "نبود سامانهٔ یکپارچه", "No integrated system"), code(2, "نسیه"))
    assert [(one.code_id, one.is_whole) for one in found.matches("نسی")] == [(2, True), (1, False)]
    assert [one.code_id for one in found.matches("intgrated")] == [1]


def test_five_hundred_codes_are_searched_while_one_types():
    found = search(*(code(i, f"نبود سامانهٔ یکپارچهٔ {i}", f"No integrated system {i}") for i in range(1, 501)))
    start = time.perf_counter()
    assert found.matches("سامانه 499")
    assert time.perf_counter() - start < 0.1
