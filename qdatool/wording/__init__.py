"""Every word a person reads that is not their own, in Persian and English.

``tr`` speaks the language of the interface, ``say`` any language (figures and reports have their own). The English
sentence is the key; ``resources/i18n/fa/*.json`` holds the Persian ones. No Qt here, so that the command line, the
exports and the window share the same words.
"""

from qdatool.wording.catalogue import interface_language, say, set_interface_language, tr, without_isolates
from qdatool.wording.digits import localized_number
from qdatool.wording.lists import listed

__all__ = [
    "interface_language",
    "listed",
    "localized_number",
    "say",
    "set_interface_language",
    "tr",
    "without_isolates",
]
