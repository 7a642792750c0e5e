"""Who asks in an interview, by the label of the turns."""

from __future__ import annotations

import re
from functools import cache

from qdatool.text.folding import folded_key

_ASKING = """
interviewer researcher moderator facilitator int i q question
مصاحبه‌گر مصاحبه‌کننده پرسشگر پرسش‌گر محقق پژوهشگر تسهیلگر مجری سوال پرسش پ س
"""


def asks(speaker: str) -> bool:
    """Tell whether a label names the interviewer; a number or a remark in brackets after it does not matter."""
    key = re.sub(r"\s*\([^)]*\)$", "", folded_key(speaker))
    return re.sub(r"[\s\d._#-]+$", "", key) in _asking_keys()


@cache
def _asking_keys() -> frozenset[str]:
    return frozenset(map(folded_key, _ASKING.split()))
