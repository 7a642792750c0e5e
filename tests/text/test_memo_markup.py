"""The markup of memos: it reads what it writes, and leaves plain text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.text.memo_markup import (
    Block,
    BlockKind,
    LinkKind,
    LinkTarget,
    Run,
    links_in,
    plain_text,
    read_markup,
    tidy,
    write_markup,
)

CODE = LinkTarget(LinkKind.CODE, "00ff")

PIECES = [*"ab *[]()#-\\:0f", "می\u200cرود", "ي", "۱", "«", "\u00a0", "😀", "(code:00ff)", "[x]", "\t"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
RUNS = st.builds(Run, TEXTS, st.booleans(), st.booleans(), st.sampled_from([None, None, None, CODE]))
BLOCKS = st.builds(Block, st.sampled_from(BlockKind), st.lists(RUNS, max_size=5).map(tuple))


@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_what_is_written_is_read_again(blocks):
    body = write_markup(blocks)
    assert read_markup(body) == tuple(tidy(block) for block in blocks)
    assert write_markup(read_markup(body)) == body


@given(st.text(max_size=40).filter(lambda text: "\r" not in text))
def test_any_text_can_be_read_and_settles_after_one_writing(text):
    body = write_markup(read_markup(text))
    assert write_markup(read_markup(body)) == body


@pytest.mark.parametrize(
    "text",
    [
        "",
        "یک یادداشت ساده.\n\nبا سطری خالی",
        "5 * 3 * 4 = 60",
        "a lone * and [brackets] (and these)",
        "C:\\folder and #tag and -dash",
        "می‌خواهم\u00a0بروم",
    ],
)
def test_plain_text_stays_as_it_was_typed(text):
    assert plain_text(text) == text


@pytest.mark.parametrize("text", ["", "ساده\n\nدو سطر", "[brackets] and #tag", "می‌خواهم\u00a0بروم"])
def test_plain_text_without_asterisks_is_written_as_it_was(text):
    assert write_markup(read_markup(text)) == text


def test_the_parts_of_a_memo():
    body = "# عنوان\n- **پررنگ** و *کج*\nنگاه کنید به [اعتماد](code:00ff)."
    assert read_markup(body) == (
        Block(BlockKind.HEADING, (Run("عنوان"),)),
        Block(BlockKind.BULLET, (Run("پررنگ", is_bold=True), Run(" و "), Run("کج", is_italic=True))),
        Block(BlockKind.PARAGRAPH, (Run("نگاه کنید به "), Run("اعتماد", target=CODE), Run("."))),
    )
    assert links_in(body) == (CODE,)
    assert plain_text(body) == "عنوان\nپررنگ و کج\nنگاه کنید به اعتماد."


def test_text_that_looks_like_markup_is_told_apart():
    blocks = (Block(BlockKind.PARAGRAPH, (Run("- no item, [no](code:00ff) link, **no** look"),)),)
    body = write_markup(blocks)
    assert body == "\\- no item, \\[no](code:00ff) link, \\*\\*no\\*\\* look"
    assert read_markup(body) == blocks


@pytest.mark.parametrize("words", ["[[](code:00ff)", "a[b [](code:00ff) c", "\\[[x](code:00ff)"])
def test_brackets_before_what_looks_like_a_link_make_none(words):
    blocks = (Block(BlockKind.PARAGRAPH, (Run(words),)),)
    assert read_markup(write_markup(blocks)) == blocks
