"""What one types finds what one means."""

import pytest

from qdatool.ui.fuzzy import fuzzy_match


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("np", "New project"),
        ("newp", "New project"),
        ("prjct", "New project"),
        ("psnap", "Project snapshots"),
        ("PROJECT", "New project"),
        ("پشتیبان", "نسخه‌های پشتیبان"),
        ("نسخه های", "نسخه‌های پشتیبان"),
        ("كدها", "کدها"),
        ("دور ۲", "دور 2"),
    ],
)
def test_letters_in_order_match(typed, text):
    assert fuzzy_match(typed, text) is not None


def test_letters_scattered_over_words_do_not_match():
    assert fuzzy_match("trust", "Better user experience of government systems") is None


def test_letters_out_of_order_do_not_match():
    assert fuzzy_match("tcejorp", "New project") is None


def test_the_beginning_of_words_is_better_than_the_middle():
    assert fuzzy_match("op", "Open project").score > fuzzy_match("op", "Drop a code").score


def test_the_places_are_those_of_the_letters_matched():
    match = fuzzy_match("np", "New project")
    assert ["New project"[i] for i in match.places] == ["N", "p"]


def test_nothing_typed_matches_everything():
    assert fuzzy_match("  ", "anything").places == ()
