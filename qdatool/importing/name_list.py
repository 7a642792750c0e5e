"""A list of names from a csv file: names in the first column, pseudonyms, if any, in the second."""

from __future__ import annotations

from pathlib import Path

from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing.csv_cells import csv_cells
from qdatool.importing.files import read_source
from qdatool.text.name_lists import Person, people_in_cells


def read_name_list(path: Path) -> tuple[Person, ...]:
    """Return the people of the file; raises what ``csv_cells`` raises, and ImportFailed(NO_TEXT) for none."""
    people = people_in_cells(cells for _, cells in csv_cells(read_source(path), path.name))
    if not people:
        raise ImportFailed(ImportReason.NO_TEXT, source=path.name)
    return people
