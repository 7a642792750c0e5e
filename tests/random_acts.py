"""Random acts on a project that come out the same for the same seed on the same state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from qdatool.coding import (
    categories,
    code_groups,
    code_merge,
    code_moves,
    code_split,
    coders,
    codes,
    decisions,
    documents,
    drawing,
    link_styles,
    map_drawing,
    memos,
    models,
    node_styles,
    participants,
    properties,
    quotation_links,
    quotations,
    relation_type_edits,
    relations,
    review,
    rounds,
    text_correction,
)
from qdatool.coding.changes import Operation
from qdatool.coding.code_import import import_codes
from qdatool.coding.coders import list_coders
from qdatool.coding.codes import CodeDraft, Definition
from qdatool.coding.coding_import import import_codings
from qdatool.coding.disputes import CodedPassage, DecisionKind, Dispute, DisputeKind
from qdatool.coding.drafts import CodeRow, CodingRow, ParticipantRow
from qdatool.coding.letter_styles import LetterSize, LetterStyle
from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.memos import MemoLink, MemoTarget
from qdatool.coding.models import NodePlace
from qdatool.coding.node_keys import code_key
from qdatool.coding.node_styles import NodeStyle
from qdatool.coding.project import Project
from qdatool.coding.relation_types import QUOTATION_TYPES, TypeScope, all_relation_types
from qdatool.coding.roles import LineStyle, MemoKind, ModelKind, Role, Stance
from qdatool.errors import InvalidOperation
from qdatool.storage import schema
from qdatool.text.edits import Edit
from qdatool.text.spans import Span
from tests.builders import START, add_text

Act = Callable[[Project, Random], object]

_LOOKS = (
    NodeStyle(),
    NodeStyle("#137B5E"),
    NodeStyle(letters=LetterStyle(LetterSize.LARGER, is_bold=True), covers_inside=True),
)
WORDS = ("اعتماد", "کمک", "خستگی", "hope", "work", "خانواده", "وقت", "money", "ماندن", "🙂")


def _one(project: Project, dice: Random, table: str) -> int:
    """Return the id of a row, or one that does not exist where there is none."""
    found = project.read().scalars(select(schema.metadata.tables[table].c.id)).all()
    return dice.choice(sorted(found)) if found else 10_000


def _several(project: Project, dice: Random, table: str) -> list[int]:
    found = sorted(project.read().scalars(select(schema.metadata.tables[table].c.id)).all())
    return dice.sample(found, min(len(found), dice.randint(1, 4)))


def _words(dice: Random) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randint(1, 3)))


def _passage(project: Project, dice: Random) -> tuple[int, Span]:
    document_id = _one(project, dice, "document")
    length = len(documents.document_text(project, document_id))
    start = dice.randrange(length)
    return document_id, Span(start, min(length, start + dice.randint(1, 40)))


def _move_edge(project: Project, dice: Random) -> None:
    coding_id = _one(project, dice, "coding")
    for coding in quotations.load_codings(project, [coding_id]):
        length = len(documents.document_text(project, coding.document_id))
        end = dice.randint(coding.start + 1, length)
        quotations.move_edge(project, [coding_id], Span(coding.start, end))


def _split(project: Project, dice: Random) -> None:
    for coding in quotations.load_codings(project, [_one(project, dice, "coding")]):
        part = code_split.SplitPart((coding.quotation_id,), dice.choice([None, _one(project, dice, "code")]), "جدا")
        code_split.split_code(project, coding.code_id, [part])


def _break_out(project: Project, dice: Random) -> None:
    for coding in quotations.load_codings(project, [_one(project, dice, "coding")]):
        code_split.break_out(project, coding.code_id, coding.quotation_id, dice.choice(["", _words(dice)]))


def _correct_text(project: Project, dice: Random) -> None:
    document_id, span = _passage(project, dice)
    edit = Edit(span.start, dice.choice([span.start, span.end]), dice.choice(["", _words(dice)]))
    plan = text_correction.plan_correction(project, document_id, [edit])
    text_correction.correct_text(project, document_id, [edit], gives_up=dice.choice([(), plan.lost]))


def _decide(project: Project, dice: Random) -> None:
    for one in quotations.load_codings(project, [_one(project, dice, "coding")]):
        passage = CodedPassage(one.start, one.end, one.code_id)
        other = dice.choice([None, replace(passage, code_id=_one(project, dice, "code"))])
        round_id = project.round_id
        dispute = Dispute(DisputeKind.MISSED, one.document_id, round_id, one.coder_id, one.coder_id, passage, other)
        if dice.random() < 0.2:
            decisions.withdraw_decision(project, dispute)
        kind = dice.choice([*DecisionKind])
        decisions.decide(project, dispute, kind, agreed={passage}, code_id=one.code_id, reason=_words(dice))


def _draw(project: Project, dice: Random) -> None:
    draft = drawing.SampleDraft(dice.randint(1, 3), dice.randint(0, 9), of_paragraphs=dice.choice([True, False]))
    drawing.draw_sample(project, project.round_id, draft)


def _import_codings(project: Project, dice: Random) -> None:
    tree = codes.load_codes(project)
    names = [document.name for document in documents.list_documents(project)]
    rows = [
        CodingRow(row, dice.choice(names), str(row), str(row + 3), "", tree.path(code.id), dice.choice(["Sara", "Ali"]))
        for row, code in enumerate(list(tree)[:5], start=2)
        if names and tree.named(tree.path(code.id)) == (code.id,)
    ]
    import_codings(project, rows)


def _write_memo(project: Project, dice: Random) -> None:
    about = MemoLink(MemoTarget.QUOTATION, _one(project, dice, "quotation"))
    memos.write_memo(project, MemoKind.FREE, _words(dice), about=dice.choice([None, about]))


def _comment(project: Project, dice: Random) -> None:
    target = dice.choice([*review.CommentTarget])
    subject = review.CommentSubject(target, _one(project, dice, target.value))
    box = review.Box(_one(project, dice, "model"), code_key(_one(project, dice, "code")))
    review.add_comment(project, dice.choice([subject, box]), _words(dice))


def _type(project: Project, dice: Random) -> str:
    return dice.choice([kind.key for kind in all_relation_types(project.read())])


def _change_type(project: Project, dice: Random) -> None:
    """Change anything about a type of relation, with what becomes of its links."""
    key = _type(project, dice)
    either = [None, True, False]
    change = relation_type_edits.TypeChange(
        dice.choice(either), dice.choice(either), dice.choice([None, *LineStyle]), dice.choice([None, *TypeScope])
    )
    act = dice.choice(
        [
            lambda: relation_type_edits.add_relation_type(project, {dice.choice(["fa", "en"]): _words(dice)}),
            lambda: relation_type_edits.rename_relation_type(project, key, dice.choice(["fa", "en"]), _words(dice)),
            lambda: relation_type_edits.change_relation_type(project, key, change),
            lambda: relation_type_edits.replace_relation_type(project, key, _type(project, dice)),
            lambda: relation_type_edits.delete_relation_type(project, key),
        ]
    )
    act()


LINK_TYPES = tuple(QUOTATION_TYPES)

ACTS: tuple[Act, ...] = (
    _decide,
    _draw,
    lambda p, d: coders.mark_finished(p, _one(p, d, "document"), is_finished=d.choice([True, False])),
    lambda p, d: rounds.set_round_blind(p, _one(p, d, "round"), is_blind=d.choice([True, False])),
    lambda p, d: codes.create_code(p, CodeDraft(_words(d), d.choice([None, _one(p, d, "code")]))),
    lambda p, d: codes.rename_code(p, _one(p, d, "code"), _words(d), d.choice([None, "fa", "en"])),
    lambda p, d: codes.move_code(p, _one(p, d, "code"), d.choice([None, _one(p, d, "code")]), d.choice([None, 0])),
    lambda p, d: codes.recolour_code(p, _one(p, d, "code"), f"#{d.randrange(16**6):06X}"),
    lambda p, d: codes.set_code_role(p, _one(p, d, "code"), d.choice([None, *Role])),
    lambda p, d: codes.define_code(p, _one(p, d, "code"), Definition(_words(d))),
    lambda p, d: codes.delete_codes(p, _several(p, d, "code")[:2]),
    lambda p, d: code_moves.move_codes(p, _several(p, d, "code"), d.choice([None, _one(p, d, "code")])),
    lambda p, d: code_merge.merge_codes(p, _several(p, d, "code"), _one(p, d, "code"), _words(d)),
    _split,
    _break_out,
    lambda p, d: code_split.copy_code(p, _one(p, d, "code"), with_codings=d.choice([True, False])),
    lambda p, d: categories.create_category(p, CodeDraft(_words(d)), _several(p, d, "code")),
    lambda p, d: d.choice([code_groups.raise_codes, code_groups.lower_codes])(p, _several(p, d, "code")),
    lambda p, d: properties.add_property(p, _one(p, d, "code"), _words(d)),
    lambda p, d: properties.add_dimension(p, _one(p, d, "code_property"), d.choice(WORDS), d.choice(WORDS)),
    lambda p, d: properties.place_on_dimension(p, _one(p, d, "dimension"), _one(p, d, "quotation"), d.random()),
    lambda p, d: properties.remove_property(p, _one(p, d, "code_property")),
    lambda p, d: import_codes(p, [CodeRow(2, _words(d)), CodeRow(3, "زیر", parent="رو"), CodeRow(4, "رو")]),
    lambda p, d: quotations.apply_code(p, (place := _passage(p, d))[0], _one(p, d, "code"), place[1]),
    lambda p, d: quotations.code_in_vivo(p, *_passage(p, d)),
    lambda p, d: quotations.uncode(p, _several(p, d, "coding")),
    _move_edge,
    lambda p, d: quotations.comment_quotation(p, _one(p, d, "quotation"), d.choice(["", _words(d)])),
    lambda p, d: quotations.set_adds_dimension(p, _several(p, d, "coding"), adds=d.choice([True, False])),
    lambda p, d: quotation_links.link_quotations(p, *(_one(p, d, "quotation") for _ in "ab"), d.choice(LINK_TYPES)),
    lambda p, d: quotation_links.set_link_type(
        p, _one(p, d, "quotation_link"), d.choice(LINK_TYPES), turned=d.choice([True, False])
    ),
    lambda p, d: quotation_links.unlink_quotations(p, _one(p, d, "quotation_link")),
    _comment,
    lambda p, d: review.answer_comment(p, _one(p, d, "review_comment"), _words(d)),
    lambda p, d: d.choice([review.close_comment, review.reopen_comment])(p, _one(p, d, "review_comment")),
    lambda p, d: review.delete_comment(p, _one(p, d, "review_comment")),
    _import_codings,
    _write_memo,
    lambda p, d: memos.edit_memo(p, _one(p, d, "memo"), title="t", body=_words(d)),
    lambda p, d: memos.delete_memo(p, _one(p, d, "memo")),
    lambda p, d: relations.relate_codes(p, _one(p, d, "code"), _one(p, d, "code"), _type(p, d)),
    _change_type,
    lambda p, d: relations.propose(p, _one(p, d, "relation"), "fa", d.choice(["", _words(d)])),
    lambda p, d: relations.add_evidence(p, _one(p, d, "relation"), _one(p, d, "quotation"), d.choice([*Stance])),
    lambda p, d: relations.delete_relation(p, _one(p, d, "relation")),
    lambda p, d: models.create_model(p, d.choice([*ModelKind]), _words(d), from_levels=d.choice([True, False])),
    lambda p, d: models.put_in_slot(p, _one(p, d, "model"), d.choice([*Role]), _one(p, d, "code"), 0),
    lambda p, d: models.move_node(p, _one(p, d, "model"), code_key(_one(p, d, "code")), NodePlace(d.random(), 1.5)),
    lambda p, d: node_styles.set_node_style(p, _one(p, d, "model"), code_key(_one(p, d, "code")), d.choice(_LOOKS)),
    lambda p, d: node_styles.style_alike(
        p, _one(p, d, "model"), [code_key(each) for each in _several(p, d, "code")], d.choice(_LOOKS)
    ),
    lambda p, d: link_styles.style_links(
        p,
        _one(p, d, "model"),
        [(code_key(_one(p, d, "code")), code_key(_one(p, d, "code")))],
        d.choice([link_styles.LinkStyle(), link_styles.LinkStyle("#137B5E")]),
    ),
    lambda p, d: map_drawing.resize_node(
        p, _one(p, d, "model"), code_key(_one(p, d, "code")), d.choice([None, NodeSize(60.0, 30.0)])
    ),
    lambda p, d: map_drawing.route_link(
        p,
        _one(p, d, "model"),
        *(code_key(_one(p, d, "code")) for _ in "ab"),
        [NodePlace(10.0, d.random())] * d.choice([0, 1, 3]),
    ),
    lambda p, d: models.arrange_model(p, _one(p, d, "model")),
    lambda p, d: models.delete_model(p, _one(p, d, "model")),
    lambda p, d: participants.import_participants(p, [ParticipantRow(2, _words(d), "", {"age": d.choice("123")})]),
    lambda p, d: add_text(p, f"{_words(d)}\n{_words(d) * 5}\n", d.choice(WORDS)),
    lambda p, d: _correct_text(p, d),
    lambda p, d: documents.delete_documents(p, [_one(p, d, "document")]),
)
"""Acts that may be refused, but never fail."""


def is_there_a_step(project: Project, next_step: Callable[[], Operation | None]) -> bool:
    """Tell whether somebody may take a step back or do it again, and be that coder from now on."""
    for coder in list_coders(project):
        project.coder_id = coder.id
        if next_step() is not None:
            return True
    return False


def act_at_random(project: Project, dice: Random) -> None:
    """Do one act, half of them on codings; what makes no sense is refused and changes nothing."""
    project.coder_id = _one(project, dice, "coder")
    with suppress(InvalidOperation):
        dice.choice(ACTS)(project, dice)


def step_at_random(project: Project, dice: Random) -> None:
    """Do one act, or take the last one back, or do one again."""
    # Whoever comes to it: what may be taken back in a blind round depends on that, and not on who came before.
    project.coder_id = _one(project, dice, "coder")
    chance = dice.random()
    if chance < 0.15:
        with suppress(InvalidOperation):
            project.undo()
    elif chance < 0.25:
        with suppress(InvalidOperation):
            project.redo()
    else:
        act_at_random(project, dice)


class SeededWorld:
    """Time and identities of a run that can be repeated: both follow from the number of the step."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._number = 0
        self._identities = Random(seed)

    def begin(self, number: int) -> Random:
        """Come to a step and return its dice."""
        self._number = number
        self._identities = Random(f"{self._seed} identities {number}")
        return Random(f"{self._seed} dice {number}")

    def clock(self) -> datetime:
        return START + timedelta(seconds=7 * self._number)

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Let new identities come from the seed."""
        seeded = SimpleNamespace(urandom=lambda count: self._identities.randbytes(count))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("qdatool.coding.guids.os", seeded)
            yield
