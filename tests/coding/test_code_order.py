from __future__ import annotations

from qdatool.coding.code_order import CodeOrder, last_used, ordered_children
from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, counts_in_tree
from tests.builders import SECOND_TEXT, FakeClock, Sample, span_of


def children(project: Project, order: CodeOrder, parent: int | None = None, language: str = "fa") -> tuple[int, ...]:
    tree = load_codes(project)
    return ordered_children(tree, order, language, counts_in_tree(project, tree), last_used(project))[parent]


def test_the_tree_keeps_the_order_that_was_given(project: Project, ids: Sample) -> None:
    assert children(project, CodeOrder.TREE) == (ids.category, ids.outcome, ids.loose)


def test_names_sort_as_in_a_persian_dictionary(project: Project, ids: Sample) -> None:
    made = {
        label: create_code(project, CodeDraft(label, ids.outcome)) for label in ("گره", "پول", "کار", "آرامش", "بیم")
    }
    assert children(project, CodeOrder.NAME, ids.outcome) == (
        *(made["آرامش"], made["بیم"], made["پول"], made["کار"], made["گره"]),
        ids.stayed,
    )


def test_the_most_grounded_code_comes_first_with_what_lies_below_it(project: Project, ids: Sample) -> None:
    apply_code(project, ids.second, ids.stayed, span_of(SECOND_TEXT, "My manager trusted me."))
    apply_code(project, ids.second, ids.stayed, span_of(SECOND_TEXT, "tired at times"))
    assert children(project, CodeOrder.GROUNDED) == (ids.outcome, ids.category, ids.loose)


def test_a_code_is_as_recent_as_what_lies_below_it(project: Project, ids: Sample, clock: FakeClock) -> None:
    clock.advance(60)
    apply_code(project, ids.second, ids.stayed, span_of(SECOND_TEXT, "tired at times"))
    assert children(project, CodeOrder.RECENT)[0] == ids.outcome


def test_a_code_that_nobody_used_is_as_recent_as_its_making(project: Project, ids: Sample, clock: FakeClock) -> None:
    clock.advance(60)
    made = create_code(project, CodeDraft("تازه"))
    assert children(project, CodeOrder.RECENT)[0] == made
