from __future__ import annotations

import pytest

from qdatool.text.collation import persian_sort_key


@pytest.mark.parametrize(
    "in_order",
    [
        list("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"),
        ["آب", "ابر", "باران", "پدر"],
        ["کار", "گل", "لب"],
        ["كار", "کاغذ", "گل"],
        ["کد ۲", "کد ۱۰", "کد 11"],
        ["P2", "P10", "p11"],
        ["alpha", "Beta", "gamma"],
        ["کار خوب", "کارآفرینی", "کارگر"],
        ["3 کد", "Code", "کد"],
        ["کتاب من", "کتاب‌ها"],
    ],
)
def test_labels_sort_by_the_persian_alphabet_and_numbers_by_value(in_order: list[str]) -> None:
    assert sorted(reversed(in_order), key=persian_sort_key) == in_order


def test_spellings_of_one_label_stand_together() -> None:
    assert sorted(["علي", "عمو", "علی"], key=persian_sort_key)[2] == "عمو"


def test_a_number_of_any_length_sorts() -> None:
    assert sorted(["9" * 5000, "1"], key=persian_sort_key)[0] == "1"
