"""From the project to what a figure shows: reads the model, its codes and its evidence, and nothing else.

A figure shows the model, not the tree: a paradigm lists the codes in the model's slots. Words come from the codes as
they are called now, so a renamed code is renamed in every figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.collapsing import collapsed_codes
from qdatool.coding.decisions import standing_counts
from qdatool.coding.languages import first_language
from qdatool.coding.link_styles import read_link_styles
from qdatool.coding.map_drawing import read_drawing
from qdatool.coding.map_nodes import MapContent, MapThing, read_map
from qdatool.coding.model_links import relations_between
from qdatool.coding.model_options import Arrangement, Counted, MapLayout, ModelOption
from qdatool.coding.model_roles import template_of
from qdatool.coding.models import Model, load_model
from qdatool.coding.node_keys import code_key
from qdatool.coding.pictures import load_pictures
from qdatool.coding.project import Project
from qdatool.coding.quotations import CodeCount
from qdatool.coding.relation_types import RelationType, list_relation_types
from qdatool.coding.relations import Relation, list_relations
from qdatool.coding.role_templates import ModelRole, RoleArrow, RoleTemplate
from qdatool.coding.roles import Direction, LineStyle, ModelKind, Role
from qdatool.coding.things import Things
from qdatool.figures.legend import legend_of
from qdatool.figures.measure import language_of
from qdatool.figures.spec import (
    BoxItem,
    Count,
    FigureCaption,
    FigureLanguage,
    FigureSpec,
    FreeLink,
    FreeNode,
    FreeSpec,
    GioiaSpec,
    Label,
    LabelText,
    NetworkSpec,
    NodeForm,
    PinnedPosition,
    RoleBox,
    RoleLink,
    RoleModelSpec,
    ShapedSpec,
    ThemeNode,
    TreeSpec,
    link_key,
    paradigm_links,
)
from qdatool.wording import say
from qdatool.wording.terms import role_title

MOST_BASIC_THEMES = 15
"""Above so many lowest themes a network of three or more levels shows an overview unless it is told its depth."""

_OVERVIEW_DEPTH = 2


@dataclass(frozen=True, slots=True)
class FigureChoices:
    """What the user decides about one figure; None leaves the depth to the model, ``number`` is that of the caption."""

    language: FigureLanguage = FigureLanguage.FA
    shows_counts: bool = False
    has_caption: bool = False
    has_title: bool = False
    number: int = 1
    depth: int | None = None
    shows_evidence: bool = False
    """Whether a map tells what speaks for and against its links, also where nothing else is counted."""


def spec_for_model(project: Project, model_id: int, choices: FigureChoices) -> FigureSpec:
    """Return what the figure of a model shows; raises InvalidOperation(UNKNOWN_MODEL)."""
    gatherer = _Gatherer(project, load_model(project, model_id), choices)
    spec = _shaped(_bare_spec(gatherer), project, model_id)
    styles, link_styles = gatherer.model.styles, read_link_styles(project, model_id)
    spec = replace(spec, styles=styles, link_styles=link_styles, heading=gatherer.heading)
    if gatherer.model.options.get(ModelOption.LEGEND) is not True:
        return spec
    counted = counted_in(gatherer.model) if choices.shows_counts else None
    return replace(spec, legend=legend_of(spec, gatherer.languages, counted))


def _bare_spec(gatherer: _Gatherer) -> FigureSpec:
    kind = gatherer.model.kind
    if kind is ModelKind.PARADIGM:
        return gatherer.paradigm()
    if kind is ModelKind.FREE:
        return gatherer.free()
    arrangement = gatherer.arrangement
    if arrangement is Arrangement.GIOIA:
        return gatherer.gioia()
    return gatherer.network() if arrangement is Arrangement.WEB else gatherer.tree()


def _shaped(spec: FigureSpec, project: Project, model_id: int) -> FigureSpec:
    """Return the spec with what was drawn on it by hand."""
    if not isinstance(spec, ShapedSpec):
        return spec
    drawing = read_drawing(project, model_id)
    routes = {
        link_key(*ends): tuple(PinnedPosition(point.x_pt, point.y_pt) for point in points)
        for ends, points in drawing.routes.items()
    }
    return replace(spec, sizes=drawing.sizes, routes=routes)


def counted_in(model: Model) -> Counted:
    """Return what the numbers in the figure of a model count."""
    chosen = model.options.get(ModelOption.COUNTED)
    return Counted(chosen) if isinstance(chosen, str) and chosen in tuple(Counted) else Counted.QUOTATIONS


def figure_direction(model: Model, language: FigureLanguage) -> Direction:
    """Return how the figure of a model reads: as its author chose, or else as its language does."""
    if model.direction is not Direction.AUTO:
        return model.direction
    return Direction.LTR if language.main == "en" else Direction.RTL


def empty_roles(spec: FigureSpec) -> tuple[str, ...]:
    """Return the roles of a paradigm that have no category; none for other figures."""
    if not isinstance(spec, RoleModelSpec):
        return ()
    return tuple(box.role for box in spec.boxes if box.is_empty)


class _Gatherer:
    """Everything read for one figure, and its words in the languages asked for."""

    def __init__(self, project: Project, model: Model, choices: FigureChoices) -> None:
        self.model = model
        self._project = project
        self._choices = choices
        self._codes: CodeTree = load_codes(project)
        self._first_language = first_language(project)
        both = choices.language is FigureLanguage.BOTH
        self.languages = ("fa", "en") if both else (choices.language.main,)
        self._counts = standing_counts(project, self._codes) if choices.shows_counts else {}
        self._pinned = {key: PinnedPosition(place.x_pt, place.y_pt) for key, place in model.pinned.items()}

    def paradigm(self) -> RoleModelSpec:
        """Return the six boxes with the codes in the model's slots."""
        return RoleModelSpec(
            title=self._title,
            language=self._choices.language,
            direction=self._direction,
            boxes=tuple(self._box(role) for role in self.model.roles),
            links=self._links(),
            is_swapped=self.model.options.get(ModelOption.SWAPPED) is True,
            has_feedback=self.model.options.get(ModelOption.FEEDBACK) is True,
            caption=self._caption,
            pinned=self._pinned,
        )

    def network(self) -> NetworkSpec:
        """Return the web round the model's code, or round its title when it holds several."""
        roots = [self._theme(code_id) for code_id in self._root_ids]
        title = (LabelText(self._title, self._choices.language.main),)
        root = roots[0] if len(roots) == 1 else ThemeNode(f"model:{self.model.id}", title, tuple(roots))
        return NetworkSpec(
            title=self._title,
            language=self._choices.language,
            direction=self._direction,
            root=root,
            depth=self._depth or _telling_depth(root),
            caption=self._caption,
            pinned=self._pinned,
        )

    def gioia(self) -> GioiaSpec:
        """Return the lowest codes, those above them and those above these, whatever stands higher."""
        roots = [self._theme(code_id) for code_id in self._root_ids]
        return GioiaSpec(
            title=self._title,
            language=self._choices.language,
            direction=self._direction,
            dimensions=tuple(dimension for root in roots for dimension in dimensions_of(root)),
            headings=(
                self._said("First-order concepts"),
                self._said("Second-order themes"),
                self._said("Aggregate dimensions"),
            ),
            caption=self._caption,
        )

    def tree(self) -> TreeSpec:
        """Return the model's codes and all below them."""
        return TreeSpec(
            title=self._title,
            language=self._choices.language,
            direction=self._direction,
            roots=tuple(self._theme(code_id) for code_id in self._root_ids),
            depth=self._depth,
            is_top_down=self.arrangement is Arrangement.TOP_DOWN,
            caption=self._caption,
            pinned=self._pinned,
        )

    def free(self) -> FreeSpec:
        """Return what stands on the map, the relations between its codes, and its own links."""
        content = read_map(self._project, self.model)
        links = (
            *self._relation_links({node.about for node in content.nodes if node.kind is MapThing.CODE}),
            *self._map_links(content),
        )
        return FreeSpec(
            title=self._title,
            language=self._choices.language,
            direction=self._direction,
            nodes=tuple(self._map_nodes(content)),
            links=links,
            layout=self._map_layout,
            caption=self._caption,
            pinned=self._pinned,
        )

    @property
    def _map_layout(self) -> MapLayout:
        chosen = self.model.options.get(ModelOption.MAP_LAYOUT)
        return MapLayout(chosen) if isinstance(chosen, str) and chosen in tuple(MapLayout) else MapLayout.FORCE

    def _map_nodes(self, content: MapContent) -> Iterator[FreeNode]:
        things = Things(self._project, self._choices.language.main)
        pictures = load_pictures(
            self._project, [node.about for node in content.nodes if node.kind is MapThing.PICTURE and node.about]
        )
        for node in content.nodes:
            if node.kind is MapThing.CODE and node.about is not None:
                color = self._codes.codes[node.about].color
                yield FreeNode(node.key, self._label(node.about), self._count(node.about), color)
                continue
            if node.kind is MapThing.PICTURE:
                caption = (LabelText(node.body, language_of(node.body)),) if node.body else ()
                shown, name = pictures.get(node.about or 0), self._said("Picture")
                yield FreeNode(node.key, caption, form=NodeForm.PICTURE, picture=shown, name=name)
                continue
            found = things.named(node.kind.value, [node.about]).get(node.about) if node.about is not None else None
            words = node.body if found is None else found.name
            text = _quoted(words) if node.kind is MapThing.QUOTATION else words
            yield FreeNode(node.key, (LabelText(text, language_of(text)),), form=NodeForm(node.kind.value))

    def _relation_links(self, shown: Collection[int | None]) -> Iterator[FreeLink]:
        for relation in list_relations(self._project):
            if relation.source_id in shown and relation.target_id in shown:
                link = self._link(code_key(relation.source_id), code_key(relation.target_id), relation.type_key)
                counts = relation.supporting, relation.contradicting
                ends = self._codes.codes[relation.source_id], self._codes.codes[relation.target_id]
                names = ends[0].label_in(self._main), ends[1].label_in(self._main)
                link = replace(link, description=self._described(names, *counts))
                if self._choices.shows_counts or self._choices.shows_evidence:
                    link = replace(link, supporting=counts[0], contradicting=counts[1])
                yield link

    def _map_links(self, content: MapContent) -> Iterator[FreeLink]:
        for link in content.links:
            drawn = self._link(link.source_key, link.target_key, link.type_key)
            yield replace(drawn, label=(LabelText(link.label, language_of(link.label)),)) if link.label else drawn

    def _link(self, source: str, target: str, type_key: str | None) -> FreeLink:
        kind = self._types.get(type_key or "")
        if kind is None:
            return FreeLink(source, target, is_directed=False)
        label = self._kind_label(kind)
        return FreeLink(source, target, label, kind.is_directed, kind.line_style, kind=label)

    def _kind_label(self, kind: RelationType) -> Label:
        return tuple(LabelText(kind.name_in(language), language) for language in self.languages)

    @cached_property
    def _types(self) -> dict[str, RelationType]:
        return {kind.key: kind for kind in list_relation_types(self._project)}

    @property
    def arrangement(self) -> Arrangement:
        """How a hierarchy is drawn: as its author chose, or as its kind suggests."""
        chosen = self.model.options.get(ModelOption.ARRANGEMENT)
        if isinstance(chosen, str) and chosen in tuple(Arrangement):
            return Arrangement(chosen)
        return Arrangement.TREE if self.model.kind is ModelKind.TREE else Arrangement.WEB

    @property
    def _title(self) -> str:
        return self.model.title_in(self._choices.language.main)

    @property
    def _direction(self) -> Direction:
        return figure_direction(self.model, self._choices.language)

    @property
    def _depth(self) -> int | None:
        chosen = self._choices.depth or self.model.options.get(ModelOption.DEPTH)
        return chosen if isinstance(chosen, int) and chosen > 0 else None

    @property
    def heading(self) -> Label:
        """The title in the languages of the figure, for the place above it; a missing one is left out."""
        if not self._choices.has_title:
            return ()
        titles = [LabelText(self.model.titles[tag], tag) for tag in self.languages if self.model.titles.get(tag)]
        return tuple(titles) or (LabelText(self._title, self._choices.language.main),)

    @property
    def _caption(self) -> FigureCaption | None:
        if not self._choices.has_caption:
            return None
        language = self._choices.language.main
        text = self.model.captions.get(language) or self._title
        return FigureCaption(say("Figure {number}.", language, number=self._choices.number), text, language)

    @property
    def _root_ids(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(slot.code_id for slot in self.model.slots))

    def _box(self, role: ModelRole) -> RoleBox:
        code_ids = self.model.codes_in(role.key)
        # Of several categories none is more than the others, but for what the phenomenon is called.
        has_heading = role.is_core and (len(code_ids) == 1 or (bool(code_ids) and Role.PHENOMENON in role.alike))
        listed = code_ids[1:] if has_heading else code_ids
        items = [item for code_id in listed for item in self._items(code_id)]
        heading = self._item(code_ids[0]) if has_heading else None
        return RoleBox(
            role=role.key,
            title=self._role_title(role.key),
            placeholder=self._said("No category yet"),
            items=tuple(items),
            heading=heading,
            color=self._role_color(role.key, code_ids),
            is_core=role.is_core,
            place=None if self._is_textbook else role.place,
        )

    @property
    def _is_textbook(self) -> bool:
        return template_of(self.model.options) is RoleTemplate.PARADIGM

    def _items(self, code_id: int) -> list[BoxItem]:
        """Return a category, and the codes directly below it where the model shows them."""
        items = [self._item(code_id)]
        if self.model.options.get(ModelOption.OPEN_CODES) is True:
            items += [replace(self._item(below), is_below=True) for below in self._codes.children_of(code_id)]
        return items

    def _item(self, code_id: int) -> BoxItem:
        return BoxItem(code_key(code_id), self._label(code_id), self._count(code_id))

    def _role_title(self, role: str) -> Label:
        return tuple(LabelText(role_title(self.model, role, language), language) for language in self.languages)

    def _role_color(self, role: str, code_ids: tuple[int, ...]) -> str | None:
        """Return the colour of the category that stands for the role, or that of the first code in it."""
        for code_id in code_ids:
            for each in (code_id, *self._codes.ancestors(code_id)):
                if self.model.role_alike(self._codes.codes[each].role) == role:
                    return self._codes.codes[each].color
        return self._codes.codes[code_ids[0]].color if code_ids else None

    def _links(self) -> tuple[RoleLink, ...]:
        to_phenomenon = self.model.options.get(ModelOption.CONDITIONS_TO) == Role.PHENOMENON
        links = paradigm_links(Role.PHENOMENON if to_phenomenon else Role.STRATEGY)
        if not self._is_textbook:
            links = tuple(_arrow(role, arrow) for role in self.model.roles for arrow in role.arrows)
        relations = list_relations(self._project)
        return tuple(self._with_relations(link, relations) for link in links)

    def _with_relations(self, link: RoleLink, relations: tuple[Relation, ...]) -> RoleLink:
        """Return an arrow in the style of its relations, where these are of one type, and with what they rest on."""
        between = relations_between(self.model, self._codes, relations, link.source, link.target)
        keys = {relation.type_key for relation in between}
        kind = self._types.get(keys.pop()) if len(keys) == 1 else None
        if kind is not None and kind.line_style is not LineStyle.SOLID:
            link = replace(link, line_style=kind.line_style, kind=self._kind_label(kind))
        supporting = sum(relation.supporting for relation in between)
        contradicting = sum(relation.contradicting for relation in between)
        ends = role_title(self.model, link.source, self._main), role_title(self.model, link.target, self._main)
        link = replace(link, description=self._described(ends, supporting, contradicting))
        if not self._choices.shows_counts:
            return link
        return replace(link, supporting=supporting, contradicting=contradicting)

    @property
    def _main(self) -> str:
        """The language of titles, captions and digits."""
        return self._choices.language.main

    def _described(self, ends: tuple[str, str], supporting: int, contradicting: int) -> str:
        """Return what a link joins and how many quotations speak for and against it."""
        source, target = ends
        if not supporting and not contradicting:
            return say("From {source} to {target}", self._main, source=source, target=target)
        sentence = "From {source} to {target}: {supporting} supporting, {contradicting} contradicting quotations"
        counts = {"supporting": supporting, "contradicting": contradicting}
        return say(sentence, self._main, source=source, target=target, **counts)

    def _theme(self, root_id: int) -> ThemeNode:
        """Return a code and all below it; built from below, because a chain may be longer than the stack is deep."""
        made: dict[int, ThemeNode] = {}
        colors, collapsed = self._inherited_colors(root_id), collapsed_codes(self.model, self._codes)
        for code_id in reversed((root_id, *self._codes.descendants(root_id))):
            children = tuple(made.pop(child) for child in self._codes.children_of(code_id))
            key = code_key(code_id)
            label, count = self._label(code_id), self._count(code_id)
            made[code_id] = ThemeNode(key, label, children, count, colors[code_id], code_id in collapsed)
        return made[root_id]

    def _inherited_colors(self, root_id: int) -> dict[int, str]:
        """Return a colour per code: in a figure the branches from the root are told apart, not the single codes."""
        colors = {root_id: self._codes.codes[root_id].color}
        for code_id in self._codes.descendants(root_id):
            code: Code = self._codes.codes[code_id]
            is_branch = code.parent_id == root_id or code.parent_id is None
            colors[code_id] = code.color if is_branch else colors[code.parent_id or root_id]
        return colors

    def _count(self, code_id: int) -> Count | None:
        """Return how much a code and all below it have of what is counted, None when counts are not to be shown."""
        if not self._choices.shows_counts:
            return None
        found, counted = self._counts.get(code_id, CodeCount(0, 0)), counted_in(self.model)
        if counted is Counted.BOTH:
            return found.quotations, found.documents
        return found.documents if counted is Counted.INTERVIEWS else found.quotations

    def _label(self, code_id: int) -> Label:
        """Return the label in the languages of the figure; a missing one is stood in for by the code's own, once."""
        code = self._codes.codes[code_id]
        texts: dict[str, LabelText] = {}
        for language in self.languages:
            written_in = language if code.labels.get(language) else self._first_language
            text = LabelText(code.label_in(language), written_in)
            texts.setdefault(text.text, text)
        return tuple(texts.values())

    def _said(self, sentence: str) -> Label:
        return tuple(LabelText(say(sentence, language), language) for language in self.languages)


def _arrow(role: ModelRole, arrow: RoleArrow) -> RoleLink:
    return RoleLink(role.key, arrow.target, line_style=arrow.line_style, is_directed=arrow.is_directed)


def _quoted(words: str) -> str:
    """Return a passage between the quotation marks of its language."""
    return f"«{words}»" if language_of(words) == "fa" else f"“{words}”"


def dimensions_of(root: ThemeNode) -> tuple[ThemeNode, ...]:
    """Return the nodes that have two levels below them: the root itself, or those so far down in a deeper tree."""
    levels: list[tuple[ThemeNode, ...]] = [(root,)]
    while below := tuple(child for node in levels[-1] for child in node.children):
        levels.append(below)
    return levels[max(0, len(levels) - 3)]


def _telling_depth(root: ThemeNode) -> int:
    """Return how many levels to draw: all, or an overview when there are too many lowest themes to take in."""
    levels = [root.children]
    while levels[-1]:
        levels.append(tuple(child for node in levels[-1] for child in node.children))
    height = len(levels) - 1
    leaves = sum(not node.children for level in levels for node in level)
    return _OVERVIEW_DEPTH if height > _OVERVIEW_DEPTH and leaves > MOST_BASIC_THEMES else max(1, height)
