"""Templates of roles as files, to be used in another project."""

from __future__ import annotations

from pathlib import Path

from qdatool.coding.role_sets import RoleSet
from qdatool.errors import ImportFailed, ImportReason, InvalidOperation
from qdatool.importing.files import read_source

ROLE_SUFFIX = ".roles.json"


def read_role_file(path: Path) -> RoleSet:
    """Return the roles in a file.

    Raises ImportFailed, and nothing else whatever the bytes: NOT_FOUND, UNREADABLE, TOO_LARGE or NOT_ROLES.
    """
    content = read_source(path)
    try:
        return RoleSet.unpacked(content.decode("utf-8-sig"))
    except (ValueError, InvalidOperation) as error:
        raise ImportFailed(ImportReason.NOT_ROLES, source=path.name) from error
