import pytest

from qdatool.text.spans import Span
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.edges import edge_at, grown, moved_by_word, moved_edge
from qdatool.ui.transcript.growth import Growth
from qdatool.ui.transcript.values import Edge, Stride, Unit
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


def test_a_caret_grows_to_word_sentence_paragraph_and_turn_and_shrinks_the_same_way():
    display, growth, caret = DisplayText(content(TEXT)), Growth(), TEXT.index("خواهم")
    steps, span = [], None
    for _ in range(5):
        span = growth.grown(display, span, caret)
        steps.append(span.cut(TEXT))
    sentence, paragraph = "می‌خواهم بمانم.", "We sold bread. Then ۳٫۵ سال گذشت! می‌خواهم بمانم."
    turn = f"{paragraph}\nAnd more of it."
    assert steps == ["می‌خواهم", sentence, paragraph, turn, turn]
    back = []
    for _ in range(4):
        span, place = growth.shrunk(display, span)
        back.append((span.cut(TEXT) if span else None, place))
    assert [words for words, _ in back] == [paragraph, sentence, "می‌خواهم", None]
    assert back[-1][1] == caret


QUOTING = "م۱: مدیرم گفت «هنوز زود است، صبر کن» و رفت. بعد «خب»."


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("صبر", ["صبر", "هنوز زود است، صبر کن", "مدیرم گفت «هنوز زود است، صبر کن» و رفت."]),
        ("رفت", ["رفت", "مدیرم گفت «هنوز زود است، صبر کن» و رفت."]),
        ("خب", ["خب", "بعد «خب»."]),
    ],
)
def test_what_is_quoted_is_a_step_between_word_and_sentence(at, expected):
    display, span, steps = DisplayText(content(QUOTING)), None, []
    for _ in expected:
        span = Growth().grown(display, span, QUOTING.index(at))
        steps.append(span.cut(QUOTING))
    assert steps == expected


def test_a_selection_made_otherwise_shrinks_to_the_unit_at_its_end():
    display = DisplayText(content(TEXT))
    span = span_of(TEXT, "We sold bread. Then ۳٫۵ سال گذشت!")
    shrunk = []
    while span is not None:
        span, _ = Growth().shrunk(display, span)
        shrunk.append(span.cut(TEXT) if span else None)
    assert shrunk == ["Then ۳٫۵ سال گذشت!", "!", None]


def moved(words: str, edge: Edge, stride: Stride, step: int, text: str = TEXT) -> str:
    display = DisplayText(content(text))
    return moved_edge(display, span_of(text, words), edge, stride, step).cut(text)


@pytest.mark.parametrize(
    ("words", "edge", "step", "expected"),
    [
        ("sold", Edge.END, 1, "sold b"),
        ("sold", Edge.END, -1, "sol"),
        ("sold", Edge.START, -1, "e sold"),
        ("sold", Edge.START, 1, "old"),
        ("می‌خواهم", Edge.START, 1, "ی‌خواهم"),
        ("ی‌خ", Edge.END, -1, "ی"),
        ("s", Edge.END, -1, "s"),
        ("Ok.", Edge.END, 1, "Ok."),
    ],
)
def test_an_edge_moves_by_a_visible_letter(words, edge, step, expected):
    assert moved(words, edge, Stride.LETTER, step) == expected


def test_a_letter_takes_its_marks_along():
    text = "الفِ بِه خانهٔ ما"
    assert moved("خان", Edge.END, Stride.LETTER, 1, text) == "خانهٔ"
    assert moved("بِه", Edge.START, Stride.LETTER, -1, text) == "فِ بِه"


@pytest.mark.parametrize(
    ("words", "edge", "step", "expected"),
    [
        ("sold", Edge.END, 1, "sold bread."),
        ("sold bread.", Edge.END, 1, "sold bread. Then ۳٫۵ سال گذشت!"),
        ("bread. Then", Edge.END, -1, "bread."),
        ("sold", Edge.END, -1, "sold"),
        ("Then", Edge.START, -1, "We sold bread. Then"),
        ("سال گذشت", Edge.START, -1, "Then ۳٫۵ سال گذشت"),
        ("sold bread. Then", Edge.START, 1, "Then"),
        ("بمانم.", Edge.END, 1, "بمانم.\nAnd more of it."),
    ],
)
def test_an_edge_moves_by_a_sentence(words, edge, step, expected):
    assert moved(words, edge, Stride.SENTENCE, step) == expected


def test_an_edge_passes_over_the_name_of_the_next_speaker_to_the_sentence_after_it():
    assert moved("more of it.", Edge.END, Stride.SENTENCE, 1) == "more of it.\nI: Ok."


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
