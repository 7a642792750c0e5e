from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest

from qdatool.coding.code_import import ImportedCodes, import_codes
from qdatool.coding.codes import CodeDraft, create_code, find_code, load_codes
from qdatool.coding.drafts import CodeRow
from qdatool.coding.levels import list_levels
from qdatool.coding.project import Project
from qdatool.coding.roles import Role, Template
from qdatool.errors import ImportFailed, RowReason
from tests.builders import Sample, dump, empty_project


def rows(*cells: tuple[str, ...], level: str = "") -> list[CodeRow]:
    """Return rows of (label, parent, level); the spreadsheet row counts from 2."""
    return [
        CodeRow(number, label, parent=(*rest, "", "")[0], level=(*rest, "", "")[1] or level)
        for number, (label, *rest) in enumerate(cells, start=2)
    ]


def paths(project: Project) -> list[str]:
    tree = load_codes(project)
    return [tree.path(code.id) for code in tree]


def refused(project: Project, table: list[CodeRow]) -> tuple[RowReason, int]:
    before = dump(project)
    with pytest.raises(ImportFailed) as error:
        import_codes(project, table)
    assert dump(project) == before
    reason, row = error.value.facts["row_reason"], error.value.facts["row"]
    assert isinstance(reason, RowReason) and isinstance(row, int)
    return reason, row


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_parents_may_stand_anywhere(blank: Project, order: tuple[int, ...]) -> None:
    table = rows(("برگ", "شاخه"), ("شاخه", "ریشه"), ("ریشه",))
    import_codes(blank, [table[place] for place in order])
    assert paths(blank) == ["ریشه", "ریشه / شاخه", "ریشه / شاخه / برگ"]


def test_siblings_keep_the_order_of_the_table(blank: Project) -> None:
    import_codes(blank, rows(("ج", "ریشه"), ("الف", "ریشه"), ("ریشه",), ("ب", "ریشه")))
    assert paths(blank) == ["ریشه", "ریشه / ج", "ریشه / الف", "ریشه / ب"]


def test_the_same_label_in_several_branches_needs_paths(blank: Project) -> None:
    table = rows(("یک",), ("دو",), ("حمایت", "یک"), ("حمایت", "دو"), ("مدیر", "یک / حمایت"), ("خانواده", "دو / حمایت"))
    import_codes(blank, table)
    assert "یک / حمایت / مدیر" in paths(blank)
    assert "دو / حمایت / خانواده" in paths(blank)


@pytest.mark.parametrize("parent", ["خانه / کار", "خانه // کار"])
def test_a_parent_with_a_slash_may_be_named_as_it_is_or_as_in_a_path(blank: Project, parent: str) -> None:
    import_codes(blank, rows(("خستگی", parent), ("خانه / کار",)))
    assert paths(blank) == ["خانه // کار", "خانه // کار / خستگی"]


def test_a_parent_that_may_be_two_codes_is_refused(blank: Project) -> None:
    table = rows(("یک",), ("دو",), ("حمایت", "یک"), ("حمایت", "دو"), ("مدیر", "حمایت"))
    assert refused(blank, table) == (RowReason.AMBIGUOUS_PARENT, 6)


def test_a_parent_in_the_project_that_may_be_two_codes_is_refused(project: Project, ids: Sample) -> None:
    create_code(project, CodeDraft("اعتماد", ids.outcome))
    assert refused(project, rows(("مدیر", "اعتماد"))) == (RowReason.AMBIGUOUS_PARENT, 2)


def test_a_label_with_a_slash_is_doubled_in_a_parent_path(blank: Project) -> None:
    import_codes(blank, rows(("کار / زندگی",), ("توازن", "کار // زندگی"), ("وقت", "کار // زندگی / توازن")))
    assert paths(blank)[2] == "کار // زندگی / توازن / وقت"


def test_an_unknown_parent_is_refused(blank: Project) -> None:
    assert refused(blank, rows(("الف",), ("ب", "پ"))) == (RowReason.UNKNOWN_PARENT, 3)


def test_a_circle_is_refused_and_names_a_row_in_it(blank: Project) -> None:
    table = rows(("بیرون",), ("الف", "ب"), ("ب", "پ"), ("پ", "الف"), ("پایین", "الف"))
    reason, row = refused(blank, table)
    assert reason is RowReason.CYCLE
    assert row in (3, 4, 5)


def test_a_code_that_is_its_own_parent_is_a_circle(blank: Project) -> None:
    assert refused(blank, rows(("الف", "الف"))) == (RowReason.CYCLE, 2)


def test_a_child_may_be_called_like_its_parent(project: Project, ids: Sample) -> None:
    import_codes(project, rows(("خستگی", "خستگی")))
    assert load_codes(project).children_of(ids.loose)
    import_codes(project, rows(("تازه",), ("تازه", "تازه")))
    assert "تازه / تازه" in paths(project)


def test_an_empty_label_is_refused(blank: Project) -> None:
    assert refused(blank, rows(("الف",), ("  ",))) == (RowReason.EMPTY_LABEL, 3)


def test_an_unknown_role_is_refused(blank: Project) -> None:
    assert refused(blank, [CodeRow(2, "الف", role="hero")]) == (RowReason.UNKNOWN_ROLE, 2)


def test_a_bad_colour_is_refused(blank: Project) -> None:
    assert refused(blank, [CodeRow(2, "الف", color="blue")]) == (RowReason.BAD_COLOR, 2)


@pytest.mark.parametrize("spelling", ["كار", "کار", " کار"])
def test_the_same_code_twice_is_refused(blank: Project, spelling: str) -> None:
    assert refused(blank, rows(("کار",), (spelling,))) == (RowReason.DUPLICATE_CODE, 3)


def test_a_known_code_is_completed_and_not_made_again(project: Project, ids: Sample) -> None:
    table = [CodeRow(2, "اعتماد", {"en": "Trust"}, "زمینه‌های ماندن", definition="trust shown", color="#abcdef")]
    assert import_codes(project, table) == ImportedCodes(added=0, completed=1, new_levels=())
    code = load_codes(project).codes[ids.trust]
    assert (code.definition, code.color, code.label_in("en")) == ("trust shown", "#ABCDEF", "Trust")


def test_a_known_code_keeps_what_the_table_leaves_empty(project: Project, ids: Sample) -> None:
    before = load_codes(project).codes[ids.category]
    import_codes(project, rows(("زمینه‌های ماندن",)))
    assert load_codes(project).codes[ids.category] == before


def test_a_known_code_takes_the_level_that_the_table_gives(project: Project, ids: Sample) -> None:
    import_codes(project, rows(("خستگی", "", "selective")))
    tree = load_codes(project)
    assert tree.codes[ids.loose].level_id == tree.codes[ids.category].level_id


def test_a_table_imported_twice_changes_nothing(blank: Project) -> None:
    table = rows(("الف",), ("ب", "الف"), ("پ", "ب"))
    import_codes(blank, table)
    before = dump(blank)
    assert import_codes(blank, table).added == 0
    assert dump(blank) == before


def test_roles_colours_and_words_are_kept(blank: Project) -> None:
    row = CodeRow(2, "الف", {"en": "A"}, "", "axial", " Causal ", "#00ff00", "d", "i", "e", "x")
    import_codes(blank, [row])
    code = find_code(blank, "الف")
    assert (code.role, code.color, code.label_in("en")) == (Role.CAUSAL, "#00FF00", "A")
    assert (code.definition, code.include, code.exclude, code.example) == ("d", "i", "e", "x")


def level_of(project: Project, label: str) -> str:
    code = find_code(project, label)
    return next(level.key for level in list_levels(project) if level.id == code.level_id)


@pytest.mark.parametrize("name", ["axial", "Axial", "محوری", "محوري"])
def test_a_level_is_named_in_either_language(blank: Project, name: str) -> None:
    import_codes(blank, rows(("الف", "", name)))
    assert level_of(blank, "الف") == "axial"
    assert len(list_levels(blank)) == 3


def test_without_a_level_the_leaves_are_lowest(blank: Project) -> None:
    import_codes(blank, rows(("ریشه",), ("شاخه", "ریشه"), ("برگ", "شاخه"), ("تک",)))
    found = [level_of(blank, label) for label in ("ریشه", "شاخه", "برگ", "تک")]
    assert found == ["selective", "axial", "open", "open"]


NETWORK = rows(
    ("G", "", "global"),
    ("O", "G", "organizing"),
    ("P", "O", "pre-organizing"),
    ("B", "P", "basic"),
    ("B2", "O", "basic"),
)


@pytest.mark.parametrize("order", list(permutations(range(len(NETWORK)))))
def test_an_unknown_level_stands_where_its_codes_do(network: Project, order: tuple[int, ...]) -> None:
    imported = import_codes(network, [NETWORK[place] for place in order])
    assert imported.new_levels == ("pre-organizing",)
    assert [level.key for level in list_levels(network)] == ["global", "organizing", "pre-organizing", "basic"]
    network.undo()


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with empty_project(tmp_path_factory.mktemp("network") / "n.qdatool", Template.THEMATIC_NETWORK) as project:
        yield project


def test_an_unknown_level_over_known_ones_stands_above_them(blank: Project) -> None:
    import_codes(blank, rows(("م", "", "middle"), ("الف", "م", "open")))
    assert [level.key for level in list_levels(blank)] == ["selective", "axial", "middle", "open"]


def test_an_unknown_level_without_neighbours_stands_last(blank: Project) -> None:
    import_codes(blank, rows(("الف", "", "detail")))
    assert [level.key for level in list_levels(blank)] == ["selective", "axial", "open", "detail"]


def test_an_unknown_level_spelled_two_ways_is_one(blank: Project) -> None:
    assert import_codes(blank, rows(("الف", "", "Detail"), ("ب", "", "detail "))).new_levels == ("Detail",)


def test_a_usual_level_by_its_persian_name_keeps_its_key(blank: Project) -> None:
    import_codes(blank, rows(("الف", "", "پیش‌سازمان‌دهنده")))
    assert [level.key for level in list_levels(blank)][-1] == "pre-organizing"


def test_a_chain_of_thousands_is_no_trouble(blank: Project) -> None:
    table = rows(*((f"c{number}", f"c{number - 1}" if number else "") for number in range(3_000)))
    assert import_codes(blank, table).added == 3_000
    tree = load_codes(blank)
    assert len(tree.ancestors(next(reversed(tree.codes)))) == 2_999
