"""Numbers in the digits of a language."""

from __future__ import annotations

import pytest

from qdatool.wording import localized_number


@pytest.mark.parametrize(("language", "expected"), [("en", "-0.57"), ("fa", "\u200e−۰٫۵۷")])
def test_a_minus_stays_before_its_digits_in_a_line_from_the_right(language, expected):
    assert localized_number(-0.57, language, 2) == expected
