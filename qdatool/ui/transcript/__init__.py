"""The transcript view: one document with its codings, to read, select and code.

It knows no project and no SQL: it is given plain values (``values``) and answers with signals. UTF-16, in which Qt
counts, does not leave this package; everyone else speaks code points. The tree, the code box, lists and bars around
it are the workspace's.

The transcript is a QTextEdit whose document is placed by ``lazy_layout.py`` instead of Qt's own layout. Only what is
on the screen is laid out, other heights are estimated, and the scroll bar follows as they become known
(``reading_place.py``). So a jump to the end of a million characters, another width, letter size or theme cost one
screen (4 to 12 ms instead of 0.2 s and more), directions, line heights and colours need no block or character
formats, and hit tests are safe at any time. Speakers' labels stand in the gutter; in the shown text zero-width
characters take their place, unit for unit.
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
