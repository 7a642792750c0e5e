"""The panel beside the figure: a page for the model, and one for each kind of thing that can be chosen in it.

``panel`` shows the page that fits what is chosen. A ``*_page`` is a whole page, a ``*_part`` a section of one;
``parts`` are the small pieces that all pages are built of.
"""
