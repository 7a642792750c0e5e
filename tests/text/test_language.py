"""What is found in a text, and where exactly."""

import pytest

from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.identifiers import IdentifierKind
from qdatool.text.language import EntityKind, Finder, Wanted, installed_pipelines

ALL = frozenset(IdentifierKind)


def marks(text, *names, kinds=frozenset(), pipelines=()):
    finder = Finder(Wanted(names, kinds, pipelines))
    return [mark for _, found in finder.in_paragraphs(text) for mark in found]


def words(text, *names, certain=True, **more):
    return [text[one.start : one.end] for one in marks(text, *names, **more) if one.is_certain is certain]


def test_a_name_is_found_as_a_whole_word_only():
    text = "علی به علی‌رضا و علیرضا و معالی گفت:«علی». علی، علی؟"
    assert words(text, "علی") == ["علی"] * 4
    assert words(text, "علی", certain=False) == []


@pytest.mark.parametrize("text", ["گفت:«(علی)»", "[علی](code:00)", "x](علی", "علی/حسن", "_علی_", "😀علی😀"])
def test_signs_of_any_kind_end_a_word(text):
    assert words(text, "علی") == ["علی"]


def test_a_name_is_found_in_other_letters_and_with_marks():
    text = "علي و عَلیِ و عـلی"
    assert words(text, "علی") == ["علي", "عَلیِ", "عـلی"]


@pytest.mark.parametrize("ending", ["‌ها", "‌ام", "‌شان", "‌رو"])
def test_a_name_with_an_ending_is_found_but_not_certain(ending):
    text = f"از علی{ending} پرسیدم"
    assert words(text, "علی", certain=False) == ["علی"]
    assert words(text, "علی") == []


def test_endings_without_a_joiner_are_taken_for_longer_names_alone():
    assert words("مریمی و مریمو", "مریم", certain=False) == ["مریم", "مریم"]
    assert words("علیه", "علی", certain=False) == []


@pytest.mark.parametrize("written", ["علی‌رضا", "علی رضا", "علیرضا", "علی  رضا"])
def test_the_parts_of_a_name_may_be_joined_in_any_way(written):
    assert words(f"با {written} بودم", "علی‌رضا") == [written]


def test_the_longer_name_wins_where_two_overlap():
    text = "Sara Karimi met Sara."
    assert [(text[one.start : one.end], one.name) for one in marks(text, "Sara", "Sara Karimi")] == [
        ("Sara Karimi", 1),
        ("Sara", 0),
    ]


def test_a_latin_name_in_other_capitals_is_not_certain():
    text = "Mark said: mark it. MARK"
    assert words(text, "Mark") == ["Mark", "MARK"]
    assert words(text, "Mark", certain=False) == ["mark"]


@pytest.mark.parametrize("listed", ["O'Brien", "O’Brien"])
def test_an_apostrophe_may_be_straight_or_curly(listed):
    assert words("O'Brien and O’Brien", listed) == ["O'Brien", "O’Brien"]


def test_a_possessive_leaves_its_ending():
    assert words("Sara's and Sara’s", "Sara") == ["Sara", "Sara"]


def test_places_are_exact_behind_emoji_and_dropped_signs():
    text = "😀😀 عـ\u200fلی\nخط دوم 🙂 علی"
    (first, second) = marks(text, "علی")
    assert (text[first.start : first.end], text[second.start : second.end]) == ("عـ\u200fلی", "علی")


@pytest.mark.parametrize(
    "text,kind,found",
    [
        ("شماره‌ام ۰۹۱۲ ۳۴۵ ۶۷۸۹ است", IdentifierKind.PHONE, "۰۹۱۲ ۳۴۵ ۶۷۸۹"),
        ("تلفن:٠٢١٨٨٧٧٦٦٥٥.", IdentifierKind.PHONE, "٠٢١٨٨٧٧٦٦٥٥"),
        ("کد ملی ۰۰۱۳۵۴۲۴۱۹ بود", IdentifierKind.NATIONAL_ID, "۰۰۱۳۵۴۲۴۱۹"),
        ("کارت 6037-9911-9950-0590 را", IdentifierKind.CARD, "6037-9911-9950-0590"),
        ("شبا IR۰۶ ۲۹۶۰ ۰۰۰۰ ۰۰۱۰ ۰۳۲۴ ۲۰۰۰ ۰۱ به نام", IdentifierKind.IBAN, "IR۰۶ ۲۹۶۰ ۰۰۰۰ ۰۰۱۰ ۰۳۲۴ ۲۰۰۰ ۰۱"),
        ("ایمیل:Ali.Reza@Mail.Example.com، بنویس", IdentifierKind.EMAIL, "Ali.Reza@Mail.Example.com"),
    ],
)
def test_numbers_and_addresses_in_persian_and_latin_digits(text, kind, found):
    assert [(text[one.start : one.end], one.kind) for one in marks(text, kinds=ALL)] == [(found, kind)]


def test_only_the_kinds_that_are_wanted_are_found():
    assert marks("0912 345 6789", kinds=frozenset({IdentifierKind.EMAIL})) == []


def test_two_phones_beside_each_other_are_two():
    text = "09123456789 09127654321"
    assert words(text, kinds=ALL) == text.split()


def test_progress_is_told_for_every_paragraph():
    assert [end for end, _ in Finder(Wanted(("x",))).in_paragraphs("ab\n\nc")] == [2, 3, 5]


def test_entities_come_from_a_trained_pipeline_and_are_never_certain(tmp_path):
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [{"label": "PERSON", "pattern": "Dr Miller"}, {"label": "DATE", "pattern": "May"}]
    )
    pipeline.to_disk(tmp_path / "toy")
    text = "In May Dr Miller came."
    (mark,) = marks(text, pipelines=(str(tmp_path / "toy"),))
    assert (text[mark.start : mark.end], mark.kind, mark.is_certain) == ("Dr Miller", EntityKind.PERSON, False)


def test_a_pipeline_that_does_not_load_is_refused_by_name():
    with pytest.raises(InvalidOperation) as refused:
        Finder(Wanted(pipelines=("fa_nowhere",)))
    assert refused.value.reason is OperationReason.UNUSABLE_PIPELINE
    assert refused.value.facts["pipeline"] == "fa_nowhere"


def test_installed_pipelines_are_a_list_of_names():
    assert all(name[:3] in ("fa_", "en_", "xx_") for name in installed_pipelines())
