"""The one style sheet, written from the tokens.

Widgets choose their look by object name or by the property ``look`` (see ``Look``); no widget has a sheet of its own.
"""

from __future__ import annotations

from enum import StrEnum
from string import Template

from PySide6.QtWidgets import QWidget

from qdatool.resources import resource_folder
from qdatool.ui.tokens import TEXT_SELECTION, FontSize, Radius, Size, Tokens, mixed


class Look(StrEnum):
    """Looks that a widget can wear; set with ``wear``."""

    PRIMARY = "primary"  # button: the one main action of a place
    SMALL = "small"  # button of 24
    TOOL = "tool"  # flat icon button in a tool row or panel head
    LINK = "link"  # button that reads as a link
    TITLE = "title"  # label of 20
    HEADING = "heading"  # label of 15
    SECTION = "section"  # label of 13, bold
    STRONG = "strong"  # label in bold
    DENSE = "dense"  # label of 12
    META = "meta"  # label of 11, text 2
    LINK_TEXT = "link-text"  # label in the colour of links
    META_OK = "meta-ok"
    META_WARN = "meta-warn"
    META_ERROR = "meta-error"
    FIELD = "field"  # text of several lines in a frame
    BARE = "bare"  # field without a frame
    KEY = "key"  # label: a key on the keyboard
    CHIP = "chip"  # label: a neutral chip
    CHIP_OK = "chip-ok"
    CHIP_WARN = "chip-warn"
    CHIP_ERROR = "chip-error"
    CHIP_ACCENT = "chip-accent"
    PAGE = "page"  # container in the page colour
    PANEL = "panel"  # container in the dock colour
    CHROME = "chrome"
    CARD = "card"  # raised container with a border
    PANEL_HEAD = "panel-head"  # row over a panel
    TOOL_ROW = "tool-row"
    SEGMENTS = "segments"  # frame round buttons of which one is chosen
    SEGMENT = "segment"  # one of these buttons
    SEPARATOR = "separator"  # a line of 1 px
    NOTICE_INFO = "notice-info"
    NOTICE_OK = "notice-ok"
    NOTICE_WARN = "notice-warn"
    NOTICE_ERROR = "notice-error"


def wear(widget: QWidget, look: Look) -> None:
    """Give the widget a look, also when it already wears another one."""
    widget.setProperty("look", look.value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def style_sheet(shown: Tokens, *, is_mirrored: bool = False) -> str:
    """Return the style sheet of a theme for a window that runs one way or the other."""
    places = {name: value for name, value in vars(shown).items() if isinstance(value, str)}
    places["selection"] = mixed(shown.accent, shown.page, TEXT_SELECTION)
    places["scroll"] = mixed(shown.text_3, shown.page, 0.35)
    places["scroll_hover"] = mixed(shown.text_3, shown.page, 0.6)
    drawn = resource_folder("icons") / "style" / ("dark" if shown.is_dark else "light")
    pictures = {
        "check_mark": "check.svg",
        "arrow_down": "chevron-down.svg",
        "arrow_up": "chevron-up.svg",
        "arrow_closed": "chevron-left.svg" if is_mirrored else "chevron-right.svg",
    }
    places["border_end"] = "border-left" if is_mirrored else "border-right"
    places.update({name: (drawn / file).as_posix() for name, file in pictures.items()})
    for group in (FontSize, Radius, Size):
        places.update({f"{group.__name__.lower()}_{member.name.lower()}": str(int(member)) for member in group})
    return Template(_SHEET).substitute(places)


_SHEET = """
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QToolTip { background: $raised; color: $text_1; border: 1px solid $line_strong; padding: 4px 6px;
    font-size: ${fontsize_dense}px; }

QFrame[look="page"], QWidget[look="page"] { background: $page; }
QFrame[look="panel"], QWidget[look="panel"] { background: $panel; }
QFrame[look="chrome"], QWidget[look="chrome"] { background: $chrome; }
QFrame[look="card"] { background: $raised; border: 1px solid $line_strong; border-radius: ${radius_popup}px; }
QFrame[look="panel-head"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[look="tool-row"] { background: $window; border: none; border-bottom: 1px solid $line; }
QFrame[look="separator"] { background: $line; border: none; }

QLabel[look="title"] { font-size: ${fontsize_page_title}px; font-weight: 700; }
QLabel[look="heading"] { font-size: ${fontsize_heading}px; font-weight: 600; }
QLabel[look="section"], QLabel[look="strong"] { font-weight: 600; }
QLabel[look="dense"] { font-size: ${fontsize_dense}px; color: $text_2; }
QLabel[look="meta"] { font-size: ${fontsize_meta}px; color: $text_2; }
QLabel[look="link-text"] { color: $accent_text; }
QLabel[look="meta-ok"] { font-size: ${fontsize_meta}px; color: $ok; }
QLabel[look="meta-warn"] { font-size: ${fontsize_meta}px; color: $warn; }
QLabel[look="meta-error"] { font-size: ${fontsize_meta}px; color: $error; }
QLabel[look="key"] { font-size: ${fontsize_hint}px; color: $text_2; background: $chrome; border: 1px solid $line_strong;
    border-radius: ${radius_chip}px; padding: 1px 5px; }
QLabel[look="chip"], QLabel[look="chip-ok"], QLabel[look="chip-warn"], QLabel[look="chip-error"],
QLabel[look="chip-accent"] { font-size: ${fontsize_hint}px; border-radius: ${radius_chip}px; padding: 1px 6px; }
QLabel[look="chip"] { background: $hover; color: $text_2; }
QLabel[look="chip-ok"] { background: $ok_tint; color: $ok; }
QLabel[look="chip-warn"] { background: $warn_tint; color: $warn; }
QLabel[look="chip-error"] { background: $error_tint; color: $error; }
QLabel[look="chip-accent"] { background: $accent_tint; color: $accent_text; }
QLabel:disabled { color: $disabled; }

QFrame[look="notice-info"] { background: $accent_tint; border: 1px solid $accent_tint_2;
    border-radius: ${radius_control}px; }
QFrame[look="notice-ok"] { background: $ok_tint; border: 1px solid $ok; border-radius: ${radius_control}px; }
QFrame[look="notice-warn"] { background: $warn_tint; border: 1px solid $warn; border-radius: ${radius_control}px; }
QFrame[look="notice-error"] { background: $error_tint; border: 1px solid $error; border-radius: ${radius_control}px; }

QPushButton { background: $raised; border: 1px solid $line_strong; border-radius: ${radius_control}px;
    padding: 0px 12px; min-height: 26px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:checked { background: $accent_tint; border-color: $accent; color: $accent_text; }
QPushButton:focus { border: 2px solid $accent; padding: 0px 11px; min-height: 24px; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $line; }
QPushButton[look="primary"] { background: $accent; border: 1px solid $accent; color: $on_accent; font-weight: 600; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $text_1; }
QPushButton[look="primary"]:disabled { background: $hover; border-color: $line; color: $disabled; }
QPushButton[look="small"] { min-height: 22px; padding: 0px 8px; font-size: ${fontsize_dense}px; }
QPushButton[look="small"]:focus { min-height: 20px; padding: 0px 7px; }
QPushButton[look="link"] { background: transparent; border: none; color: $accent_text; padding: 0px 2px;
    min-height: 22px; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 2px solid $accent; padding: 0px; min-height: 18px; }
QPushButton[look="link"]:disabled { color: $disabled; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius_control}px;
    padding: 4px; color: $text_1; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $selected; }
QToolButton:checked { background: $accent_tint; color: $accent_text; }
QToolButton:focus { border: 2px solid $accent; padding: 3px; }
QToolButton:disabled { color: $disabled; background: transparent; }
QToolButton::menu-indicator { image: none; width: 0px; }

QFrame[look="segments"] { background: $raised; border: 1px solid $line_strong; border-radius: ${radius_control}px; }
QToolButton[look="segment"] { border-radius: ${radius_chip}px; padding: 2px 7px; color: $text_2;
    font-size: ${fontsize_dense}px; }
QToolButton[look="segment"]:checked { background: $accent_tint; color: $accent_text; font-weight: 600; }
QToolButton[look="segment"]:focus { border: 2px solid $accent; padding: 1px 6px; }

QLineEdit, QTextEdit[look="field"], QPlainTextEdit { background: $field; border: 1px solid $line_strong;
    border-radius: ${radius_control}px; padding: 0px 7px; min-height: 26px; selection-background-color: $selection;
    selection-color: $text_1; }
QPlainTextEdit, QTextEdit[look="field"] { padding: 4px 5px; }
QLineEdit:focus, QTextEdit[look="field"]:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 0px 6px;
    min-height: 24px; }
QPlainTextEdit:focus, QTextEdit[look="field"]:focus { padding: 3px 4px; }
QLineEdit:disabled { color: $disabled; background: $window; }
QLineEdit[look="bare"] { border: none; background: transparent; padding: 0px; }

QComboBox { background: $field; border: 1px solid $line_strong; border-radius: ${radius_control}px; padding: 0px 8px;
    min-height: 26px; }
QComboBox:hover { background: $hover; }
QComboBox:focus, QComboBox:on { border: 2px solid $accent; padding: 0px 7px; min-height: 24px; }
QComboBox:disabled { color: $disabled; background: $window; }
QComboBox::drop-down { border: none; width: 22px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$arrow_down"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line_strong; outline: none; padding: 4px; }

QSpinBox, QDoubleSpinBox, QDateEdit { background: $field; border: 1px solid $line_strong;
    border-radius: ${radius_control}px; padding: 0px 7px; min-height: 26px; }
QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus { border: 2px solid $accent; padding: 0px 6px; min-height: 24px; }

QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0px; border: none; }

QSpinBox::up-button, QDoubleSpinBox::up-button, QDateEdit::up-button { subcontrol-origin: border;
    subcontrol-position: top right; width: 20px; border: none; }
QSpinBox::down-button, QDoubleSpinBox::down-button, QDateEdit::down-button { subcontrol-origin: border;
    subcontrol-position: bottom right; width: 20px; border: none; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow { image: url("$arrow_up"); width: 10px;
    height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow { image: url("$arrow_down"); width: 10px;
    height: 10px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; background: transparent; padding: 0px;
    min-height: 0px; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: 22px; }
QCheckBox::indicator, QTreeWidget::indicator { width: 14px; height: 14px; border: 1px solid $line_strong;
    border-radius: 4px; background: $field; }
QTreeWidget::indicator:indeterminate { background: $accent_tint_2; border-color: $accent; }
QCheckBox::indicator:checked, QTreeWidget::indicator:checked {
    background: $accent; border-color: $accent; image: url("$check_mark"); }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $line_strong; border-radius: 8px;
    background: $field; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; }

QFrame#topBar { background: $chrome; border: none; border-bottom: 1px solid $line; }
QFrame#statusBar { background: $chrome; border: none; border-top: 1px solid $line; }
QFrame#activityBar { background: $window; border: none; $border_end: 1px solid $line; }
QToolButton#savedState { font-size: ${fontsize_meta}px; color: $text_2; padding: 1px 4px; border: none; }
QToolButton#savedState[state="ok"] { color: $ok; }
QToolButton#savedState[state="warn"] { color: $warn; }
QToolButton#savedState[state="error"] { color: $error; font-weight: 600; }
QPushButton#searchButton { background: $field; border: 1px solid $line_strong; padding: 0px; }
QPushButton#searchButton:hover { border-color: $text_3; }
QPushButton#searchButton:focus { border: 2px solid $accent; }
QFrame#palette { background: $raised; border: 1px solid $line_strong; border-radius: ${radius_popup}px; }
QListView#paletteList, QListView#boxList { background: $raised; }
QListView#paletteList::item, QListView#paletteList::item:selected, QListView#boxList::item,
QListView#boxList::item:selected, QListView#boxList::item:hover { background: transparent; }
QAbstractItemView#paintedRows { selection-background-color: transparent; }
QAbstractItemView#paintedRows::item, QAbstractItemView#paintedRows::item:selected,
QAbstractItemView#paintedRows::item:hover { background: transparent; }
QListView#pageRows { background: $page; }
QListView#pageRows::item, QListView#pageRows::item:selected, QListView#pageRows::item:hover {
    background: transparent; }
QFrame#recentRow { background: transparent; border: none; border-bottom: 1px solid $line; }
QFrame#recentRow[place="last"] { border-bottom: none; }
QFrame#recentRow:hover { background: $hover; }
QFrame#thingChip { background: $accent_tint; border: 1px solid transparent; border-radius: ${radius_chip}px; }
QFrame#thingChip:hover { background: $accent_tint_2; }
QFrame#thingChip:focus { border-color: $accent; }
QFrame#thingChip QToolButton { padding: 1px; }
QFrame#sideLink { background: transparent; border: 2px solid transparent; border-radius: ${radius_control}px; }
QFrame#sideLink:hover { background: $hover; }
QFrame#sideLink:focus { border-color: $accent; }
QFrame#recentRow:focus { background: $selected; border: 2px solid $accent; border-radius: ${radius_control}px; }

QDialog QTreeWidget, QDialog QListWidget { background: $page; border: 1px solid $line_strong;
    border-radius: ${radius_control}px; }
QDialog QTreeWidget::item, QTreeWidget#snapshotRows::item { min-height: 28px; padding: 0px 8px; }

QMenu { background: $raised; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 10px; border-radius: ${radius_chip}px; background: transparent; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; padding-right: 8px; }

QAbstractItemView { background: $panel; border: none; outline: none; selection-background-color: $selected;
    selection-color: $text_1; alternate-background-color: $panel; }
QAbstractItemView::item { border: none; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $selected; color: $text_1; }
QAbstractItemView::item:selected:!active { background: $hover; }
QListWidget#searchHits::item:selected { background: $selected; border-radius: ${radius_chip}px; }
QTableView#numberTable::item { padding: 0px 8px; }
QListView#interviewOrder::item { padding: 0px 12px; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$arrow_closed"); }
QTreeView::branch:has-children:open { image: url("$arrow_down"); }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $text_3; border: none; border-bottom: 1px solid $line;
    padding: 4px 8px; font-size: ${fontsize_meta}px; }
QTextEdit, QTextBrowser { background: $page; border: none; selection-background-color: $selection;
    selection-color: $text_1; }
QScrollArea { border: none; background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QTabWidget::pane { border: none; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabWidget::tab-bar { left: 0px; }
QTabBar::tab { background: transparent; color: $text_2; border: none; border-bottom: 2px solid transparent;
    padding: 0px 12px; min-height: 32px; }
QTabBar::tab:selected { color: $text_1; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text_1; }
QTabBar::tab:focus { color: $accent_text; }

QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $scroll_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $line; border: none; border-radius: 1px; max-height: 2px;
    min-height: 2px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 1px; }
QSlider::groove:horizontal { height: 4px; background: $line_strong; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; margin: -5px 0px; border-radius: 7px; background: $accent; }
"""
