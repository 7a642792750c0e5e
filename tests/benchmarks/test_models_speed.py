"""How fast a figure of two thousand nodes pans and how fast a box follows the hand; a figure that is missed fails.

A frame is what a user waits for: the scroll bars move and the canvas is painted. Painting is the processor's work
alone, so what is judged is the time the window's thread had the processor; that of the clock is printed beside it.
"""

from __future__ import annotations

import gc
import io
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.pictures import Picture
from qdatool.coding.roles import Direction, Role
from qdatool.figures.figure import Figure
from qdatool.figures.spec import (
    BoxItem,
    FigureLanguage,
    FigureSpec,
    FreeLink,
    FreeNode,
    FreeSpec,
    LabelText,
    NodeForm,
    PinnedPosition,
    RoleBox,
    RoleModelSpec,
    ThemeNode,
    TreeSpec,
)
from qdatool.importing.pictures import picture_of
from qdatool.ui import theme
from qdatool.ui.models.canvas.figure_canvas import FigureCanvas
from qdatool.ui.models.canvas.screen_figure import pin_place, screen_figure, with_pin

NODES = 2000
FRAMES = 120
LIMIT_MS = 10.0
DRAG_LIMIT_MS = 8.0
FOLD_LIMIT_MS = 120.0
_WINDOW = (1000, 760)


@dataclass(frozen=True)
class Frame:
    """How long the window's thread worked for a frame, and how long it took by the clock."""

    worked_ms: float
    waited_ms: float


@pytest.fixture(autouse=True)
def _fonts(qapp) -> None:
    theme.load_fonts()
    theme.show_theme(qapp, theme.ThemeChoice.LIGHT)
    theme.show_language(qapp)
    # As the program does when it has started.
    gc.collect()
    gc.freeze()


class PaintCount(QObject):
    """Counts how often a widget is painted, so that no frame is fast by not being painted."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.paints = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == QEvent.Type.Paint
        return False


def tree_of(nodes: int, *, fan: int = 9) -> TreeSpec:
    """Return a tree of so many nodes with Persian and English labels."""
    children: dict[int, list[int]] = {}
    for i in range(1, nodes):
        children.setdefault((i - 1) // fan, []).append(i)
    made: dict[int, ThemeNode] = {}
    for i in reversed(range(nodes)):
        words = f"هوشمندسازی فرآیندها {i}" if i % 2 else f"Smart processes {i}"
        label = (LabelText(words, "fa" if i % 2 else "en"),)
        made[i] = ThemeNode(f"code:{i}", label, tuple(made[child] for child in children.get(i, ())), color="#3E85B3")
    return TreeSpec("Tree", FigureLanguage.EN, Direction.LTR, (made[0],))


@pytest.fixture
def canvas(qapp):
    canvas = FigureCanvas()
    canvas.resize(*_WINDOW)
    canvas.show_figure(screen_figure(tree_of(NODES)))
    canvas.show()
    qapp.processEvents()
    yield canvas
    canvas.close()
    canvas.deleteLater()


def panned(canvas, step: tuple[int, int], *, is_whole: bool) -> list[Frame]:
    """Return each frame of a pan that turns round at the ends."""
    across, down = canvas.horizontalScrollBar(), canvas.verticalScrollBar()
    dx, dy = step
    taken = []
    painted = PaintCount(canvas.viewport())
    for i in range(FRAMES + 10):
        if down.value() + dy > down.maximum() or down.value() + dy < down.minimum():
            dy = -dy
        if across.value() + dx > across.maximum() or across.value() + dx < across.minimum():
            dx = -dx
        started = time.thread_time(), time.perf_counter()
        down.setValue(down.value() + dy)
        across.setValue(across.value() + dx)
        if is_whole:
            canvas.viewport().update()
        QApplication.processEvents()
        if i >= 10:
            taken.append(Frame(*_since(started)))
    assert painted.paints >= FRAMES
    return taken


def _since(started: tuple[float, float]) -> tuple[float, float]:
    return (time.thread_time() - started[0]) * 1000, (time.perf_counter() - started[1]) * 1000


def p95(milliseconds: Iterable[float]) -> float:
    ordered = sorted(milliseconds)
    return ordered[int(len(ordered) * 0.95)]


def judge(what: str, frames: list[Frame], limit_ms: float = LIMIT_MS) -> None:
    worked, waited = p95(frame.worked_ms for frame in frames), p95(frame.waited_ms for frame in frames)
    print(f"\n{what}: p95 {worked:.2f} ms a frame, at most {limit_ms:.0f} ms ({waited:.2f} ms by the clock)")
    assert worked <= limit_ms


@pytest.mark.parametrize("scale", [1.0, 0.5, 0.2], ids=["true size", "half size", "a fifth"])
def test_two_thousand_nodes_pan(canvas, scale):
    canvas.resetTransform()
    canvas.zoom(scale * canvas.logicalDpiX() / 72)
    judge(f"pan of {NODES} nodes at {scale} of their size", panned(canvas, (23, 37), is_whole=False))


def test_two_thousand_nodes_are_repainted_whole(canvas):
    canvas.resetTransform()
    canvas.zoom(canvas.logicalDpiX() / 72)
    judge(f"whole repaint of what is in view of {NODES} nodes", panned(canvas, (23, 37), is_whole=True))


def test_two_thousand_nodes_zoom(canvas):
    canvas.resetTransform()
    canvas.zoom(canvas.logicalDpiX() / 72)
    frames = []
    for i in range(FRAMES):
        started = time.thread_time(), time.perf_counter()
        canvas.zoom(1.05 if i % 20 < 10 else 1 / 1.05)
        QApplication.processEvents()
        frames.append(Frame(*_since(started)))
    judge(f"zoom of {NODES} nodes", frames[10:])


@pytest.mark.parametrize("scale", [1.0, 0.3], ids=["true size", "a third"])
def test_a_box_among_two_thousand_follows_the_hand(canvas, scale):
    canvas.resetTransform()
    canvas.zoom(scale * canvas.logicalDpiX() / 72)
    node = canvas.figure().nodes[len(canvas.figure().nodes) // 2]
    canvas.centerOn(node.rect.center_x, node.rect.center_y)
    QApplication.processEvents()
    view = canvas.viewport()
    start = canvas.mapFromScene(node.rect.center_x, node.rect.center_y)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    frames = []
    for i in range(FRAMES):
        started = time.thread_time(), time.perf_counter()
        QTest.mouseMove(view, start + QPoint(10 + i % 40, 10 + i))
        QApplication.processEvents()
        frames.append(Frame(*_since(started)))
    canvas.cancel_drag()
    judge(f"a dragged box among {NODES} nodes at {scale} of their size", frames[10:], DRAG_LIMIT_MS)


@pytest.mark.parametrize("is_top_down", [False, True], ids=["in columns", "from above"])
def test_a_branch_of_two_thousand_nodes_collapses_and_expands(qapp, is_top_down):
    whole = replace(tree_of(NODES), is_top_down=is_top_down)
    first, *others = whole.roots[0].children
    shut = replace(whole.roots[0], children=(replace(first, is_collapsed=True), *others))
    canvas = FigureCanvas()
    canvas.resize(*_WINDOW)
    canvas.show()
    frames = []
    for i in range(60):
        spec = whole if i % 2 else replace(whole, roots=(shut,))
        started = time.thread_time(), time.perf_counter()
        canvas.show_figure(screen_figure(spec))
        canvas.folds.show_folds(spec, canvas.figure())
        QApplication.processEvents()
        frames.append(Frame(*_since(started)))
    assert len(canvas.folds.signs()) > 200
    canvas.close()
    canvas.deleteLater()
    # One act, not a frame among many: what is usual counts, and expanding is the slower half.
    worked = statistics.median(frame.worked_ms for frame in frames[11::2])
    print(f"\na branch of {NODES} nodes expanded: median {worked:.2f} ms, at most {FOLD_LIMIT_MS:.0f} ms")
    assert worked <= FOLD_LIMIT_MS


def paradigm() -> RoleModelSpec:
    """Return a paradigm with four categories in each role."""

    def label(words: str) -> tuple[LabelText, ...]:
        return (LabelText(words, "fa"),)

    boxes = tuple(
        RoleBox(
            role,
            label("شرایط علّی"),
            label("هنوز مقوله‌ای ندارد"),
            tuple(BoxItem(f"code:{i}{role}", label(f"هوشمندسازی فرآیندها {i}")) for i in range(4)),
        )
        for role in Role
    )
    return RoleModelSpec("Model", FigureLanguage.FA, Direction.RTL, boxes)


def followed(qapp, changed: Callable[[Figure, int], FigureSpec]) -> list[Frame]:
    """Return each frame of a drag that lays a paradigm out anew."""
    canvas = FigureCanvas()
    canvas.resize(*_WINDOW)
    shown = screen_figure(paradigm())
    canvas.show_figure(shown)
    canvas.show()
    qapp.processEvents()
    frames = []
    for i in range(FRAMES):
        started = time.thread_time(), time.perf_counter()
        canvas.show_figure(screen_figure(changed(shown.figure, i)))
        QApplication.processEvents()
        frames.append(Frame(*_since(started)))
    canvas.close()
    canvas.deleteLater()
    return frames


def test_a_box_of_a_paradigm_follows_the_hand(qapp):
    spec = paradigm()

    def moved(figure: Figure, i: int) -> FigureSpec:
        return with_pin(spec, "role:strategy", pin_place(figure, QPointF(200 + i, 100 + i)))

    judge("a dragged box, laid out and painted", followed(qapp, moved)[10:], DRAG_LIMIT_MS)


def test_a_point_of_an_arrow_follows_the_hand(qapp):
    spec = paradigm()
    keys = [link.key for link in spec.links]

    def led(_figure: Figure, i: int) -> FigureSpec:
        points = (PinnedPosition(60.0 + i, 250.0), PinnedPosition(170.0, 250.0 + i), PinnedPosition(200.0, 240.0))
        return replace(spec, routes=dict.fromkeys(keys, points))

    judge("a dragged point of five arrows", followed(qapp, led)[10:], DRAG_LIMIT_MS)


def test_a_corner_of_a_box_of_a_paradigm_follows_the_hand(qapp):
    spec = paradigm()

    def sized(figure: Figure, i: int) -> FigureSpec:
        pinned = with_pin(spec, "role:strategy", pin_place(figure, QPointF(200, 100)))
        return replace(pinned, sizes={"role:strategy": NodeSize(90.0 + i, 80.0 + i)})

    judge("a dragged corner, laid out and painted", followed(qapp, sized)[10:], DRAG_LIMIT_MS)


@pytest.fixture(scope="module")
def photograph() -> Picture:
    """Return what a photograph of twelve million dots becomes in a project."""
    noise = np.random.default_rng(1).integers(0, 255, (375, 500, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).resize((4000, 3000)).save(file, "JPEG", quality=93)
    read = picture_of(file.getvalue(), "photo.jpg")
    return Picture("photograph", read.kind, read.width_px, read.height_px, read.content)


@pytest.mark.parametrize("zoom", [1.0, 3.0], ids=["whole map", "enlarged"])
def test_a_photograph_on_a_map_follows_the_hand(qapp, photograph, zoom):
    codes = tuple(FreeNode(f"code:{i}", (LabelText(f"هوشمندسازی {i}", "fa"),)) for i in range(20))
    shown = FreeNode("picture:1", (LabelText("روستا", "fa"),), form=NodeForm.PICTURE, picture=photograph)
    links = tuple(FreeLink("picture:1", node.key) for node in codes)
    pinned = {node.key: PinnedPosition(40 + i % 5 * 90, 200 + i // 5 * 40) for i, node in enumerate(codes)}
    spec = FreeSpec("Map", FigureLanguage.FA, Direction.RTL, (shown, *codes), links, pinned=pinned)
    canvas = FigureCanvas()
    canvas.resize(*_WINDOW)
    figure = screen_figure(spec)
    canvas.show_figure(figure)
    canvas.show()
    canvas.zoom(zoom)
    qapp.processEvents()
    frames = []
    painted = PaintCount(canvas.viewport())
    for i in range(FRAMES):
        started = time.thread_time(), time.perf_counter()
        place = pin_place(figure.figure, QPointF(250 + i, 180 + i))
        canvas.show_figure(screen_figure(with_pin(spec, "picture:1", place)))
        QApplication.processEvents()
        frames.append(Frame(*_since(started)))
    assert painted.paints >= FRAMES
    canvas.close()
    canvas.deleteLater()
    judge(f"a dragged photograph, laid out and painted, {zoom} times as large", frames[10:])
