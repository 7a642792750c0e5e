"""A passage with its source, in both languages."""

from qdatool.wording.references import PassageSource, quoted, reference


def test_a_reference_names_interview_participant_and_paragraph():
    source = PassageSource("مصاحبهٔ ۳", ("زهرا", "علی"), 12, 12)
    assert f"{quoted(' متن ', 'fa')} {reference(source, 'fa')}" == "«متن» (مصاحبهٔ ۳، زهرا، علی، بند ۱۲)"


def test_a_long_passage_names_its_first_and_last_paragraph():
    source = PassageSource("Interview 3", ("P3",), 12, 14)
    assert f"{quoted('text', 'en')} {reference(source, 'en')}" == "“text” (Interview 3, P3, paragraphs 12 to 14)"
    assert reference(source, "fa") == "(Interview 3، P3، بندهای ۱۲ تا ۱۴)"


def test_a_participant_that_the_interview_is_named_after_is_not_said_twice():
    assert reference(PassageSource("P3", ("P3",), 1, 1), "en") == "(P3, paragraph 1)"
