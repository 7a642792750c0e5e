from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from qdatool.coding.codes import CodeDraft, create_code, rename_code
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.documents import add_document
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.map_drawing import NodeSize, resize_node, route_link
from qdatool.coding.model_options import Arrangement, Counted, ModelOption
from qdatool.coding.model_roles import rename_role
from qdatool.coding.models import (
    NodePlace,
    caption_model,
    create_model,
    move_node,
    put_in_slot,
    rename_model,
    set_model_direction,
    set_model_option,
    take_from_slot,
    unpin_node,
)
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, load_codings
from qdatool.coding.relation_type_edits import TypeChange, add_relation_type, change_relation_type
from qdatool.coding.relations import add_evidence, relate_codes
from qdatool.coding.role_templates import RoleTemplate
from qdatool.coding.roles import Direction, LineStyle, ModelKind, Role, Stance, Template
from qdatool.errors import InvalidOperation
from qdatool.figures.gather import FigureChoices, empty_roles, spec_for_model
from qdatool.figures.spec import (
    FigureLanguage,
    GioiaSpec,
    LineKind,
    NetworkSpec,
    PinnedPosition,
    TreeSpec,
    link_key,
    role_key,
)
from qdatool.text.spans import Span

PERSIAN = FigureChoices()
ENGLISH = FigureChoices(FigureLanguage.EN)


@dataclass(frozen=True)
class Study:
    project: Project
    codes: dict[str, int]
    paradigm: int


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A project with a cause of two categories, a phenomenon and a strategy without categories."""
    draft = ProjectDraft("Study", "fa", Template.GROUNDED_THEORY, "Negar")
    project = create_project(tmp_path / "study.qdatool", draft)
    codes = {}

    def code(
        name: str, english: str = "", parent: str = "", role: Role | None = None, color: str | None = None
    ) -> None:
        labels = {"en": english} if english else {}
        draft = CodeDraft(name, codes.get(parent), labels=labels, role=role, color=color)
        codes[name] = create_code(project, draft)

    code("علت‌ها", "Causes", role=Role.CAUSAL, color="#A64736")
    code("نارضایتی", "Discontent", parent="علت‌ها", color="#622A56")
    code("فساد", parent="علت‌ها")
    code("حکمرانی", "Governance", role=Role.PHENOMENON)
    code("آموزش", "Training", role=Role.STRATEGY)
    paradigm = create_model(project, ModelKind.PARADIGM, "مدل", from_levels=True)
    yield Study(project, codes, paradigm)
    project.close()


def boxes(spec):
    return {box.role: box for box in spec.boxes}


def names(items):
    return [" / ".join(text.text for text in item.label) for item in items]


def test_a_box_lists_the_categories_in_its_slot(study):
    spec = spec_for_model(study.project, study.paradigm, PERSIAN)
    assert names(boxes(spec)[Role.CAUSAL].items) == ["نارضایتی", "فساد"]
    assert names([boxes(spec)[Role.PHENOMENON].heading]) == ["حکمرانی"]
    assert boxes(spec)[Role.CAUSAL].title[0].text == "شرایط علّی"
    assert spec.direction is Direction.RTL


def test_several_categories_of_a_core_role_are_listed_alike(study):
    process = create_model(study.project, ModelKind.PARADIGM, "Process", template=RoleTemplate.PROCESS)
    first, second = (create_code(study.project, CodeDraft(name)) for name in ("Asking", "Waiting"))
    put_in_slot(study.project, process, "process-action", first)
    assert names([boxes(spec_for_model(study.project, process, PERSIAN))["process-action"].heading]) == ["Asking"]
    put_in_slot(study.project, process, "process-action", second)
    action = boxes(spec_for_model(study.project, process, PERSIAN))["process-action"]
    assert action.heading is None
    assert names(action.items) == ["Asking", "Waiting"]


def test_a_missing_translation_falls_back_to_the_label_in_its_own_language(study):
    spec = spec_for_model(study.project, study.paradigm, ENGLISH)
    discontent, corruption = boxes(spec)[Role.CAUSAL].items
    assert [(text.text, text.language) for text in discontent.label] == [("Discontent", "en")]
    assert [(text.text, text.language) for text in corruption.label] == [("فساد", "fa")]
    assert spec.direction is Direction.LTR


def test_both_languages_stand_in_one_label_once_each(study):
    spec = spec_for_model(study.project, study.paradigm, FigureChoices(FigureLanguage.BOTH))
    assert names(boxes(spec)[Role.CAUSAL].items) == ["نارضایتی / Discontent", "فساد"]


def test_renaming_a_code_changes_the_figure(study):
    rename_code(study.project, study.codes["فساد"], "فساد ساختاری")
    spec = spec_for_model(study.project, study.paradigm, PERSIAN)
    assert names(boxes(spec)[Role.CAUSAL].items) == ["نارضایتی", "فساد ساختاری"]


def test_taking_a_code_from_its_slot_takes_it_from_the_figure_though_it_stays_in_the_tree(study):
    take_from_slot(study.project, study.paradigm, Role.CAUSAL, study.codes["فساد"])
    spec = spec_for_model(study.project, study.paradigm, PERSIAN)
    assert names(boxes(spec)[Role.CAUSAL].items) == ["نارضایتی"]


def test_roles_without_a_category_are_listed(study):
    spec = spec_for_model(study.project, study.paradigm, PERSIAN)
    assert empty_roles(spec) == (Role.CONTEXTUAL, Role.INTERVENING, Role.CONSEQUENCE)


def test_a_role_takes_the_colour_of_the_category_that_stands_for_it(study):
    spec = spec_for_model(study.project, study.paradigm, PERSIAN)
    assert boxes(spec)[Role.CAUSAL].color == "#A64736"


def test_pins_direction_and_options_of_the_model_reach_the_figure(study):
    move_node(study.project, study.paradigm, "role:causal", NodePlace(12.0, 34.0))
    set_model_direction(study.project, study.paradigm, Direction.LTR)
    set_model_option(study.project, study.paradigm, ModelOption.SWAPPED, True)
    spec = spec_for_model(study.project, study.paradigm, PERSIAN)
    assert (spec.pinned["role:causal"].x, spec.pinned["role:causal"].y) == (12.0, 34.0)
    assert spec.direction is Direction.LTR
    assert spec.is_swapped


def test_a_role_is_called_as_its_author_calls_it_in_that_language(study):
    rename_role(study.project, study.paradigm, Role.PHENOMENON, "fa", "پدیدهٔ کانونی")
    assert (
        boxes(spec_for_model(study.project, study.paradigm, PERSIAN))[Role.PHENOMENON].title[0].text == "پدیدهٔ کانونی"
    )
    english = boxes(spec_for_model(study.project, study.paradigm, ENGLISH))[Role.PHENOMENON].title
    assert english[0].text == "Central phenomenon"


def test_codes_below_a_category_are_listed_under_it_when_asked_for(study):
    below = create_code(study.project, CodeDraft("بی‌پاسخی", study.codes["نارضایتی"]))
    set_model_option(study.project, study.paradigm, ModelOption.OPEN_CODES, True)
    items = boxes(spec_for_model(study.project, study.paradigm, PERSIAN))[Role.CAUSAL].items
    at = [item.key for item in items].index(f"code:{below}")
    assert items[at].is_below and not items[at - 1].is_below
    assert items[at - 1].key == f"code:{study.codes['نارضایتی']}"


def test_the_conditions_may_point_at_the_phenomenon(study):
    set_model_option(study.project, study.paradigm, ModelOption.CONDITIONS_TO, Role.PHENOMENON)
    links = spec_for_model(study.project, study.paradigm, PERSIAN).links
    targets = {link.source: link.target for link in links}
    assert targets[Role.CONTEXTUAL] is targets[Role.INTERVENING] is Role.PHENOMENON


@pytest.mark.parametrize(
    ("arrangement", "kind"),
    [(Arrangement.WEB, NetworkSpec), (Arrangement.TREE, TreeSpec), (Arrangement.GIOIA, GioiaSpec)],
)
def test_a_hierarchy_is_drawn_as_chosen(study, arrangement, kind):
    for model_kind in (ModelKind.TREE, ModelKind.THEMATIC_NETWORK):
        model = create_model(study.project, model_kind, f"{model_kind} {arrangement}", from_levels=True)
        set_model_option(study.project, model, ModelOption.ARRANGEMENT, arrangement)
        assert isinstance(spec_for_model(study.project, model, PERSIAN), kind)


def test_the_caption_is_numbered_in_the_digits_of_its_language(study):
    caption_model(study.project, study.paradigm, "fa", "مدل پارادایمی")
    choices = FigureChoices(has_caption=True, number=2)
    caption = spec_for_model(study.project, study.paradigm, choices).caption
    assert (caption.lead, caption.text) == ("شکل ۲.", "مدل پارادایمی")


def test_counts_are_those_of_a_code_and_all_below_it(study):
    text = "یک. دو. سه."
    document = add_document(study.project, ImportedDocument("م", "م.txt", text)).id
    apply_code(study.project, document, study.codes["نارضایتی"], Span(0, 3))
    apply_code(study.project, document, study.codes["فساد"], Span(0, 3))
    apply_code(study.project, document, study.codes["فساد"], Span(4, 7))
    tree = create_model(study.project, ModelKind.TREE, "درخت", from_levels=True)
    spec = spec_for_model(study.project, tree, FigureChoices(shows_counts=True))
    causes = spec.roots[0]
    assert causes.count == 2
    assert [child.count for child in causes.children] == [1, 2]


def test_evidence_of_relations_between_categories_is_counted_on_the_arrow_of_their_roles(study):
    document = add_document(study.project, ImportedDocument("م", "م.txt", "یک. دو.")).id
    coding = apply_code(study.project, document, study.codes["نارضایتی"], Span(0, 3))
    (made,) = load_codings(study.project, (coding,))
    relation = relate_codes(study.project, study.codes["نارضایتی"], study.codes["حکمرانی"], "causes")
    add_evidence(study.project, relation, made.quotation_id, Stance.SUPPORTS)
    spec = spec_for_model(study.project, study.paradigm, FigureChoices(shows_counts=True))
    links = {(link.source, link.target): (link.supporting, link.contradicting) for link in spec.links}
    assert links[(Role.CAUSAL, Role.PHENOMENON)] == (1, 0)
    assert links[(Role.PHENOMENON, Role.STRATEGY)] == (0, 0)


def test_a_network_has_its_code_in_the_centre_and_tells_branches_apart_by_colour(study):
    root = create_code(study.project, CodeDraft("فراگیر"))
    for i, color in enumerate(("#137B5E", "#3E85B3")):
        branch = create_code(study.project, CodeDraft(f"شاخه {i}", root, color=color))
        create_code(study.project, CodeDraft(f"برگ {i}", branch))
    network = create_model(study.project, ModelKind.THEMATIC_NETWORK, "شبکه")
    put_in_slot(study.project, network, None, root)
    spec = spec_for_model(study.project, network, PERSIAN)
    assert spec.root.key == f"code:{root}"
    assert [branch.children[0].color for branch in spec.root.children] == ["#137B5E", "#3E85B3"]
    assert spec.depth == 2


def test_a_network_of_several_codes_has_its_title_in_the_centre(study):
    network = create_model(study.project, ModelKind.THEMATIC_NETWORK, "شبکه", from_levels=True)
    spec = spec_for_model(study.project, network, PERSIAN)
    assert spec.root.label[0].text == "شبکه"
    assert [child.key for child in spec.root.children] == [
        f"code:{study.codes[name]}" for name in ("علت‌ها", "حکمرانی", "آموزش")
    ]


@pytest.mark.parametrize(("leaves", "depth"), [(4, 3), (5, 2)])
def test_a_deep_network_of_many_themes_is_first_shown_as_an_overview(study, leaves, depth):
    root = create_code(study.project, CodeDraft("فراگیر"))
    for i in range(2):
        branch = create_code(study.project, CodeDraft(f"شاخه {i}", root))
        for j in range(2):
            twig = create_code(study.project, CodeDraft(f"شاخچه {j}", branch))
            for k in range(leaves - (i + j == 2)):
                create_code(study.project, CodeDraft(f"برگ {k}", twig))
    network = create_model(study.project, ModelKind.THEMATIC_NETWORK, "شبکه")
    put_in_slot(study.project, network, None, root)
    assert spec_for_model(study.project, network, PERSIAN).depth == depth
    set_model_option(study.project, network, ModelOption.DEPTH, 1)
    assert spec_for_model(study.project, network, PERSIAN).depth == 1
    assert spec_for_model(study.project, network, FigureChoices(depth=3)).depth == 3


def test_a_free_map_shows_the_relations_between_its_codes(study):
    relate_codes(study.project, study.codes["علت‌ها"], study.codes["حکمرانی"], "contradicts")
    relate_codes(study.project, study.codes["علت‌ها"], study.codes["آموزش"], "leads_to")
    free = create_model(study.project, ModelKind.FREE, "نقشه", from_levels=True)
    links = spec_for_model(study.project, free, ENGLISH).links
    assert sorted((link.label[0].text, link.is_directed) for link in links) == [
        ("contradicts", False),
        ("leads to", True),
    ]


def test_an_unknown_model_is_refused(study):
    with pytest.raises(InvalidOperation):
        spec_for_model(study.project, 999, PERSIAN)


def test_an_arrow_whose_relations_are_of_one_type_is_drawn_as_that_type(study):
    relate_codes(study.project, study.codes["علت‌ها"], study.codes["حکمرانی"], "causes")
    change_relation_type(study.project, "causes", TypeChange(line_style=LineStyle.DOTTED))
    set_model_option(study.project, study.paradigm, ModelOption.LEGEND, True)
    spec = spec_for_model(study.project, study.paradigm, ENGLISH)
    drawn = {(link.source, link.target): link.line_style for link in spec.links}
    assert drawn.pop((Role.CAUSAL, Role.PHENOMENON)) is LineStyle.DOTTED
    assert set(drawn.values()) == {LineStyle.SOLID}
    assert [entry.label[0].text for entry in spec.legend if isinstance(entry.sample, LineKind)] == ["is cause of"]
    relate_codes(study.project, study.codes["علت‌ها"], study.codes["حکمرانی"], "leads_to")
    spec = spec_for_model(study.project, study.paradigm, ENGLISH)
    assert {link.line_style for link in spec.links} == {LineStyle.SOLID}


def test_a_type_of_ones_own_is_drawn_on_a_map_as_it_was_chosen(study):
    key = add_relation_type(study.project, {"fa": "شرط لازمِ"})
    change_relation_type(study.project, key, TypeChange(line_style=LineStyle.DOTTED, is_directed=False))
    relate_codes(study.project, study.codes["علت‌ها"], study.codes["حکمرانی"], key)
    free = create_model(study.project, ModelKind.FREE, "نقشه", from_levels=True)
    (link,) = spec_for_model(study.project, free, ENGLISH).links
    assert (link.label[0].text, link.line_style, link.is_directed) == ("شرط لازمِ", LineStyle.DOTTED, False)


def test_a_figure_counts_interviews_where_its_model_wants_them(study):
    for name in ("الف", "ب"):
        document = add_document(study.project, ImportedDocument(name, f"{name}.txt", "یک. دو. سه.")).id
        for start in (0, 4):
            apply_code(study.project, document, study.codes["نارضایتی"], Span(start, start + 3))
    apply_code(study.project, document, study.codes["نارضایتی"], Span(8, 11))

    def count() -> object:
        (box, *_) = spec_for_model(study.project, study.paradigm, FigureChoices(shows_counts=True)).boxes
        return box.items[0].count

    assert count() == 5
    set_model_option(study.project, study.paradigm, ModelOption.COUNTED, Counted.INTERVIEWS)
    assert count() == 2
    set_model_option(study.project, study.paradigm, ModelOption.COUNTED, Counted.BOTH)
    assert count() == (5, 2)


def test_evidence_is_told_of_an_arrow_also_where_the_figure_shows_no_numbers(study):
    document = add_document(study.project, ImportedDocument("م", "م.txt", "یک. دو.")).id
    (made,) = load_codings(study.project, (apply_code(study.project, document, study.codes["نارضایتی"], Span(0, 3)),))
    relation = relate_codes(study.project, study.codes["نارضایتی"], study.codes["حکمرانی"], "causes")
    told = [spec_for_model(study.project, study.paradigm, ENGLISH).links[0].description]
    add_evidence(study.project, relation, made.quotation_id, Stance.SUPPORTS)
    told.append(spec_for_model(study.project, study.paradigm, ENGLISH).links[0].description)
    assert told == [
        "From Causal conditions to Central phenomenon",
        "From Causal conditions to Central phenomenon: 1 supporting, 0 contradicting quotations",
    ]


def test_what_was_drawn_by_hand_is_in_the_figure_and_goes_with_it(study):
    before = spec_for_model(study.project, study.paradigm, ENGLISH)
    ends = role_key(Role.CAUSAL), role_key(Role.PHENOMENON)
    route_link(study.project, study.paradigm, *ends, [NodePlace(30, 40), NodePlace(50, 60)])
    resize_node(study.project, study.paradigm, ends[0], NodeSize(90, 80), NodePlace(70, 70))
    drawn = spec_for_model(study.project, study.paradigm, ENGLISH)
    assert drawn.routes == {link_key(*ends): (PinnedPosition(30, 40), PinnedPosition(50, 60))}
    assert drawn.sizes == {ends[0]: NodeSize(90, 80)}
    route_link(study.project, study.paradigm, *ends, [])
    resize_node(study.project, study.paradigm, ends[0], None)
    unpin_node(study.project, study.paradigm, ends[0])
    assert spec_for_model(study.project, study.paradigm, ENGLISH) == before


def test_the_title_above_a_figure_is_in_its_languages(study):
    rename_model(study.project, study.paradigm, "Governance", "en")
    rename_model(study.project, study.paradigm, "حکمرانی", "fa")
    both = FigureChoices(FigureLanguage.BOTH, has_title=True)
    heading = spec_for_model(study.project, study.paradigm, both).heading
    assert [(line.text, line.language) for line in heading] == [("حکمرانی", "fa"), ("Governance", "en")]
    assert spec_for_model(study.project, study.paradigm, PERSIAN).heading == ()
