"""What is said where a relation follows from others of its type."""

from __future__ import annotations

from qdatool.coding.implied_relations import implying_chain
from qdatool.ui.models.session import ModelSession
from qdatool.wording import interface_language, tr


def implied_sentence(session: ModelSession, type_key: str, source_id: int, target_id: int) -> str:
    """Return from which chain a relation between two codes follows, empty where it follows from none."""
    content = session.content
    kind = next((one for one in content.relation_types if one.key == type_key), None) if content is not None else None
    if content is None or kind is None:
        return ""
    chain = implying_chain(content.relations, kind, source_id, target_id)
    arrow = " \u2190 " if interface_language() == "fa" else " \u2192 "
    return tr("It follows from {chain}.", chain=arrow.join(map(session.label, chain))) if chain else ""
