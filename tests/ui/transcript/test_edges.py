import pytest

from qdatool.text.spans import Span
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.edges import edge_at, grown, moved_by_word
from qdatool.ui.transcript.values import Edge, Unit
from tests.ui.transcript.builders import PERSIAN, content, span_of

TEXT = "I: Why so?\nP1: We sold bread. Then ۳٫۵ سال گذشت! می‌خواهم بمانم.\nAnd more of it.\nI: Ok."


def grown_words(unit: Unit, *, at: str | None = None, selected: str | None = None) -> str:
    display = DisplayText(content(TEXT))
    span = span_of(TEXT, selected) if selected else None
    caret = TEXT.index(at) if at else 0
    return grown(display, span, caret, unit).cut(TEXT)


def test_the_caret_grows_to_its_sentence():
    assert grown_words(Unit.SENTENCE, at="sold") == "We sold bread."


def test_a_number_does_not_end_a_sentence():
    assert grown_words(Unit.SENTENCE, at="گذشت") == "Then ۳٫۵ سال گذشت!"


def test_a_selection_grows_to_all_sentences_it_touches():
    assert grown_words(Unit.SENTENCE, selected="bread. Then") == "We sold bread. Then ۳٫۵ سال گذشت!"


def test_a_whole_sentence_stays_as_it_is():
    assert grown_words(Unit.SENTENCE, selected="We sold bread.") == "We sold bread."


def test_a_paragraph_leaves_the_label_out():
    assert grown_words(Unit.PARAGRAPH, at="sold") == "We sold bread. Then ۳٫۵ سال گذشت! می‌خواهم بمانم."


def test_a_turn_holds_all_its_paragraphs():
    assert grown_words(Unit.TURN, at="more").startswith("We sold bread.")
    assert grown_words(Unit.TURN, at="sold").endswith("And more of it.")


def test_nothing_grows_on_a_blank_line():
    assert grown(DisplayText(content("one\n\ntwo")), None, 4, Unit.SENTENCE) is None


@pytest.mark.parametrize(
    ("edge", "step", "expected"),
    [
        (Edge.END, 1, "بعد با گاری"),
        (Edge.END, -1, "بعد"),
        (Edge.START, -1, "می‌فروختیم، بعد با"),
        (Edge.START, 1, "با"),
    ],
)
def test_an_edge_moves_by_a_word(edge, step, expected):
    assert moved_by_word(PERSIAN, span_of(PERSIAN, "بعد با"), edge, step).cut(PERSIAN) == expected


@pytest.mark.parametrize(("edge", "step"), [(Edge.END, -1), (Edge.START, 1)])
def test_one_word_always_stays(edge, step):
    span = span_of(PERSIAN, "تنور")
    assert moved_by_word(PERSIAN, span, edge, step) == span


def test_an_edge_stops_at_the_ends_of_the_text():
    whole = Span(0, len(PERSIAN))
    assert moved_by_word(PERSIAN, whole, Edge.END, 1) == whole
    assert moved_by_word(PERSIAN, whole, Edge.START, -1) == whole


@pytest.mark.parametrize(
    ("edge", "at", "expected"),
    [
        (Edge.END, "گاری", "نان را از پنجره می‌فروختیم، بعد با گاری"),
        (Edge.END, "ز پنجره", "نان را از"),
        (Edge.START, "ور داشت", "تنور داشت 😀 و هیچ مشتری. نان را از پنجره"),
        (Edge.START, "پنجره", "پنجره"),
    ],
)
def test_a_pulled_edge_snaps_to_the_word_under_it(edge, at, expected):
    span = span_of(PERSIAN, "نان را از پنجره")
    position = PERSIAN.index(at) + (1 if edge is Edge.END else 0)
    assert edge_at(PERSIAN, span, edge, position).cut(PERSIAN) == expected


def test_a_pulled_edge_never_crosses_the_other():
    span = span_of(PERSIAN, "نان را از پنجره")
    assert edge_at(PERSIAN, span, Edge.START, len(PERSIAN)).cut(PERSIAN) == "پنجره"
    assert edge_at(PERSIAN, span, Edge.END, 0).cut(PERSIAN) == "نان"
