"""The transcript view: one document with its codings, to read, select and code.

It knows no project and no SQL: it is given plain values (``values``) and answers with signals. UTF-16, in which Qt
counts, does not leave this package; everyone else speaks code points. The tree, the code box, lists and bars around
it are the workspace's.
"""

from qdatool.ui.transcript.values import (
    Appearances,
    CodeLook,
    Edge,
    SpeakerTurn,
    Stride,
    StripeCoding,
    TranscriptContent,
    Unit,
)
from qdatool.ui.transcript.view import TranscriptView

__all__ = [
    "Appearances",
    "CodeLook",
    "Edge",
    "SpeakerTurn",
    "Stride",
    "StripeCoding",
    "TranscriptContent",
    "TranscriptView",
    "Unit",
]
