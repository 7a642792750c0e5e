"""Blind rounds: what another coder codes is out of sight until both have finished, on every way of reading."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

import qdatool
from qdatool.analysis.agreement_data import gather_agreement, read_codings
from qdatool.analysis.cooccurrence import TogetherUnit, gather_cooccurrence
from qdatool.analysis.saturation_data import gather_saturation
from qdatool.analysis.units import Unit
from qdatool.coding import coders, memos, quotation_links, quotations, relations
from qdatool.coding.changed_since import changed_since
from qdatool.coding.changes import Kind, Operation
from qdatool.coding.coder_copy import make_coder_copy
from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.counts import count_contents
from qdatool.coding.history import list_history
from qdatool.coding.memos import MemoLink, MemoTarget
from qdatool.coding.model_check import check_model
from qdatool.coding.project import Project
from qdatool.coding.quotation_links import link_quotations, linked_quotations, links_of_quotation
from qdatool.coding.quotation_search import find_quotations
from qdatool.coding.review import CommentSubject, CommentTarget, add_comment, count_open_comments, list_comments
from qdatool.coding.roles import MemoKind, Stance
from qdatool.coding.rounds import choose_round, set_round_blind
from qdatool.coding.search import find_everywhere
from qdatool.coding.things import Things
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.export.coding_tables import coding_table
from qdatool.export.report_kinds import TableChoices, TableKind, make_report
from qdatool.export.reports.kinds import ReportKind, make_document
from qdatool.figures.gather import FigureChoices, spec_for_model
from qdatool.storage import schema
from qdatool.text.queries import Query
from tests.builders import FIRST_TEXT, SECOND_TEXT, Sample, dump, span_of

PACKAGE = Path(qdatool.__file__).parent
Read = Callable[[Project, Sample], object]

READS: Mapping[str, Read] = {
    "codings of a document": lambda p, s: [quotations.codings_of_document(p, one) for one in (s.first, s.second)],
    "codings of codes": lambda p, s: quotations.codings_of_code(p, (s.trust, s.help, s.stayed)),
    "codings by id": lambda p, s: quotations.load_codings(p, range(1, 30)),
    "quotations by id": lambda p, s: quotations.load_quotations(p, range(1, 30)),
    "passages with a memo": lambda p, s: [quotations.quotations_with_memo(p, one) for one in (s.first, s.second)],
    "counts": lambda p, s: quotations.counts_by_code(p),
    "counts in the tree": lambda p, s: quotations.counts_in_tree(p, load_codes(p)),
    "count of some codes": lambda p, s: quotations.count_of_codes(p, (s.trust, s.help)),
    "contents": lambda p, s: count_contents(p),
    "memos": lambda p, s: memos.list_memos(p),
    "what a text can link to": lambda p, s: Things(p, "fa").linkable(),
    "relations": lambda p, s: relations.list_relations(p),
    "findings of a model": lambda p, s: check_model(p, s.paradigm),
    "codings table": lambda p, s: coding_table(p).rows,
    "agreement": lambda p, s: (gather_agreement(p, Unit.PARAGRAPH).sides, read_codings(p).tolist()),
    "saturation": lambda p, s: repr(gather_saturation(p)),
    "links of passages": lambda p, s: (links_of_quotation(p, s.quotation), linked_quotations(p)),
    "passages with words": lambda p, s: find_quotations(p, "خانواده"),
    "search": lambda p, s: tuple(find_everywhere(p, Query("Family"))),
    "codes together": lambda p, s: gather_cooccurrence(p, TogetherUnit.OVERLAP).quotations,
    **{
        f"table of {kind.value}": lambda p, s, kind=kind: make_report(p, kind, "en", TableChoices())
        for kind in (TableKind.QUOTATIONS, TableKind.FREQUENCIES, TableKind.CODE_BY_DOCUMENT, TableKind.RELATIONS)
    },
    "packet for review": lambda p, s: make_document(p, ReportKind.REVIEW_PACKET, "en"),
    "figure": lambda p, s: spec_for_model(p, s.paradigm, FigureChoices(shows_counts=True)),
}
"""Every way to read what was coded."""


def code_blindly(project: Project, ids: Sample) -> None:
    """Let Mina code both documents in the blind round, comment on it and use it as evidence."""
    project.coder_id = ids.other_coder
    choose_round(project, ids.second_round)
    quotations.apply_code(project, ids.first, ids.help, span_of(FIRST_TEXT, "مدیرم به من اعتماد داشت"))
    own = quotations.apply_code(project, ids.first, ids.loose, span_of(FIRST_TEXT, "خانواده پشتم بود"))
    quotations.apply_code(project, ids.second, ids.trust, span_of(SECOND_TEXT, "My manager trusted me"))
    quotations.apply_code(project, ids.second, ids.loose, span_of(SECOND_TEXT, "I was tired"))
    (coding,) = quotations.load_codings(project, [own])
    memos.write_memo(project, MemoKind.QUOTATION, "Family", about=MemoLink(MemoTarget.QUOTATION, coding.quotation_id))
    quotations.comment_quotation(project, coding.quotation_id, "behind me")
    relations.add_evidence(project, ids.relation, coding.quotation_id, Stance.SUPPORTS)
    quotation_links.link_quotations(project, coding.quotation_id, ids.held_quotation, "continues")
    project.coder_id = ids.coder


def finish(project: Project, coder_id: int, *document_ids: int) -> None:
    """Mark documents as finished by a coder in the blind round."""
    present, project.coder_id = project.coder_id, coder_id
    for document_id in document_ids:
        coders.mark_finished(project, document_id)
    project.coder_id = present


@pytest.fixture
def before(project: Project, ids: Sample) -> Mapping[str, object]:
    """What Sara reads before Mina has coded anything in the blind round."""
    return {name: read(project, ids) for name, read in READS.items()}


@pytest.fixture
def blind(before: Mapping[str, object], project: Project, ids: Sample) -> Project:
    code_blindly(project, ids)
    return project


@pytest.mark.parametrize("name", READS)
def test_a_blind_round_reads_as_if_the_other_had_coded_nothing(
    name: str, before: Mapping[str, object], blind: Project, ids: Sample
) -> None:
    assert READS[name](blind, ids) == before[name]
    finish(blind, ids.other_coder, ids.first, ids.second)
    assert READS[name](blind, ids) == before[name]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_methods_section_is_silent_about_blind_work(project: Project, ids: Sample, language: str) -> None:
    before = make_document(project, ReportKind.METHODS, language)
    code_blindly(project, ids)
    assert make_document(project, ReportKind.METHODS, language) == before


def test_the_audit_trail_is_silent_about_blind_work(project: Project, ids: Sample) -> None:
    code_blindly(project, ids)
    steps = make_document(project, ReportKind.AUDIT_TRAIL, "en").tables[-1]
    told = [[cell.text for cell in row] for row in steps.rows if row[4].text == "Mina"]
    assert told == []


@pytest.mark.parametrize("name", sorted(set(READS) - {"findings of a model"}))
def test_both_see_each_other_once_both_have_finished(
    name: str, before: Mapping[str, object], blind: Project, ids: Sample
) -> None:
    finish(blind, ids.other_coder, ids.first, ids.second)
    finish(blind, ids.coder, ids.first, ids.second)
    assert READS[name](blind, ids) != before[name]


SHARED = "خانواده پشتم بود"


def comment_on(project: Project, ids: Sample, coder_id: int, words: str | None = None) -> int:
    """Let a coder code the same words in the blind round, and comment on them; return the quotation."""
    present, project.coder_id = project.coder_id, coder_id
    choose_round(project, ids.second_round)
    coding = quotations.apply_code(project, ids.first, ids.trust, span_of(FIRST_TEXT, SHARED))
    (one,) = quotations.load_codings(project, [coding])
    if words is not None:
        quotations.comment_quotation(project, one.quotation_id, words)
    project.coder_id = present
    return one.quotation_id


def comment_seen(project: Project, coder_id: int, quotation_id: int) -> str:
    project.coder_id = coder_id
    return quotations.load_quotations(project, [quotation_id])[quotation_id].comment


def test_the_comment_of_another_on_the_same_words_is_out_of_sight(project: Project, ids: Sample) -> None:
    quotation = comment_on(project, ids, ids.other_coder, "behind her")
    assert comment_on(project, ids, ids.coder) == quotation
    assert comment_seen(project, ids.coder, quotation) == ""
    assert comment_seen(project, ids.other_coder, quotation) == "behind her"
    finish(project, ids.other_coder, ids.first)
    finish(project, ids.coder, ids.first)
    assert comment_seen(project, ids.coder, quotation) == "behind her"


def test_a_comment_of_one_s_own_stays_in_sight(project: Project, ids: Sample) -> None:
    comment_on(project, ids, ids.other_coder)
    quotation = comment_on(project, ids, ids.coder, "behind me")
    assert comment_seen(project, ids.coder, quotation) == "behind me"
    assert comment_seen(project, ids.other_coder, quotation) == ""


def test_a_comment_out_of_sight_is_not_written_over(project: Project, ids: Sample) -> None:
    quotation = comment_on(project, ids, ids.other_coder, "behind her")
    comment_on(project, ids, ids.coder)
    project.coder_id = ids.coder
    with pytest.raises(InvalidOperation) as refused:
        quotations.comment_quotation(project, quotation, "mine")
    assert refused.value.reason is OperationReason.COMMENT_OUT_OF_SIGHT
    assert comment_seen(project, ids.other_coder, quotation) == "behind her"


def test_a_copy_for_a_coder_leaves_out_the_comments_of_others(project: Project, ids: Sample, tmp_path: Path) -> None:
    comment_on(project, ids, ids.coder, "behind me")
    quotation = comment_on(project, ids, ids.other_coder)
    made = make_coder_copy(project, tmp_path / "copy.qdatool", ids.other_coder)
    with Project.open(made.path) as copy:
        assert comment_seen(copy, ids.other_coder, quotation) == ""
    assert b"behind me" not in made.path.read_bytes()
    assert comment_seen(project, ids.coder, quotation) == "behind me"


def test_one_finished_document_uncovers_no_other(blind: Project, ids: Sample) -> None:
    finish(blind, ids.other_coder, ids.first, ids.second)
    finish(blind, ids.coder, ids.first)
    assert ids.other_coder in {one.coder_id for one in quotations.codings_of_document(blind, ids.first)}
    assert {one.coder_id for one in quotations.codings_of_document(blind, ids.second)} == {ids.coder}


def test_everyone_sees_their_own(blind: Project, ids: Sample) -> None:
    blind.coder_id = ids.other_coder
    mine = quotations.codings_of_document(blind, ids.second, ids.other_coder)
    assert [one.code_id for one in mine] == [ids.trust, ids.loose]
    assert "Family" in {memo.body for memo in memos.list_memos(blind)}


def test_an_open_round_hides_nothing(project: Project, ids: Sample) -> None:
    assert ids.others_coding in {one.id for one in quotations.codings_of_document(project, ids.first)}


def test_a_blind_round_that_is_opened_hides_nothing_more(blind: Project, ids: Sample) -> None:
    set_round_blind(blind, ids.second_round, is_blind=False)
    assert len(quotations.codings_of_document(blind, ids.second, ids.other_coder)) == 2


def test_history_keeps_still_about_the_other_coder(blind: Project, ids: Sample) -> None:
    told = {(entry.coder_name, entry.operation) for entry in list_history(blind)}
    assert ("Mina", Operation.APPLY_CODE) not in told
    assert ("Mina", Operation.WRITE_MEMO) not in told
    assert ("Sara", Operation.APPLY_CODE) in told
    finish(blind, ids.other_coder, ids.first, ids.second)
    finish(blind, ids.coder, ids.first, ids.second)
    assert ("Mina", Operation.APPLY_CODE) in {(one.coder_name, one.operation) for one in list_history(blind)}


def test_links_and_comments_keep_still_about_the_other_coder(blind: Project, ids: Sample) -> None:
    theirs = quotations.codings_of_document(_as(blind, ids.other_coder), ids.second, ids.other_coder)[0].quotation_id
    link_quotations(blind, theirs, ids.quotation, "supports")
    add_comment(blind, CommentSubject(CommentTarget.QUOTATION, theirs), "is it enough?")
    assert (len(links_of_quotation(blind, ids.quotation)), count_open_comments(blind)) == (1, 1)
    _as(blind, ids.coder)
    assert links_of_quotation(blind, ids.quotation) == ()
    assert (list_comments(blind), count_open_comments(blind)) == ((), 0)


def test_what_is_new_keeps_still_about_the_other_coder(blind: Project, ids: Sample) -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    mine = {one.id for one in quotations.codings_of_document(blind, ids.second)}
    told = changed_since(blind, start)
    theirs = {
        one.id for one in quotations.codings_of_document(_as(blind, ids.other_coder), ids.second, ids.other_coder)
    }
    assert theirs - mine
    assert not told.of(Kind.CODING).keys() & (theirs - mine)
    assert theirs <= changed_since(blind, start).of(Kind.CODING).keys()


def _as(project: Project, coder_id: int) -> Project:
    project.coder_id = coder_id
    return project


def test_agreed_codings_show_when_the_reader_has_finished(blind: Project, ids: Sample) -> None:
    with blind.change(Operation.ADD_CODER) as db:
        db.execute(schema.coder.update().where(schema.coder.c.id == ids.other_coder).values(is_consensus=1))
    assert {one.coder_id for one in quotations.codings_of_document(blind, ids.second)} == {ids.coder}
    finish(blind, ids.coder, ids.second)
    assert ids.other_coder in {one.coder_id for one in quotations.codings_of_document(blind, ids.second)}


def test_nobody_takes_back_what_another_coder_did_while_a_round_is_blind(blind: Project, ids: Sample) -> None:
    blind.coder_id = ids.coder
    code_id = create_code(blind, CodeDraft("نهان"))
    blind.coder_id = ids.other_coder
    before = dump(blind)
    assert blind.next_undo() is None
    with pytest.raises(InvalidOperation) as refused:
        blind.undo()
    assert refused.value.reason is OperationReason.OTHERS_STEP
    assert dump(blind) == before
    blind.coder_id = ids.coder
    assert blind.undo().operation is Operation.CREATE_CODE
    assert code_id not in load_codes(blind).codes
    blind.coder_id = ids.other_coder
    assert blind.next_redo() is None


MAY_NAME_THE_TABLES = {
    ("coding/sight.py", "*"): "decides",
    ("coding/health.py", "_span_problems"): "checks the file for whoever asks, and shows no code",
    ("coding/bare_quotations.py", "drop_bare_quotations"): "deletes",
    ("coding/pseudonym_texts.py", "_hidden_quotations"): "asks which are out of sight",
    ("coding/pseudonym_texts.py", ""): "names what is rewritten wherever a name stands, whoever wrote it",
    ("coding/codes.py", "_quotations_held"): "inside a deletion",
    ("coding/coding_import.py", "_write_quotations"): "writes",
    ("coding/coding_import.py", "_join_comment"): "writes",
    ("coding/coding_import.py", "_quotation_ids"): "before writing",
    ("coding/coding_import.py", "_present_codings"): "before writing",
    ("coding/coding_import.py", "_write_codings"): "writes",
    ("coding/hit_coding.py", "_quotations_at"): "writes",
    ("coding/hit_coding.py", "_present_quotations"): "before writing",
    ("coding/hit_coding.py", "_insert_codings"): "writes",
    ("coding/text_correction.py", "plan_correction"): "must know of every passage that the words would be taken from",
    ("coding/text_correction.py", "_move_quotations"): "writes",
    ("coding/quotations.py", "join_quotations"): "writes",
    ("coding/coder_copy.py", "_strip"): "deletes from a copy",
    ("coding/merge_source.py", "_read"): "reads another file, all of which comes over",
    ("coding/merge_plan.py", "_present_codings"): "before writing",
    ("coding/merge_plan.py", "_plan_links"): "compares with everything that is here",
    ("coding/merge_plan.py", "_comments"): "before writing",
    ("coding/merge_ties.py", "new_ties"): "before writing",
    ("coding/merging.py", "_write_quotations"): "writes",
    ("coding/merging.py", "_lasting_ids"): "before writing",
    ("coding/merging.py", "_write_codings"): "writes",
    ("coding/merging.py", "_write_comments"): "writes",
    ("coding/counts.py", "count_contents"): "takes those out of sight off",
    ("coding/memos.py", "list_memos"): "takes those out of sight off",
    ("coding/search.py", "_memos"): "takes those out of sight off",
    ("coding/merge_plan.py", "_plan_words"): "before writing",
    ("coding/merge_source.py", "_memos"): "reads another file, all of which comes over",
    ("coding/merging.py", "_write_memos"): "writes",
    ("coding/relation_merge.py", "_turn_into_memo"): "writes",
    ("coding/memos.py", "delete_memo"): "writes",
    ("coding/memos.py", "edit_memo"): "writes",
    ("coding/memos.py", "link_memo"): "writes",
    ("coding/memos.py", "set_memo_kind"): "writes",
    ("coding/memos.py", "unlink_memo"): "writes",
    ("coding/memos.py", "write_memo"): "writes",
    ("coding/known_rows.py", ""): "names what an act needs",
    ("coding/decisions.py", "_agreed_codings"): "before writing",
    ("coding/decisions.py", "standing_codings"): "joins the seen codings with their places",
    ("coding/decisions.py", "_agree_on"): "writes",
    ("coding/decisions.py", "_quotations_for"): "before writing",
    ("coding/decisions.py", "_drop"): "writes",
    ("coding/things.py", ""): "joins the seen quotations with their documents",
    ("coding/things.py", "linkable"): "takes the newest of the seen quotations",
    ("coding/things.py", "_in_sight"): "asks for the seen quotations",
    ("coding/map_nodes.py", ""): "names what an act needs",
    ("coding/model_content.py", ""): "names what stands on a map, by its lasting id alone",
    ("coding/relations.py", "add_evidence"): "names what an act needs",
    ("coding/quotation_links.py", "link_quotations"): "names what an act needs",
    ("coding/quotations.py", "uncode"): "writes",
    ("coding/quotations.py", "move_edge"): "writes",
    ("coding/quotations.py", "comment_quotation"): "writes",
    ("coding/quotations.py", "set_adds_dimension"): "writes",
    ("coding/quotations.py", "quotation_at"): "writes",
    ("coding/quotations.py", "insert_coding"): "writes",
    ("coding/quotations.py", "_quotations_of"): "before writing",
    ("coding/quotations.py", "_carry_over"): "writes",
    ("coding/quotations.py", "_move_coding"): "writes",
    ("coding/quotations.py", "codings_of_document"): "joins the seen codings with their places",
    ("coding/quotations.py", "codings_of_code"): "joins the seen codings with their places",
    ("coding/quotations.py", "quotations_with_memo"): "joins the seen memos with their places",
    ("coding/quotations.py", "counts_by_code"): "joins the seen codings with their places",
    ("coding/quotations.py", "counts_in_tree"): "joins the seen codings with their places",
    ("coding/quotations.py", "count_of_codes"): "joins the seen codings with their places",
    ("coding/quotations.py", "_select_codings"): "joins the seen codings with their places",
    ("coding/code_merge.py", "_move_codings"): "writes",
    ("coding/code_merge.py", "_turn_memo_links"): "writes",
    ("coding/code_merge.py", "preview_merge"): "joins the seen codings with their places",
    ("coding/code_split.py", "_check_coded"): "before writing",
    ("coding/code_split.py", "_give_codings"): "writes",
    ("coding/code_split.py", "_copy_codings"): "writes",
    ("coding/code_split.py", "break_out"): "before writing",
    ("coding/properties.py", "place_on_dimension"): "names what an act needs",
    ("analysis/agreement_data.py", "read_codings"): "joins the seen codings with their places",
}
"""Functions that name the tables of codings, quotations and memos.

Whatever reads for the screen or a file asks ``sight``.
"""

_TABLE_IN_SQL = re.compile(r"\b(FROM|JOIN|INTO|UPDATE)\s+(coding|quotation|memo)\b")


def _functions_naming_the_tables() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if not place.startswith("storage/"):
            for function, node in _nodes(ast.parse(path.read_text(encoding="utf-8"))):
                if _names_a_table(node):
                    yield place, function


def _nodes(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Give every node with the function or method it stands in, empty outside of one."""
    waiting: list[tuple[str, ast.AST]] = [("", tree)]
    while waiting:
        function, node = waiting.pop()
        if isinstance(node, ast.FunctionDef) and not function:
            function = node.name
        yield function, node
        waiting += [(function, child) for child in ast.iter_child_nodes(node)]


def _names_a_table(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and node.attr in ("coding", "quotation", "memo"):
        return isinstance(node.value, ast.Name) and node.value.id == "schema"
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(_TABLE_IN_SQL.search(node.value))


def test_no_way_of_reading_goes_past_the_sight() -> None:
    """A function that is missing here must ask ``sight`` what is seen, or only write."""
    found = {
        (place, function) if (place, "*") not in MAY_NAME_THE_TABLES else (place, "*")
        for place, function in _functions_naming_the_tables()
    }
    assert found == MAY_NAME_THE_TABLES.keys()
