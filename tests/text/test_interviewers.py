"""Who asks is told by the label, whatever its spelling."""

from qdatool.text.interviewers import asks


def test_interviewers_are_known_by_their_label():
    assert all(map(asks, ("Interviewer", "interviewer 2", "پرسشگر", "مصاحبه گر", "محقق (تلفنی)")))
    assert not any(map(asks, ("P1", "م۱", "نگار", "Question time")))
