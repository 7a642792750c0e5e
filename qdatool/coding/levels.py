"""The level scheme of a project: which levels there are, from highest to lowest, and how each is called.

Names and depth are the project's choice; templates bring the usual ones (Strauss & Corbin 1990; Attride-Stirling
2001; Gioia, Corley & Hamilton 2013).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from qdatool.coding.languages import language_ids, words_by_language
from qdatool.coding.project import Project
from qdatool.coding.roles import Template
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id


@dataclass(frozen=True, slots=True)
class Level:
    """One level of codes; position 0 is the highest. ``names`` and ``chips`` are keyed by language."""

    id: int
    key: str
    position: int
    names: Mapping[str, str]
    chips: Mapping[str, str]

    def name_in(self, language: str) -> str:
        """Return the name in ``language``, or the key where the project has none."""
        return self.names.get(language) or self.key

    def chip_in(self, language: str) -> str:
        """Return the one-letter sign in ``language``."""
        return self.chips.get(language) or self.key[:1].upper()


@dataclass(frozen=True, slots=True)
class LevelName:
    """The usual name and one-letter sign of a level in both languages."""

    fa: str
    chip_fa: str
    en: str
    chip_en: str


AXIAL = "axial"
"""The level whose codes the boxes of a paradigm model list."""

USUAL_NAMES: Mapping[str, LevelName] = {
    "selective": LevelName("انتخابی", "ا", "selective", "S"),
    "axial": LevelName("محوری", "م", "axial", "A"),
    "open": LevelName("باز", "ب", "open", "O"),
    "global": LevelName("فراگیر", "ف", "global", "G"),
    "organizing": LevelName("سازمان‌دهنده", "س", "organizing", "O"),
    "pre-organizing": LevelName("پیش‌سازمان‌دهنده", "ش", "pre-organizing", "P"),
    "basic": LevelName("پایه", "پ", "basic", "B"),
    "aggregate": LevelName("بُعد کلی", "ک", "aggregate dimension", "A"),
    "second-order": LevelName("مرتبهٔ دوم", "د", "second-order theme", "2"),
    "first-order": LevelName("مرتبهٔ اول", "ی", "first-order concept", "1"),
    "code": LevelName("کد", "ک", "code", "C"),
}

TEMPLATE_LEVELS: Mapping[Template, tuple[str, ...]] = {
    Template.GROUNDED_THEORY: ("selective", "axial", "open"),
    Template.THEMATIC_NETWORK: ("global", "organizing", "basic"),
    Template.GIOIA: ("aggregate", "second-order", "first-order"),
    Template.BLANK: ("code",),
}


def list_levels(project: Project) -> tuple[Level, ...]:
    """Return the levels of the project, highest first."""
    db = project.read()
    names = words_by_language(db, schema.level_name.c.level_id, schema.level_name.c.name)
    chips = words_by_language(db, schema.level_name.c.level_id, schema.level_name.c.chip)
    return tuple(
        Level(row.id, row.key, row.position, names.get(row.id, {}), chips.get(row.id, {}))
        for row in db.execute(select(schema.level).order_by(schema.level.c.position))
    )


def find_level(project: Project, key: str) -> Level:
    """Return the level with ``key``; raises InvalidOperation(UNKNOWN_LEVEL)."""
    for level in list_levels(project):
        if level.key == key:
            return level
    raise InvalidOperation(OperationReason.UNKNOWN_LEVEL, level=key)


def insert_levels(db: Connection, keys: Sequence[str], first_position: int = 0) -> None:
    """Write levels with their usual names from ``first_position`` on; those below move down."""
    db.execute(
        update(schema.level)
        .where(schema.level.c.position >= first_position)
        .values(position=schema.level.c.position + len(keys))
    )
    languages = language_ids(db)
    for offset, key in enumerate(keys):
        level_id = new_id(db.execute(insert(schema.level).values(key=key, position=first_position + offset)))
        usual = USUAL_NAMES.get(key, LevelName(key, key[:1], key, key[:1].upper()))
        for tag, name, chip in (("fa", usual.fa, usual.chip_fa), ("en", usual.en, usual.chip_en)):
            db.execute(
                insert(schema.level_name).values(level_id=level_id, language_id=languages[tag], name=name, chip=chip)
            )
