"""The sources of the Persian sample agree with each other and with the study they follow."""

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docx import Document
from docx.table import Table

from qdatool.coding.colors import CODE_COLORS
from qdatool.coding.relation_types import READY_TYPES
from qdatool.coding.roles import MemoKind

FOLDER = Path(__file__).parents[2] / "sample_projects" / "grounded-theory-fa"
# sha256 over the sorted labels, one a line, as the published tables print them.
TREE_SHA256 = "474618ff169166e42f22d6a27662f64c42928d6794e7a34f3f50e9fa1e495894"
PHENOMENON = "حکمرانی دیجیتال خدمت‌محور و مشارکت‌پذیر"
LEVELS = {"selective": 6, "axial": 20, "open": 112}
ROLES = {"causal": "شرایط علی", "strategy": "راهبردها", "consequence": "پیامدها", "contextual": "شرایط زمینه‌ای"}
ROLES |= {"intervening": "شرایط مداخله گر", "phenomenon": PHENOMENON}
DEMOGRAPHICS = {
    "جنسیت": {"زن": 6, "مرد": 8},
    "تحصیلات": {"کارشناسی ارشد": 10, "دکتری و بالاتر": 4},
    "سابقه کار": {"۱۵-۲۰": 5, "۲۰-۲۵": 7, "۲۵ و بالاتر": 2},
    "سن": {"۳۰-۴۰": 6, "۴۰-۵۰": 6, "۵۰ و بالاتر": 2},
}
FOLDING = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "ؤ": "و", "ـ": None})
FIRST_CODER, SECOND_CODER = "نگار صالحی", "آرش کریمی"
# Marks above and below letters do not make another word.
VOWEL_SIGNS = re.compile("[\u064b-\u0655\u0670]")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def lines(path: Path) -> Iterator[str]:
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(cell.text for cell in row.cells)
        else:
            yield block.text


@cache
def documents() -> dict[str, str]:
    return {path.stem: "\n".join(lines(path)) for path in sorted((FOLDER / "documents").glob("*.docx"))}


def words(text: str) -> list[str]:
    """Split folded text at everything that is not a letter or digit.

    The zero-width non-joiner splits too: two spellings of one verb then count as the same words, which makes
    every test for repetition stricter.
    """
    return re.findall(r"[^\W_]+", VOWEL_SIGNS.sub("", text.translate(FOLDING)))


def codes_by_level(level: str) -> list[dict[str, str]]:
    return [code for code in rows("codes.csv") if code["level"] == level]


def occurrences(quote: str, document: str) -> int:
    return documents()[document].count(quote)


def test_the_tree_has_the_levels_of_the_study():
    assert Counter(code["level"] for code in rows("codes.csv")) == LEVELS


def test_the_labels_are_those_of_the_study_to_the_byte():
    labels = sorted(code["label"] for code in rows("codes.csv") if code["label"] != PHENOMENON)
    assert hashlib.sha256("\n".join(labels).encode()).hexdigest() == TREE_SHA256


def test_selective_codes_carry_the_six_roles_of_a_paradigm_model():
    assert {code["role"]: code["label"] for code in codes_by_level("selective")} == ROLES


def test_only_selective_codes_carry_roles():
    assert {code["role"] for code in rows("codes.csv") if code["level"] != "selective"} == {""}


def test_every_axial_code_lies_under_a_selective_one():
    assert {code["parent"] for code in codes_by_level("axial")} == set(ROLES.values()) - {PHENOMENON}


def test_every_open_code_lies_under_an_axial_one():
    assert {code["parent"] for code in codes_by_level("open")} == {code["label"] for code in codes_by_level("axial")}


def test_every_code_has_a_label_in_each_language():
    assert [code for code in rows("codes.csv") if code["label_fa"] != code["label"] or not code["label_en"]] == []


def test_labels_are_unique_in_each_language():
    codes = rows("codes.csv")
    assert len({code["label_fa"] for code in codes}) == len({code["label_en"] for code in codes}) == len(codes)


def test_codes_use_the_palette_and_siblings_differ():
    codes = rows("codes.csv")
    assert {code["color"] for code in codes} <= set(CODE_COLORS)
    assert len({(code["parent"], code["color"]) for code in codes}) == len(codes)


def test_selective_and_axial_codes_are_defined():
    assert [code["label"] for code in rows("codes.csv") if code["level"] != "open" and not code["definition"]] == []


def test_at_least_forty_open_codes_are_defined():
    assert sum(bool(code["definition"]) for code in codes_by_level("open")) >= 40


def test_examples_of_codes_are_passages_coded_with_them():
    coded = {(row["code"], row["quote"]) for row in rows("codings.csv")}
    assert [
        code["label"] for code in rows("codes.csv") if code["example"] and (code["label"], code["example"]) not in coded
    ] == []


def test_every_open_code_is_applied():
    assert {code["label"] for code in codes_by_level("open")} - {row["code"] for row in rows("codings.csv")} == set()


def test_the_phenomenon_is_applied_in_several_interviews():
    assert 4 <= len({row["document"] for row in rows("codings.csv") if row["code"] == PHENOMENON}) <= 6


def test_codings_use_known_codes():
    assert {row["code"] for row in rows("codings.csv")} <= {code["label"] for code in rows("codes.csv")}


def test_there_are_between_200_and_280_codings():
    assert 200 <= len(rows("codings.csv")) <= 280


def test_every_quote_occurs_exactly_once_in_its_document():
    wrong = [row["quote"] for row in rows("codings.csv") if occurrences(row["quote"], row["document"]) != 1]
    assert wrong == []


def test_no_quote_crosses_a_paragraph_or_has_loose_edges():
    assert [
        row["quote"] for row in rows("codings.csv") if "\n" in row["quote"] or row["quote"].strip() != row["quote"]
    ] == []


def test_no_coding_is_given_twice():
    keys = [(row["document"], row["quote"], row["code"], row["coder"]) for row in rows("codings.csv")]
    assert len(set(keys)) == len(keys)


def test_the_first_coder_codes_every_interview_and_the_second_two():
    coded = {
        coder: {row["document"] for row in rows("codings.csv") if row["coder"] == coder}
        for coder in (FIRST_CODER, SECOND_CODER)
    }
    assert coded == {FIRST_CODER: set(documents()), SECOND_CODER: {"مصاحبه ۰۳", "مصاحبه ۰۴"}}


def test_the_two_coders_agree_mostly_but_not_everywhere():
    pairs = {
        coder: {(row["quote"], row["code"]) for row in rows("codings.csv") if row["coder"] == coder}
        for coder in (FIRST_CODER, SECOND_CODER)
    }
    shared = len(pairs[FIRST_CODER] & pairs[SECOND_CODER])
    assert len(pairs[SECOND_CODER]) / 2 < shared < len(pairs[SECOND_CODER])


def test_the_participants_have_the_make_up_of_the_study():
    participants = rows("participants.csv")
    assert {variable: dict(Counter(row[variable] for row in participants)) for variable in DEMOGRAPHICS} == DEMOGRAPHICS


def test_participants_with_a_transcript_are_those_of_the_documents():
    participants = rows("participants.csv")
    assert sorted(row["document"] for row in participants if row["transcript"] == "دارد") == sorted(documents())
    assert {row["document"] for row in participants if row["transcript"] == "ندارد"} == {""}


def test_the_readme_names_every_participant_without_a_transcript():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    missing = [row["participant"] for row in rows("participants.csv") if row["transcript"] == "ندارد"]
    assert [name for name in missing if not re.search(rf"{name}(?!\d)", readme)] == []


def test_there_are_at_least_six_interviews_of_1200_words():
    lengths = {name: len(text.split()) for name, text in documents().items()}
    assert len(lengths) >= 6
    assert {name: length for name, length in lengths.items() if length < 1200} == {}


def test_no_eight_words_are_said_twice():
    sequences = Counter(
        tuple(spoken[i : i + 8]) for spoken in map(words, documents().values()) for i in range(len(spoken) - 7)
    )
    assert [" ".join(sequence) for sequence, times in sequences.items() if times > 1] == []


def test_at_most_one_passage_in_twenty_contains_its_label():
    codings = rows("codings.csv")
    naming = [row["quote"] for row in codings if set(words(row["code"])) <= set(words(row["quote"]))]
    assert len(naming) <= len(codings) * 0.05


def test_some_documents_keep_arabic_letters_as_real_files_do():
    assert len([name for name, text in documents().items() if "ي" in text and "ك" in text]) == 2


def test_documents_write_their_numbers_with_persian_digits():
    # A4 is the name of a paper size; everything else is a number in Persian speech.
    assert {name: found for name, text in documents().items() if (found := re.findall(r"(?<!A)[0-9٠-٩]+", text))} == {}


def test_every_relation_joins_known_codes_with_a_proposition_in_both_languages():
    labels = {code["label"] for code in rows("codes.csv")}
    relations = rows("relations.csv")
    assert len(relations) >= 8
    assert {row["source"] for row in relations} | {row["target"] for row in relations} <= labels
    assert {row["type"] for row in relations} <= set(READY_TYPES)
    assert [row for row in relations if not (row["proposition_fa"] and row["proposition_en"])] == []


def test_every_piece_of_evidence_is_a_coded_passage_on_a_relation():
    coded = {(row["document"], row["quote"]) for row in rows("codings.csv")}
    related = {(row["source"], row["target"]) for row in rows("relations.csv")}
    evidence = rows("evidence.csv")
    assert {(row["document"], row["quote"]) for row in evidence} <= coded
    assert {(row["source"], row["target"]) for row in evidence} == related


def test_every_relation_is_supported_and_three_are_contradicted_too():
    evidence = rows("evidence.csv")
    support = Counter((row["source"], row["target"]) for row in evidence if row["stance"] == "supports")
    against = Counter((row["source"], row["target"]) for row in evidence if row["stance"] == "contradicts")
    assert set(support.values()) <= {2, 3, 4, 5}
    assert len(support) == len(rows("relations.csv"))
    assert len(against) == 3
    assert {row["stance"] for row in evidence} == {"supports", "contradicts"}


def test_memos_stand_on_things_that_exist():
    targets = {"code": {code["label"] for code in rows("codes.csv")}, "document": set(documents())}
    targets |= {"quotation": set(documents()), "": {""}}
    memos = rows("memos.csv")
    assert {memo["kind"] for memo in memos} <= set(MemoKind)
    assert [memo["title"] for memo in memos if memo["target"] not in targets[memo["target_kind"]]] == []


def test_a_memo_on_a_quotation_quotes_a_coded_passage():
    coded = {(row["document"], row["quote"]) for row in rows("codings.csv")}
    quoting = {(memo["target"], memo["quote"]) for memo in rows("memos.csv") if memo["target_kind"] == "quotation"}
    assert quoting
    assert quoting <= coded


def test_there_is_one_paradigm_model():
    assert [model["kind"] for model in rows("models.csv")] == ["paradigm"]


def test_every_coder_and_round_is_announced_by_the_project():
    project = json.loads((FOLDER / "project.json").read_text(encoding="utf-8"))
    codings = rows("codings.csv")
    assert {row["coder"] for row in codings} == set(project["coders"])
    assert {row["round"] for row in codings} == set(project["rounds"])
