"""What the F1 sheet tells in steps: the first ten minutes, and what mouse and keys do on a figure."""

from __future__ import annotations

FIRST_STEPS = (
    (
        "Open a sample",
        "On the start page choose a sample under “Look around first”. It is a copy: change what you like.",
    ),
    (
        "Read and code",
        "Click into an interview, select some words with the mouse or with Shift and the arrows, and press Enter. "
        "Type to find a code in either language; Enter applies it.",
    ),
    (
        "Let the keys do the work",
        "S grows the selection to the sentence, P to the paragraph, T to the turn; after coding they go on with the "
        "next one. V makes a code of the words themselves, R repeats the last code, 1 to 9 apply pinned codes, N goes "
        "to what is not coded yet. They work on a Persian keyboard too, and Preferences lets you choose others.",
    ),
    (
        "Take anything back",
        "Ctrl+Z undoes every step, also those of yesterday. There is no Save button: every step is saved at once.",
    ),
    (
        "See the model",
        "Choose Models in the bar at the side. The paradigm model is made of your categories: move a box, and "
        "every code keeps its place in the tree.",
    ),
    (
        "Take the figure with you",
        "Choose Export in the bar over the model: SVG or PDF for a journal, PNG for a slide, in Persian or English.",
    ),
    (
        "Begin your own",
        "Choose a template on the start page, give a title, press Create, and import your transcripts (.docx or .txt).",
    ),
)
"""Headings and sentences of the first ten minutes."""

ON_FIGURES = (
    (
        "Choose and move",
        "Click a box, a category or a link; Tab goes through all of them and Enter goes on in the page beside it. "
        "Arrow keys move the chosen box, with Shift by larger steps. Shift and a click, or a frame drawn with the "
        "mouse, choose several boxes: the menu aligns them.",
    ),
    (
        "Put categories in order",
        "Drag a category to its place in its box or in another one, or press Alt with the up and down arrows.",
    ),
    (
        "Lead a link round others",
        "Drag a link anywhere to lead it over a point; with Shift it goes level or upright. From the keyboard "
        "Insert adds a point, Page Up and Page Down go from one to the next, the arrow keys move it and Delete "
        "takes it away.",
    ),
    (
        "Change sizes",
        "Drag a corner of the chosen box, or press Alt and Shift with the arrow keys. A box is never too small "
        "for its words.",
    ),
    (
        "Fold a hierarchy",
        "Space hides what stands below the chosen theme and shows it again; its number tells how much it holds. X "
        "shows everything.",
    ),
    (
        "Give a box its own look",
        "The page beside the figure has fill, frame and letters. B copies the look of the chosen box, V gives it "
        "to others.",
    ),
    (
        "Leave the rest to the program",
        "A box that was moved is pinned and stays; P pins it or lets it go, and A arranges all boxes anew.",
    ),
    (
        "Tell it by other roles",
        "The plus over the list begins a process view or Glaser's six Cs. For roles of your own choose a role, "
        "then “Change its place and arrows”.",
    ),
    (
        "Down to the sentence",
        "Choose an arrow to see what it rests on: propositions and quotations for and against. A click on a "
        "quotation goes to its interview, Alt and the left arrow lead back.",
    ),
)
"""Headings and sentences about the figures of models."""
