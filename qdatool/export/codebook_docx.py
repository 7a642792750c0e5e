"""The code tree as a codebook in Word: one entry per code, with its definition and what it includes and excludes."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.languages import first_language
from qdatool.coding.levels import Level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.quotations import CodeCount, counts_by_code
from qdatool.export.docx_direction import LATIN_FONT, PERSIAN_FONT, add_text, set_direction, set_style_font
from qdatool.figures.measure import direction_of
from qdatool.wording import say
from qdatool.wording.terms import role_name

_DEEPEST_HEADING = 6
_INDENT_MM = 6
_WORDS = (
    ("Definition", "definition"),
    ("Include", "include"),
    ("Exclude", "exclude"),
    ("Example", "example"),
)


def codebook_docx(project: Project) -> bytes:
    """Return the codebook in the project's first language, codes in tree order, the tree as Word's outline."""
    writer = _CodebookWriter(project)
    writer.write()
    content = BytesIO()
    writer.document.save(content)
    return content.getvalue()


class _CodebookWriter:
    """A Word document that codes are appended to."""

    def __init__(self, project: Project) -> None:
        self.document: DocxDocument = Document()
        self._language = first_language(project)
        self._tree: CodeTree = load_codes(project)
        self._levels: dict[int, Level] = {level.id: level for level in list_levels(project)}
        self._counts = counts_by_code(project)
        self._set_fonts()

    def write(self) -> None:
        title = self.document.add_heading(level=0)
        self._fill(title, say("Codebook", self._language))
        for code in self._tree:
            self._entry(code)

    def _set_fonts(self) -> None:
        styles = self.document.styles
        set_style_font(styles["Normal"], LATIN_FONT, PERSIAN_FONT, 11)
        set_style_font(styles["Title"], LATIN_FONT, PERSIAN_FONT, 20)
        for depth in range(1, _DEEPEST_HEADING + 1):
            set_style_font(styles[f"Heading {depth}"], LATIN_FONT, PERSIAN_FONT, max(11, 16 - depth))

    def _entry(self, code: Code) -> None:
        depth = len(self._tree.ancestors(code.id))
        heading = self.document.add_heading(level=min(depth + 1, _DEEPEST_HEADING))
        self._fill(heading, code.label)
        lines = [("", self._facts(code)), *((name, getattr(code, field)) for name, field in _WORDS)]
        for name, words in lines:
            if words:
                paragraph = self.document.add_paragraph()
                # python-docx names the sides left and right; in a right-to-left paragraph Word counts left as start.
                paragraph.paragraph_format.left_indent = Mm(_INDENT_MM * min(depth, _DEEPEST_HEADING))
                self._fill(paragraph, words, say(name, self._language) if name else "")

    def _facts(self, code: Code) -> str:
        """Return level, role, the label in the other language and how often the code is used, on one line."""
        language = self._language
        other = code.labels.get("en" if language == "fa" else "fa", "")
        number = self._counts.get(code.id, CodeCount(0, 0)).quotations
        facts = [
            self._levels[code.level_id].name_in(language),
            role_name(code.role, language) if code.role else "",
            other if other != code.label else "",
            say("quotations: {number}", language, number=number),
        ]
        return " · ".join(fact for fact in facts if fact)

    def _fill(self, paragraph: Paragraph, words: str, name: str = "") -> None:
        set_direction(paragraph, direction_of(f"{name} {words}", self._language))
        if name:
            add_text(paragraph, f"{name}: ", self._language, is_bold=True)
        add_text(paragraph, words, self._language)
