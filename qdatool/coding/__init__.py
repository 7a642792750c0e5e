"""The subject: documents, codes, quotations, codings, memos, relations, models, coders, history.

``project.py`` is the one door to the file. Operations are plain functions, verb first, with the project as first
argument; readers return frozen dataclasses. No Qt here, and no sentence for a user: errors carry reasons.

Codes
-----
Acts on whole codes are ``code_moves`` (where they lie, new categories), ``code_groups`` (level, colour,
status of several), ``code_merge`` with ``relation_merge`` and ``property_merge``, ``code_split``, ``properties``
(dimensions and the quotations on them), ``near_duplicates``, ``code_order``. A merge moves everything that hangs on a
code; ``tests/coding/test_code_merge.py`` lists every column that points at one, so that a new table cannot be
forgotten. What a code was made from is kept in ``code_provenance`` with labels, since the codes themselves may be
gone. In the window the table and the board show one ``CodebookSession``, and write through one ``CodebookActs`; a
hidden view waits until it is shown.

Memos
-----
A memo is one line a paragraph in a small part of Markdown (``text/memo_markup.py``), readable as it stands in the
file. A link holds the identity of its target, and its words only for readers of the bare file: ``things.py`` says
what things are called now. The one editor is ``ui/memo_editor.py``; in its document (``memo_document.py``) a link is
one character that draws itself, and what is pasted comes through the same reader, so nothing else can get in.

History, review and what is new
-------------------------------
The history row of a step names ids by table and what was done to them; a bulk step gives ranges, a mere new order
among neighbours stands apart (``reordered``), and words stand nowhere: ``history_names.py`` finds them when somebody
reads, for what is gone in the before-images as long as these last. ``changed_since.py`` tells what is new: since a
moment or a visit from the history (only the steps after the last look are read again), since a snapshot by comparing
rows. The moment chosen is one for the whole window (``ui/since.py``); ``ui/code_marks.py`` draws what is new and open
comments on codes.

Review comments hang on one thing (``review.py``), answers on a comment. The panel (``ui/review``) belongs to the
shell, not to a workspace: it asks the workspace that is shown what is chosen (``workspace.Commentable``) and goes
back by places (``ui/going.py``). A box of a model gets a ``figure_node`` row when it is commented on, and keeps it,
unpinned.

Coders, rounds and sight
------------------------
``sight.py`` alone decides what the present coder may see. In a blind round the codings of another coder in a document
stay out of sight until both have marked it as finished in that round. Whoever reads codings, quotations or memos asks
it (``seen_codings``, ``seen_quotations``, their SQL twins, ``hidden_memos``); without a blind round these are the
tables themselves. ``tests/coding/test_sight.py`` reads every way there is before and after, and fails when a function
that names the tables is not on its list. On the command line ``--as NAME`` before the command says who reads.

Disagreements are found in ``analysis/disagreements.py`` (boundary before other code before missed) and settled by
``decisions.py``: what stands is written under the consensus coder with what both agree on, the originals stay.
``analysis/settling.py`` counts one document anew after a decision, so that the workspace follows a key at once.

A coder elsewhere takes ``coder_copy.py``'s copy along: hidden rows are deleted and the file written anew, so that
nothing is left in it. ``merge_source`` reads it back, ``merge_plan`` says what is new, known or in conflict,
``merging`` writes that as one step. A new model comes as its content (``merge_models``), its lasting ids turned into
ours. The comment of a passage has no author: in a blind round the history tells whose it may be
(``sight.hidden_comments``).

Relations and models
--------------------
Types of relation (``relation_types.py``) are the user's own as well as ready-made ones, each known by its key;
a type gives a line its style and its arrowhead in every figure and file. What contradicts the links of a model
(``negative_cases.py``) stands on its page, on its lines, and in the tables of relations.

A version of a model (``model_content.py``) is the model as JSON named by guids, so that it can be compared and
written back.
"""
