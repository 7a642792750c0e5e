"""What can be done with the look of boxes and links: written for one, carried to another, given to all of its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qdatool.coding.link_styles import LinkStyle, read_link_styles, style_links
from qdatool.coding.model_options import Arrangement, ModelOption
from qdatool.coding.node_keys import code_of_key, ends_of, is_link, role_of_key
from qdatool.coding.node_styles import NodeStyle, set_node_style, style_alike
from qdatool.figures.alike import keys_alike, links_alike
from qdatool.figures.gather import FigureChoices, spec_for_model
from qdatool.ui.models.session import ModelSession
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import tr


class LookActs:
    """Reads and writes the looks of boxes in the session's model, one step each; keeps the look that was copied.

    ``chosen`` returns the keys of all that is chosen on the figure, where several can be.
    """

    def __init__(self, session: ModelSession, chosen: Callable[[], Sequence[str]] = tuple) -> None:
        self._session = session
        self._chosen = chosen
        self._copied: NodeStyle | None = None

    def style(self, key: str) -> NodeStyle:
        """Return how the node with that key differs from the usual look."""
        model = self._session.model
        return model.styles.get(key, NodeStyle()) if model is not None else NodeStyle()

    def write(self, key: str, style: NodeStyle) -> None:
        """Draw a node in that style, unless it is drawn so already."""
        project, model = self._session.project, self._session.model
        if project is not None and model is not None and style != self.style(key):
            self._session.attempt(lambda: set_node_style(project, model.id, key, style))

    def holds_others(self, key: str) -> bool:
        """Tell whether others stand in the box of a node: categories in that of a role, concepts beside their theme."""
        model, content = self._session.model, self._session.content
        if role_of_key(key) is not None:
            return True
        code_id = code_of_key(key)
        is_gioia = model is not None and model.options.get(ModelOption.ARRANGEMENT) == Arrangement.GIOIA
        if not is_gioia or content is None or code_id not in content.tree.codes:
            return False
        below = content.tree.children_of(code_id)
        return bool(below) and not any(content.tree.children_of(each) for each in below)

    def draw_alike(self, key: str) -> None:
        """Give the look of a node to all of its kind."""
        project, model, style = self._session.project, self._session.model, self.style(key)
        if project is None or model is None:
            return
        spec = spec_for_model(project, model.id, FigureChoices(self._session.language))
        keys = keys_alike(spec, key)
        if len(keys) < 2:
            self._say(tr("There is no other box of this kind in the figure."))
            return
        self._session.attempt(lambda: style_alike(project, model.id, keys, style))
        self._say(tr("{count} boxes have this look now.", count=len(keys)))

    def can_copy(self) -> bool:
        """Tell whether a box is chosen."""
        key = self._session.chosen_key
        return bool(key) and not is_link(key)

    def copy(self) -> None:
        """Keep the look of the chosen box for others."""
        self._copied = self.style(self._session.chosen_key)
        self._say(tr("The look is copied. Choose another box and paste it there."))

    def can_paste(self) -> bool:
        """Tell whether a look was copied and a box is chosen that can take it."""
        return self._copied is not None and bool(self._takers())

    def paste(self) -> None:
        """Draw the chosen box, or all chosen boxes, in the look that was copied."""
        project, model, style, keys = self._session.project, self._session.model, self._copied, self._takers()
        if style is None or project is None or model is None:
            return
        if len(keys) == 1:
            self.write(keys[0], style)
        elif keys:
            self._session.attempt(lambda: style_alike(project, model.id, keys, style))

    def _takers(self) -> tuple[str, ...]:
        chosen = self._chosen() or (self._session.chosen_key,)
        return tuple(key for key in chosen if key and not is_link(key))

    def _say(self, sentence: str) -> None:
        self._session.shell.show_notice(Notice(NoticeKind.INFO, sentence))


class LinkLookActs:
    """Reads and writes the looks of links in the session's model, one step each."""

    def __init__(self, session: ModelSession) -> None:
        self._session = session

    def style(self, key: str) -> LinkStyle:
        """Return how the link with that key differs from the usual look."""
        project, model = self._session.project, self._session.model
        styles = read_link_styles(project, model.id) if project is not None and model is not None else {}
        return styles.get(key, LinkStyle())

    def write(self, key: str, style: LinkStyle) -> None:
        """Draw a link in that style, unless it is drawn so already."""
        if style != self.style(key):
            self._style((key,), style)

    def draw_alike(self, key: str) -> None:
        """Give the look of a link to all of its kind."""
        project, model = self._session.project, self._session.model
        if project is None or model is None:
            return
        spec = spec_for_model(project, model.id, FigureChoices(self._session.language))
        keys = links_alike(spec, key)
        sentence = tr("There is no other link of this kind in the figure.")
        if len(keys) > 1:
            self._style(keys, self.style(key))
            sentence = tr("{count} links have this look now.", count=len(keys))
        self._session.shell.show_notice(Notice(NoticeKind.INFO, sentence))

    def _style(self, keys: tuple[str, ...], style: LinkStyle) -> None:
        project, model = self._session.project, self._session.model
        if project is not None and model is not None:
            self._session.attempt(lambda: style_links(project, model.id, [ends_of(key) for key in keys], style))
