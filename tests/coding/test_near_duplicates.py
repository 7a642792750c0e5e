from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qdatool.coding.codes import Code, CodeTree
from qdatool.coding.near_duplicates import Likeness, NearDuplicate, find_near_duplicates
from qdatool.text.folding import folded_key


def tree_of(*labels: str | tuple[str, str], parents: dict[int, int] | None = None) -> CodeTree:
    """Return a tree of codes 1, 2, … with labels, or pairs of a label and its English translation."""
    above = parents or {}
    codes = {}
    for number, label in enumerate(labels, start=1):
        first, others = (label, {}) if isinstance(label, str) else (label[0], {"en": label[1]})
        codes[number] = Code(
            number, f"g{number}", first, others, 1, above.get(number), 0, None, "#000000", "", "", "", "", "draft"
        )
    children = {parent: tuple(one for one in above if above[one] == parent) for parent in set(above.values())}
    return CodeTree(codes, tuple(one for one in codes if one not in above), children)


def only(*labels: str | tuple[str, str]) -> NearDuplicate | None:
    """Return the pair found among two codes and some that have nothing to do with them."""
    found = find_near_duplicates(tree_of(*labels, "خانوادهٔ بزرگ", "صف نانوایی", "دوچرخه"))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("first", "second", "likeness"),
    [
        ("می‌خواهم بمانم", "مي خواهم بمانم", Likeness.SAME_LABEL),
        ("API Access", "api access", Likeness.SAME_LABEL),
        ("اعتماد به مدیر", "مدیر و اعتماد", Likeness.SAME_WORDS),
        ("سامانه‌های موازی", "سامانه موازی", Likeness.SAME_WORDS),
        ("سامانه های موازی", "سامانه موازی", Likeness.SAME_WORDS),
        ("نبود سامانه ها", "نبود سامانه", Likeness.SAME_WORDS),
        ("سامانه ها و فرم ها", "فرم و سامانه‌ها", Likeness.SAME_WORDS),
        ("Repeated forms", "repeated form", Likeness.SAME_WORDS),
        ("فرم‌های تکراری", "فرم‌های تکرای", Likeness.SPELLING),
        ("Transparency", "Transparancy", Likeness.SPELLING),
        ("نبود سامانهٔ یکپارچهٔ اطلاعاتی", "نبود سامانهٔ یکپارچه", Likeness.SHARED_WORDS),
    ],
)
def test_labels_that_a_reader_takes_for_the_same_are_found(first: str, second: str, likeness: Likeness) -> None:
    found = only(first, second)
    assert found is not None
    assert (found.first_id, found.second_id, found.likeness) == (1, 2, likeness)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ترس", "تری"),
        ("اعتماد به مدیر", "بی‌اعتمادی مردم"),
        ("دور ۱ مصاحبه", "دور ۲ مصاحبه"),
        ("از دست دادن کار", "به دست آوردن پول"),
        ("کمبود بودجه", "کمبود نیرو"),
        ("مهارت دیجیتال", "مشارکت دیجیتال"),
        ("more work for women", "more work for men"),
    ],
)
def test_labels_that_say_different_things_are_not(first: str, second: str) -> None:
    assert only(first, second) is None


def test_a_label_is_compared_in_every_language() -> None:
    found = only(("کمبود شفافیت", "Lack of transparency"), ("ابهام", "Lack of transparency"))
    assert found is not None
    assert (found.likeness, found.first_label) == (Likeness.SAME_LABEL, "Lack of transparency")


def test_the_reason_carries_what_a_reader_needs_to_judge() -> None:
    spelling, shared = only("فرم‌های تکراری", "فرم‌های تکرای"), only("slow city services", "slow city services online")
    assert spelling is not None and shared is not None
    assert (spelling.letters, shared.words) == (1, ("slow", "city", "services"))


def test_the_surest_pairs_come_first() -> None:
    found = find_near_duplicates(
        tree_of("slow repair", "slow city services online", "Slow Repair", "slow city services")
    )
    assert [one.likeness for one in found] == [Likeness.SAME_LABEL, Likeness.SHARED_WORDS]


def test_a_code_may_share_words_with_the_one_above_it() -> None:
    labels = ("slow city services online", "slow city services")
    assert len(find_near_duplicates(tree_of(*labels, "other", "things"))) == 1
    assert find_near_duplicates(tree_of(*labels, "other", "things", parents={2: 1})) == ()


def distance(first: str, second: str) -> int:
    """Return the edit distance by the whole table, the slow way."""
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        fresh = [i]
        for j, other in enumerate(second, start=1):
            fresh.append(min(row[j] + 1, fresh[j - 1] + 1, row[j - 1] + (letter != other)))
        row = fresh
    return row[-1]


@settings(max_examples=150, deadline=None)
@given(st.text("abcde", min_size=12, max_size=30), st.text("abcde", min_size=12, max_size=30), st.randoms())
def test_no_slip_of_two_letters_is_missed(base: str, other: str, random: Random) -> None:
    slipped = list(base)
    for _ in range(2):
        place = random.randrange(len(slipped))
        slipped[place : place + random.choice((0, 1))] = random.choice(("", "x", "y"))
    label = "".join(slipped)
    found = find_near_duplicates(tree_of(base, label, other))
    is_close = distance(folded_key(base), folded_key(label)) <= 2 and len(label) >= 12
    if is_close:
        assert any((one.first_id, one.second_id) == (1, 2) for one in found)
    for one in found:
        if one.likeness is Likeness.SPELLING:
            assert distance(one.first_label, one.second_label) == one.letters


def test_a_thousand_codes_take_well_under_a_second() -> None:
    random = Random(7)
    words = [f"{a}{b}{c}" for a in "کگخرسش" for b in "اوی" for c in ("مان", "تار", "ند", "شه", "گاه", "ستان")]
    labels = [" ".join(random.choices(words, k=random.randint(2, 6))) for _ in range(1_000)]
    tree = tree_of(*((label, label[::-1]) for label in labels))
    start = time.thread_time()
    find_near_duplicates(tree)
    assert time.thread_time() - start < 1.5
