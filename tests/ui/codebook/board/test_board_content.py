from __future__ import annotations

from qdatool.coding.codes import CodeTree
from qdatool.ui.codebook.board.content import Board, Part, board_of
from tests.ui.codebook.board.trees import GROUNDED, NETWORK, tree_of


def shown(board: Board, tree: CodeTree) -> dict[str, dict[str, list[str]]]:
    """Return the lanes by name with their columns by name with their cards; a dash stands for no name."""

    def label(code_id: int | None) -> str:
        return "-" if code_id is None else tree.codes[code_id].label

    return {
        label(lane.code_id): {
            label(column.code_id): ["." * card.depth + label(card.code_id) for card in column.cards]
            for column in lane.columns
        }
        for lane in board.lanes
    }


def board(text: str, keys=GROUNDED) -> tuple[Board, dict[str, dict[str, list[str]]], list[str]]:
    tree, levels, _ = tree_of(text, keys)
    made = board_of(tree, levels)
    return made, shown(made, tree), [tree.codes[card.code_id].label for card in made.inbox.cards]


def test_levels_decide_what_is_a_lane_a_column_and_a_card():
    _, lanes, inbox = board(
        """
Causes selective
  Mistrust axial
    late open
    rude open
  Bribes axial
free open
"""
    )

    assert lanes == {"Causes": {"Mistrust": ["late", "rude"], "Bribes": []}}
    assert inbox == ["free"]


def test_an_open_code_directly_under_a_selective_one_lies_in_a_column_without_a_name():
    _, lanes, inbox = board("Causes selective\n  late open\n  Mistrust axial\n    rude open\n")

    assert lanes == {"Causes": {"Mistrust": ["rude"], "-": ["late"]}}
    assert inbox == []


def test_an_open_code_under_another_lies_below_it_in_the_same_column():
    _, lanes, _ = board("Causes selective\n  Mistrust axial\n    late open\n      later open\n    rude open\n")

    assert lanes["Causes"]["Mistrust"] == ["late", ".later", "rude"]


def test_an_open_code_under_one_of_the_inbox_lies_there_too():
    made, _, inbox = board("free open\n  freer open\n")

    assert inbox == ["free", "freer"]
    assert [card.depth for card in made.inbox.cards] == [0, 1]


def test_an_axial_code_in_no_selective_one_lies_in_a_lane_without_a_name_at_the_end():
    _, lanes, _ = board("Mistrust axial\n  late open\nCauses selective\n")

    assert list(lanes) == ["Causes", "-"]
    assert lanes["-"] == {"Mistrust": ["late"]}


def test_an_axial_code_under_another_is_a_column_of_its_own_beside_it():
    made, lanes, _ = board("Causes selective\n  Mistrust axial\n    Deep axial\n      late open\n")

    assert lanes["Causes"] == {"Mistrust": [], "Deep": ["late"]}
    assert [column.inside is None for column in made.lanes[0].columns] == [True, False]


def test_a_lane_of_lanes_alone_is_a_heading():
    made, lanes, _ = board(
        "Work global\n  Mastery organizing\n    Skill pre-organizing\n      reads basic\n  Growth organizing\n", NETWORK
    )

    assert list(lanes) == ["Work", "Mastery", "Growth"]
    assert [lane.is_heading for lane in made.lanes] == [True, False, False]
    assert made.lanes[1].above == (made.lanes[0].code_id,)
    assert lanes["Mastery"] == {"Skill": ["reads"]}


def test_two_levels_have_columns_and_no_lanes():
    made, lanes, inbox = board("Theme theme\n  a code\nb code\n", ("theme", "code"))

    assert not made.has_lanes
    assert lanes == {"-": {"Theme": ["a"]}}
    assert inbox == ["b"]


def test_with_one_level_the_tree_decides():
    _, lanes, inbox = board("Top code\n  Middle code\n    leaf code\n  odd code\nalone code\n", ("code",))

    assert lanes == {"Top": {"Middle": ["leaf"], "-": ["odd"]}}
    assert inbox == ["alone"]


def test_an_empty_project_has_one_lane_for_what_will_come():
    _, lanes, inbox = board("")

    assert lanes == {"-": {}}
    assert inbox == []


def test_every_code_stands_on_the_board_once():
    text = """
Causes selective
  Mistrust axial
    late open
      Odd selective
        Under axial
          x open
    Inner axial
      y open
  z open
lone open
  Strange axial
    w open
"""
    tree, levels, _ = tree_of(text)
    made = board_of(tree, levels)

    lanes = [lane.code_id for lane in made.lanes if lane.code_id is not None]
    columns = [column.code_id for column in made.columns() if column.code_id is not None]
    cards = [card.code_id for column in (*made.columns(), made.inbox) for card in column.cards]
    assert sorted(lanes + columns + cards) == sorted(tree.codes)
    assert {made.parts[one] for one in lanes} == {Part.LANE}
