from qdatool.text.direction import TextDirection
from qdatool.ui.transcript.display import LONGEST_BLOCK, DisplayText
from qdatool.ui.transcript.values import SpeakerTurn, TranscriptContent
from tests.ui.transcript.builders import ENGLISH, content, utf16


def test_the_shown_text_has_as_many_utf16_units_as_the_stored_one():
    display = DisplayText(content(ENGLISH))
    assert len(display.text.encode("utf-16-le")) == len(ENGLISH.encode("utf-16-le"))


def test_labels_are_hidden_and_their_speakers_kept():
    display = DisplayText(content("Interviewer: Why?\nP1: Because."))
    assert display.text.replace("\u200c", "") == "Why?\nBecause."
    assert [block.speaker for block in display.blocks] == ["Interviewer", "P1"]
    assert [block.is_interviewer for block in display.blocks] == [True, False]


def test_a_hidden_label_with_an_emoji_keeps_the_length():
    text = "Sara 😀: yes"
    display = DisplayText(TranscriptContent(text, (SpeakerTurn(8, 11, "Sara 😀"),)))
    assert display.text == "\u200c" * 9 + "yes"
    assert len(display.text.encode("utf-16-le")) == len(text.encode("utf-16-le"))


def test_a_turn_recorded_from_its_label_on_hides_the_label_too():
    display = DisplayText(TranscriptContent("P1: Because.", (SpeakerTurn(0, 12, "P1"),)))
    assert display.text == "\u200c" * 4 + "Because."


def test_words_before_a_colon_that_name_no_speaker_stay():
    text = "He said: no."
    display = DisplayText(TranscriptContent(text, (SpeakerTurn(0, len(text), "P1"),)))
    assert display.text == text


def test_a_turn_of_two_paragraphs_names_its_speaker_at_both():
    text = "P1: First.\nSecond.\nI: Third."
    display = DisplayText(TranscriptContent(text, (SpeakerTurn(4, 18, "P1"), SpeakerTurn(22, 28, "I"))))
    assert [block.speaker for block in display.blocks] == ["P1", "P1", "I"]


def test_blank_lines_have_no_number():
    display = DisplayText(TranscriptContent("one\n\n \ntwo"))
    assert [block.number for block in display.blocks] == [1, None, None, 2]
    assert display.paragraph_count == 2


def test_a_paragraph_runs_the_way_of_most_of_its_letters_after_the_label():
    display = DisplayText(content("P1: سلام با API\nم۱: This is English با\nP1: سلام"))
    assert [block.is_right_to_left for block in display.blocks] == [True, False, True]
    assert display.is_right_to_left


def test_a_line_without_letters_follows_the_document():
    display = DisplayText(TranscriptContent("سلام\n123\n"))
    assert [block.is_right_to_left for block in display.blocks] == [True, True, True]


def test_a_fixed_direction_decides_the_side_of_the_margin_only():
    display = DisplayText(TranscriptContent("سلام", direction=TextDirection.LTR))
    assert not display.is_right_to_left
    assert display.blocks[0].is_right_to_left


def test_a_very_long_paragraph_is_broken_at_spaces_without_a_change_of_length():
    text = "word " * 5_000 + "end"
    display = DisplayText(TranscriptContent(text))
    assert len(display.blocks) == 3
    assert max(block.end - block.start for block in display.blocks) <= LONGEST_BLOCK
    assert display.text.replace("\n", " ") == text
    assert [block.number for block in display.blocks] == [1, None, None]


def test_a_long_paragraph_without_spaces_stays_whole():
    assert len(DisplayText(TranscriptContent("x" * 25_000)).blocks) == 1


def test_block_starts_are_right_behind_emoji():
    text = "😀😀\nab\n😀c"
    display = DisplayText(TranscriptContent(text))
    assert display.block_starts16 == [utf16(text, start) for start in (0, 3, 6)]
    assert [display.block_at16(utf16(text, position)) for position in (2, 3, 5, 6)] == [0, 1, 1, 2]


def test_the_turn_at_a_position():
    display = DisplayText(content(ENGLISH))
    assert display.turn_at(ENGLISH.index("oven")).speaker == "P1"
    assert DisplayText(TranscriptContent("alone")).turn_at(2) is None
