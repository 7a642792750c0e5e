"""Every sentence that the program can show has a Persian one; found by reading the source and the tables."""

import ast
import json
import string
from pathlib import Path

import pytest

import qdatool
from qdatool.wording import analysis_terms, terms
from qdatool.wording.catalogue import catalogue

PACKAGE = Path(qdatool.__file__).parent

SENTENCE_ARGUMENTS = {
    "tr": (0,),
    "say": (0,),
    "SentenceLabel": (0,),
    "SentenceText": (0,),
    "SentenceButton": (0,),
    "LinkButton": (0,),
    "FilterField": (0,),
    "WordsField": (0, 1),
    "ask": (0, 1),
    "PanelHead": (0,),
    "EmptyState": (0, 1),
    "IconButton": (1,),
    "show_as": (1,),
    "set_sentence": (0,),
    "ActionSpec": (1,),
    "WorkspaceEntry": (1,),
    "ActivityButton": (1,),
    "SideLink": (1,),
    "SampleLink": (1, 2),
    "add_button": (0,),
    "TemplateCardText": (1, 2),
    "Segment": (2,),
    "Segments": (1,),
    "SectionHead": (0,),
    "Preset": (1,),
    "_labelled": (0,),
    "_caption": (0,),
    "counted": (1, 2),
    "add_named": (1,),
    "ColorChoice": (0, 1),
    "WordChoice": (0,),
    "WordPair": (0,),
}
"""Which arguments of which calls are keys for ``tr``."""

SAME_IN_BOTH = {"qdatool", ""}
"""Texts that are the same in both languages."""


def sentences_of(file: Path) -> dict[str, int]:
    """Return every sentence that is a literal argument of a call in ``SENTENCE_ARGUMENTS``, with its line."""
    found = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for place in SENTENCE_ARGUMENTS.get(name, ()):
            if place < len(node.args):
                for value in literals(node.args[place]):
                    found[value] = node.lineno
    return found


def literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*literals(node.body), *literals(node.orelse)]
    if isinstance(node, ast.Tuple):
        return [value for part in node.elts for value in literals(part)]
    return []


def source_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("file", source_files(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_sentence_in_the_source_has_persian(file):
    persian = catalogue("fa")
    missing = {one: line for one, line in sentences_of(file).items() if one not in persian and one not in SAME_IN_BOTH}
    assert missing == {}


def tables() -> dict[str, list[str]]:
    from qdatool.export import report_agreement_details, report_codings
    from qdatool.ui import actions, code_orders, help_texts, memo_actions, memo_editor, since_button, status_bar
    from qdatool.ui.codebook import code_page, columns, duplicates_sheet, merge_card, split_sheet
    from qdatool.ui.history import filters
    from qdatool.ui.memos.choosing import MemoOrder
    from qdatool.ui.models import checks, checks_panel
    from qdatool.ui.models.inspector import label_fields
    from qdatool.ui.models.inspector.role_part import ARROWS
    from qdatool.ui.models.workspace import _TITLES
    from qdatool.ui.preferences import _THEMES
    from qdatool.ui.pseudonyms import plan
    from qdatool.ui.pseudonyms.found_tree import WHERE_NAMES
    from qdatool.ui.saturation import choices_panel, grids
    from qdatool.ui.sheet import Sheet
    from qdatool.ui.start.recent_list import _MARKS
    from qdatool.ui.start.workspace import SAMPLES
    from qdatool.ui.workspaces import WORKSPACES
    from qdatool.wording import agreement_sentences, history_terms, saturation_sentences

    return {
        "steps": list(terms.STEPS.values()),
        "templates": list(terms.TEMPLATES.values()),
        "snapshot reasons": list(terms.SNAPSHOT_REASONS.values()),
        "roles": list(terms.ROLES.values()),
        "templates of roles": list(terms.ROLE_TEMPLATES.values()),
        "statuses of codes": list(terms.CODE_STATUSES.values()),
        "what a merge moves": list(merge_card.OTHERS),
        "hints of sheets": [split_sheet.HINT, duplicates_sheet.HINT],
        "orders of codes": list(code_orders.ORDERS.values()),
        "words of the codebook": [text for pair in code_page._WORDS.values() for text in pair],
        "columns of the codebook": [text for column in columns.Column for text in columns.NAMES[column]],
        "kinds of model": list(terms.MODEL_KINDS.values()),
        "directions": list(terms.DIRECTIONS.values()),
        "kinds of memo": list(terms.MEMO_KINDS.values()),
        "targets of memos": list(terms.MEMO_TARGETS.values()),
        "stances": list(terms.STANCES.values()),
        "findings": list(terms.FINDINGS.values()),
        "units": list(analysis_terms.UNITS.values()),
        "universes": list(analysis_terms.UNIVERSES.values()),
        "coefficients": list(analysis_terms.MEASURES.values()),
        "reasons for undefined": list(analysis_terms.REASONS.values()),
        "not saturated": list(analysis_terms.NOT_SATURATED.values()),
        "sentences for undefined": list(analysis_terms.REASON_SENTENCES.values()),
        "paradoxes": [
            *agreement_sentences.PARADOX_SENTENCES.values(),
            *agreement_sentences.PARADOX_NOTES.values(),
            agreement_sentences.REPORT_TOGETHER,
        ],
        "notes of tables": [report_codings._FORMULA, report_codings._COUNTED, report_agreement_details._INDICES],
        "sentences for papers": [
            saturation_sentences.HOW,
            saturation_sentences.HOW_WITHOUT_BASE,
            saturation_sentences.REACHED,
            saturation_sentences.ROSE_AGAIN,
            saturation_sentences.IN_ALL,
            saturation_sentences.COUNTED_ONE,
            saturation_sentences.COUNTED_ALL,
            *saturation_sentences.ORDERS.values(),
            agreement_sentences._BETWEEN,
            agreement_sentences._RETEST,
            agreement_sentences._PER_CODE,
            agreement_sentences._SEGMENTS,
            agreement_sentences._EXCLUSIVE,
            agreement_sentences._RESULT,
            agreement_sentences._INTERVAL,
        ],
        "orders of interviews": list(choices_panel.ORDERS.values()),
        "tabs and marks of saturation": [*grids.TABS, *grids.MARKS.values()],
        "sections": [section.value for section in actions.Section],
        "reasons for disabled": list(actions._WHY_NOT.values()),
        "saved states": [state.value for state in status_bar.SavedState],
        "first steps": [text for step in help_texts.FIRST_STEPS for text in step],
        "on figures": [text for step in help_texts.ON_FIGURES for text in step],
        "themes": list(_THEMES.values()),
        "health": [mark[-1] for mark in _MARKS.values()],
        "samples": [text for sample in SAMPLES for text in sample[2:]],
        "missing in models": [text for pair in checks.MISSING.values() for text in pair],
        "in order in models": [text for rows in checks.IN_ORDER.values() for _, text in rows],
        "central phenomenon": [checks.PHENOMENON_MISSING, checks.PHENOMENON_SET, checks.MANY_THEMES],
        "numbers of checks": list(checks_panel._COUNT_NAMES.values()),
        "ways to write in memos": [spec.text for spec in memo_actions.ACTIONS],
        "things that memos link to": list(memo_editor.THING_GROUPS.values()),
        "orders of memos": [order.value for order in MemoOrder],
        "kinds of identifiers": [*plan.KIND_NAMES.values(), *plan.PLACEHOLDERS.values()],
        "places of names": list(WHERE_NAMES.values()),
        "titles of models": list(_TITLES.values()),
        "arrows of roles": list(ARROWS.values()),
        "labels of codes": list(label_fields.SENTENCES),
        "periods of the history": [period.value for period in filters.Period],
        "subjects of the history": list(filters.SUBJECTS.values()),
        "gone in the history": list(history_terms.GONE.values()),
        "days back": list(since_button._DAYS_BACK.values()),
        "workspaces": [entry.title for entry in WORKSPACES],
        "actions": [spec.text for entry in WORKSPACES for spec in entry.actions()],
        "dialogs": [title for kind in Sheet.__subclasses__() for title in _titles(kind)],
    }


def _titles(kind: type) -> list[str]:
    """Return the title that a dialog gives to its frame."""
    import inspect
    import textwrap

    tree = ast.parse(textwrap.dedent(inspect.getsource(kind.__init__)))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    supers = [call for call in calls if getattr(call.func, "attr", "") == "__init__"]
    return [value for call in supers for argument in call.args for value in literals(argument)]


@pytest.mark.parametrize("name", sorted(tables()))
def test_every_sentence_of_a_table_has_persian(name):
    persian = catalogue("fa")
    assert [one for one in tables()[name] if one not in persian] == []


def test_a_translation_has_the_places_of_its_sentence():
    wrong = {
        sentence: persian for sentence, persian in catalogue("fa").items() if _places(sentence) != _places(persian)
    }
    assert wrong == {}


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_no_translation_is_empty_or_english():
    left = [
        sentence for sentence, persian in catalogue("fa").items() if not any("\u0600" <= c <= "\u06ff" for c in persian)
    ]
    assert [sentence for sentence in left if any(c.isalpha() for c in _without_places(sentence))] == []


def _without_places(sentence: str) -> str:
    return "".join(text for text, _, _, _ in string.Formatter().parse(sentence))


def test_persian_sentences_use_persian_letters():
    assert [one for one in catalogue("fa").values() if any(letter in one for letter in "يكىة")] == []


def test_a_sentence_is_translated_in_one_way():
    from qdatool.resources import resource_folder

    seen: dict[str, str] = {}
    different = []
    for file in sorted((resource_folder("i18n") / "fa").glob("*.json")):
        for sentence, persian in json.loads(file.read_text(encoding="utf-8")).items():
            if seen.setdefault(sentence, persian) != persian:
                different.append((file.name, sentence))
    assert different == []
