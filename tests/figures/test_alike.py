"""Which nodes of a figure are of one kind."""

from __future__ import annotations

from dataclasses import replace

from qdatool.coding.roles import Direction
from qdatool.figures.alike import keys_alike, links_alike
from qdatool.figures.spec import (
    BoxItem,
    FigureLanguage,
    FreeLink,
    FreeNode,
    FreeSpec,
    GioiaSpec,
    LabelText,
    NodeForm,
    ThemeNode,
    TreeSpec,
)

WORDS = (LabelText("Theme", "en"),)


def theme(number, *children):
    return ThemeNode(f"code:{number}", WORDS, children)


SIX = theme(1, theme(2, theme(3)), theme(4, theme(5), theme(6)))


def test_roles_categories_and_codes_below_them_are_three_kinds(paradigm):
    spec = paradigm("en", items=2)
    first = spec.boxes[0]
    below = BoxItem("code:900", WORDS, is_below=True)
    spec = replace(spec, boxes=(replace(first, items=(*first.items, below)), *spec.boxes[1:]))
    assert keys_alike(spec, "role:causal") == tuple(box.key for box in spec.boxes)
    assert keys_alike(spec, "code:1") == (
        "code:1",
        "code:2",
        *(f"code:{100 * i + n}" for i in range(2, 6) for n in (1, 2)),
    )
    assert keys_alike(spec, "code:900") == ("code:900",)
    assert keys_alike(spec, "code:101") == ("code:101",)


def test_a_level_of_a_hierarchy_is_a_kind_however_it_is_drawn():
    values = ("T", FigureLanguage.EN, Direction.LTR, (SIX,))
    for spec in (TreeSpec(*values), GioiaSpec(*values, headings=(WORDS, WORDS, WORDS))):
        assert keys_alike(spec, "code:1") == ("code:1",)
        assert keys_alike(spec, "code:4") == ("code:2", "code:4")
        assert keys_alike(spec, "code:6") == ("code:3", "code:5", "code:6")


def test_a_form_of_a_map_is_a_kind():
    forms = {"code:1": NodeForm.CODE, "note:2": NodeForm.NOTE, "code:3": NodeForm.CODE}
    nodes = tuple(FreeNode(key, WORDS, form=form) for key, form in forms.items())
    spec = FreeSpec("M", FigureLanguage.EN, Direction.LTR, nodes)
    assert keys_alike(spec, "code:3") == ("code:1", "code:3")
    assert keys_alike(spec, "note:2") == ("note:2",)
    assert keys_alike(spec, "code:77") == ()


def test_links_of_one_kind_join_roles_levels_or_things_by_one_type(paradigm):
    first = paradigm("en").links[0].key
    assert links_alike(paradigm("en"), first) == tuple(link.key for link in paradigm("en").links)
    values = ("T", FigureLanguage.EN, Direction.LTR, (SIX,))
    pairs = ("link:code:1>code:2", "link:code:1>code:4")
    assert links_alike(TreeSpec(*values), pairs[0]) == pairs
    gioia = GioiaSpec(*values, headings=(WORDS, WORDS, WORDS))
    assert links_alike(gioia, "link:code:4>code:1") == ("link:code:2>code:1", "link:code:4>code:1")
    assert links_alike(gioia, "link:code:77>code:1") == ()


def test_links_of_a_map_are_told_apart_by_their_type():
    causes = (LabelText("causes", "en"),)
    links = (FreeLink("a", "b", kind=causes), FreeLink("b", "c"), FreeLink("c", "a", kind=causes))
    spec = FreeSpec("M", FigureLanguage.EN, Direction.LTR, (), links)
    assert links_alike(spec, "link:a>b") == ("link:a>b", "link:c>a")
    assert links_alike(spec, "link:b>c") == ("link:b>c",)
