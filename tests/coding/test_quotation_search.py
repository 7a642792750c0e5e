"""Quotations by words in them."""

from __future__ import annotations

from qdatool.coding.project import Project
from qdatool.coding.quotation_search import find_quotations
from tests.builders import Sample


def test_spelling_and_joiners_do_not_matter(project: Project, ids: Sample) -> None:
    assert find_quotations(project, "خسته مي شدم") == (ids.held_quotation,)
    assert find_quotations(project, "خسته می‌شدم") == (ids.held_quotation,)


def test_case_does_not_matter_and_words_across_two_quotations_are_none(project: Project, ids: Sample) -> None:
    assert find_quotations(project, "i STAYED") == (ids.lone_quotation,)
    assert find_quotations(project, "داشت خسته") == ()


def test_nothing_is_found_for_nothing(project: Project) -> None:
    assert find_quotations(project, "  ") == ()


def test_no_more_are_given_than_asked_for(project: Project, ids: Sample) -> None:
    assert find_quotations(project, "ا", most=1) == (ids.quotation,)
