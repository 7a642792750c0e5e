"""Who asks in an interview."""

import pytest

from qdatool.text.interviewers import asks


@pytest.mark.parametrize("label", ["Interviewer", "INT 2", "مصاحبه‌گر", "مصاحبه گر", "پرسشگر (تلفنی)", "س"])
def test_a_label_of_the_interviewer(label):
    assert asks(label)


@pytest.mark.parametrize("label", ["P1", "Participant", "مصاحبه‌شونده", "سارا", ""])
def test_a_label_of_somebody_else(label):
    assert not asks(label)
