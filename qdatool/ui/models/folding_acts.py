"""Drawing or leaving out what stands below a node: one operation each, whatever the depth of the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qdatool.coding.collapsing import collapse_codes, expand_all, expand_codes
from qdatool.coding.model_options import ModelOption
from qdatool.coding.models import Model
from qdatool.coding.node_keys import code_of_key
from qdatool.coding.project import Project
from qdatool.figures.collapsing import (
    Fold,
    Hidden,
    Opening,
    folds,
    hidden_nodes,
    node_of,
    opening_of,
    opening_to,
)
from qdatool.figures.figure import Figure
from qdatool.figures.spec import FigureSpec, leaf_count
from qdatool.wording import tr

Write = Callable[[Callable[[Project, int], object]], None]

_SENTENCES = {
    Fold.OPEN: "Collapse on the figure",
    Fold.COLLAPSED: "Expand on the figure",
    Fold.TOO_DEEP: "Expand on the figure",
}


class FoldingActs:
    """Folds what ``shown`` returns; ``write`` runs an operation on its model."""

    def __init__(self, shown: Callable[[], FigureSpec | None], write: Write) -> None:
        self._shown = shown
        self._write = write
        self._known: tuple[FigureSpec | None, dict[str, Fold]] = (None, {})

    def _folds(self) -> dict[str, Fold]:
        """Return the folds of what is shown, worked out once for each figure."""
        spec = self._shown()
        if spec is not self._known[0]:
            self._known = (spec, folds(spec) if spec is not None else {})
        return self._known[1]

    def sentence(self, key: str) -> str:
        """Return what ``toggle`` would do with a node, or nothing where it does nothing."""
        spec = self._shown()
        if spec is None or code_of_key(key) is None:
            return ""
        fold = self._folds().get(key)
        if fold is not None:
            return _SENTENCES[fold]
        return "Show it on the figure" if key in hidden_nodes(spec) else ""

    def toggle(self, key: str) -> None:
        """Collapse a node that is open, expand one that is not, and draw one that is hidden."""
        spec, code_id = self._shown(), code_of_key(key)
        if spec is None or code_id is None:
            return
        fold = self._folds().get(key)
        if fold is Fold.OPEN:
            self._write(lambda project, model_id: collapse_codes(project, model_id, [code_id]))
        elif fold is not None:
            self._open(opening_of(spec, key))
        elif key in hidden_nodes(spec):
            self._open(opening_to(spec, key))

    def expand_all(self) -> None:
        """Draw all that is collapsed."""
        self._write(expand_all)

    def is_collapsed(self, key: str) -> bool:
        """Tell whether a node is drawn without what stands below it."""
        return self._folds().get(key) in (Fold.COLLAPSED, Fold.TOO_DEEP)

    def description(self, key: str, figure: Figure) -> str:
        """Return what a screen reader says of a node that is collapsed or hidden."""
        node, drawn, hidden = node_of(self._shown(), key), figure.node(key), self.hidden().get(key)
        if node is not None and drawn is not None:
            sentence = "{name}, collapsed: {count} of the lowest below it"
            return tr(sentence, name=drawn.label, count=leaf_count(node))
        above = figure.node(hidden.shown_key) if hidden is not None else None
        if hidden is None or above is None:
            return ""
        return tr("{name}, hidden below {other}", name=hidden.label, other=above.label)

    def hidden(self) -> dict[str, Hidden]:
        """Return the nodes of the figure that are not drawn, by key."""
        spec = self._shown()
        return hidden_nodes(spec) if spec is not None else {}

    def _open(self, opening: Opening | None) -> None:
        if opening is None:
            return
        codes, collapsed = _codes(opening.keys), _codes(opening.collapsed)
        self._write(
            lambda project, model_id: expand_codes(project, model_id, codes, depth=opening.depth, collapsed=collapsed)
        )


def has_collapsed(model: Model | None) -> bool:
    """Tell whether anything in a model is collapsed."""
    return model is not None and bool(model.options.get(ModelOption.COLLAPSED))


def _codes(keys: Iterable[str]) -> list[int]:
    return [code_id for key in keys if (code_id := code_of_key(key)) is not None]
