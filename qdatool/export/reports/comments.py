"""Open review comments with their answers, on paper."""

from __future__ import annotations

from collections.abc import Mapping

from qdatool.coding.models import list_models
from qdatool.coding.node_keys import role_of_key
from qdatool.coding.project import Project
from qdatool.coding.review import Box, CommentTarget, ReviewComment, list_comments, stored_boxes
from qdatool.coding.things import Things
from qdatool.export.calendar_dates import calendar_day
from qdatool.export.report import Block, Column, TableBlock, TextBlock, words
from qdatool.export.reports.opening import coder_names
from qdatool.wording import say
from qdatool.wording.terms import role_title

_TARGETS: Mapping[CommentTarget, str] = {
    CommentTarget.DOCUMENT: "Document",
    CommentTarget.CODE: "Code",
    CommentTarget.QUOTATION: "Quotation",
    CommentTarget.PARTICIPANT: "Participant",
    CommentTarget.RELATION: "Relation",
    CommentTarget.MODEL: "Model",
    CommentTarget.MEMO: "Memo",
    CommentTarget.FIGURE_NODE: "Box of a model",
}


def open_comment_blocks(project: Project, language: str) -> list[Block]:
    """Return a table of the comments that are not closed, the oldest first, or the sentence that there is none."""
    comments = [comment for comment in reversed(list_comments(project)) if not comment.is_done]
    if not comments:
        return [TextBlock(say("No review comment is open.", language))]
    subjects, coders = _Subjects(project, language), coder_names(project)
    rows = []
    for comment in comments:
        who = coders.get(comment.coder_id or 0, "")
        answers = [
            _said(answer.body, coders.get(answer.coder_id or 0, ""), answer.created_at, language)
            for answer in comment.answers
        ]
        rows.append(
            (
                words(subjects.name(comment)),
                words(_said(comment.body, who, comment.created_at, language)),
                words("\n".join(answers) or "–"),
            )
        )
    columns = (
        Column(say("On", language), share=2.0),
        Column(say("Comment", language), share=3.0),
        Column(say("Answers", language), share=3.0),
    )
    return [TableBlock(say("Open review comments and their answers", language), columns, tuple(rows))]


def _said(body: str, who: str, at: str, language: str) -> str:
    day = calendar_day(at, language)
    return f"{body} ({who} · {day})" if who else f"{body} ({day})"


class _Subjects:
    """Names what comments hang on."""

    def __init__(self, project: Project, language: str) -> None:
        self._language = language
        self._things = Things(project, language)
        self._boxes = stored_boxes(project)
        self._models = {model.id: model for model in list_models(project)}

    def name(self, comment: ReviewComment) -> str:
        """Return the kind and the name of the thing."""
        target, thing_id = comment.subject.target, comment.subject.id
        box = self._boxes.get(thing_id) if target is CommentTarget.FIGURE_NODE else None
        if box is not None:
            name = self._box(box)
        else:
            thing = self._things.named(target.value, [thing_id]).get(thing_id)
            name = thing.name if thing is not None else ""
        kind = say(_TARGETS[target], self._language)
        return say("{kind}: {name}", self._language, kind=kind, name=name) if name else kind

    def _box(self, box: Box) -> str:
        model = self._models[box.model_id]
        role = role_of_key(box.key)
        shown = role_title(model, role, self._language) if role is not None else ""
        if box.code_id is not None:
            code = self._things.named("code", [box.code_id]).get(box.code_id)
            shown = code.name if code is not None else shown
        return " · ".join(part for part in (model.title_in(self._language), shown) if part)
