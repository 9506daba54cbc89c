"""The style sheet, made from the tokens. Widgets carry a `role` property; nothing is styled in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from screening.ui.tokens import DIGIT_PX, HEADING_PX, NUMBER_PX, RADIUS_PX, TARGET_PX, TEXT_PX, Sizes, Tokens

NO_LARGER = Sizes()


def apply_style(app: QApplication, tokens: Tokens, sizes: Sizes = NO_LARGER) -> None:
    """Dress the whole application; the palette is explicit because some systems ignore a colour scheme.

    What it wears already is not put on again: that would style every widget there is anew, for nothing.
    """
    colours, sheet = palette(tokens), style_sheet(tokens, sizes)
    if app.styleSheet() == sheet and app.palette() == colours:
        return
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(colours)
    app.setStyleSheet(sheet)


def palette(tokens: Tokens) -> QPalette:
    """The palette for what a style sheet does not reach."""
    colours = {
        QPalette.ColorRole.Window: tokens.ground,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.card,
        QPalette.ColorRole.AlternateBase: tokens.ground,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.quiet,
        QPalette.ColorRole.Button: tokens.card,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.accent_text,
        QPalette.ColorRole.ToolTipBase: tokens.card,
        QPalette.ColorRole.ToolTipText: tokens.text,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.quiet))
    return made


def style_sheet(t: Tokens, sizes: Sizes = NO_LARGER) -> str:
    """The whole style sheet as text."""
    return _texts(t, sizes) + _frames(t) + _buttons(t, sizes) + _fields(t, sizes) + _lists(t) + _popups(t, sizes)


def _texts(t: Tokens, sizes: Sizes) -> str:
    px, line = sizes.px, f"{t.line_px}px solid"
    return f"""
* {{ font-size: {px(TEXT_PX)}px; color: {t.text}; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {px(HEADING_PX + 4)}px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {px(HEADING_PX)}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="quiet"] {{ color: {t.quiet}; }}
QLabel[role="officer-question"] {{ font-size: {px(HEADING_PX)}px; }}
QLabel[role="error"] {{ color: {t.caution}; background: {t.caution_ground};
    border: {line} {t.caution}; border-radius: {RADIUS_PX}px; padding: 8px 12px; }}
QLabel[role="caution"] {{ color: {t.caution}; background: {t.caution_ground};
    border-radius: {RADIUS_PX}px; padding: 6px 12px; }}
QLabel[role="chip"] {{ color: {t.soft_text}; background: {t.soft}; border-radius: {RADIUS_PX}px;
    padding: 3px 10px; }}
QLabel[role="key"] {{ color: {t.quiet}; border: {line} {t.line}; border-radius: 4px; padding: 0 6px; }}
QLabel[role="step"] {{ font-size: {px(TEXT_PX + 3)}px; }}
QLabel[role="step-number"] {{ font-size: {px(TEXT_PX + 3)}px; font-weight: 600; }}
QLabel[role="offered"] {{ font-size: {px(HEADING_PX)}px; font-weight: 600; }}
QLabel[role="training-strip"] {{ background: {t.caution}; color: {t.caution_ground}; font-weight: 600;
    padding: 2px; }}
QLabel[role="recovery-key"] {{ font-size: {px(24)}px; font-weight: 600; padding: 8px; }}
QLabel[role="number"] {{ font-size: {px(NUMBER_PX)}px; font-weight: 600; }}
"""


def _frames(t: Tokens) -> str:
    line = f"{t.line_px}px solid"
    return f"""
QMainWindow, QDialog, QScrollArea, QScrollArea > QWidget > QWidget[role="page"], QWidget[role="page"] {{
    background: {t.ground}; }}
QScrollArea {{ border: none; }}
QFrame[role="card"] {{ background: {t.card}; border: {line} {t.line}; border-radius: {RADIUS_PX}px; }}
QFrame[role="current"] {{ background: {t.card}; border: {t.line_px + 1}px solid {t.accent};
    border-radius: {RADIUS_PX}px; }}
QFrame[role="person"] {{ background: {t.soft}; border: {line} {t.line}; border-radius: {RADIUS_PX}px; }}
QFrame[role="rail"] QFrame[role="line"] {{ margin: 3px 8px; }}
QFrame[role="rail"], QFrame[role="rail-steps"] {{ background: {t.card}; border: none; }}
QFrame[role="bar"] {{ background: {t.card}; border: none; border-bottom: {line} {t.line}; }}
QFrame[role="door"] {{ background: {t.ground}; border: none; }}
QFrame[role="notice"] {{ background: {t.caution_ground}; border: none; border-bottom: {line} {t.caution}; }}
QFrame[role="notice"] QLabel {{ color: {t.caution}; background: transparent; }}
QFrame[role="training"] {{ border: 4px solid {t.caution}; border-top: none; background: {t.ground}; }}
QFrame[role="line"] {{ background: {t.line}; border: none; max-height: {t.line_px}px; min-height: {t.line_px}px; }}
QScrollArea[role="pages"] {{ background: {t.ground}; border: {t.ring_px}px solid {t.ground};
    border-radius: {RADIUS_PX}px; }}
QScrollArea[role="pages"]:focus {{ border: {t.ring_px}px solid {t.focus}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {t.line}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {t.quiet}; }}
QScrollBar::handle:vertical {{ min-height: 48px; }}
QScrollBar::handle:horizontal {{ min-width: 48px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _buttons(t: Tokens, sizes: Sizes) -> str:
    ring, line = f"{t.ring_px}px solid {t.focus}", f"{t.line_px}px solid"

    def inside(border: int, up: int = 9, along: int = 17) -> str:
        """The padding that keeps a button's size whatever its border."""
        return f"padding: {max(0, up - border)}px {max(0, along - border)}px;"

    thin, thick, focus = inside(t.line_px), inside(t.line_px + 1), inside(t.ring_px)
    picked = f"border: {t.line_px + 1}px solid {t.accent}; {thick}"
    bare = f"border: {line} transparent; background: transparent;"
    return f"""
QPushButton {{ background: {t.card}; color: {t.text}; border: {line} {t.line};
    border-radius: {RADIUS_PX}px; {thin} min-height: {TARGET_PX - 20}px; }}
QPushButton:hover {{ border-color: {t.accent}; }}
QPushButton:focus {{ border: {ring}; {focus} }}
QPushButton:checked {{ background: {t.soft}; color: {t.soft_text}; {picked} }}
QPushButton:checked:focus {{ border: {ring}; {focus} }}
QPushButton:disabled {{ color: {t.quiet}; background: {t.ground}; border-style: dashed; }}
QPushButton[role="primary"] {{ background: {t.accent}; color: {t.accent_text}; border-color: {t.accent};
    font-weight: 600; }}
QPushButton[role="primary"]:focus {{ border: {ring}; {focus} }}
QPushButton[role="primary"]:disabled {{ background: {t.ground}; color: {t.quiet}; border-color: {t.line}; }}
QPushButton[role="given"] {{ background: {t.soft}; {picked} }}
QPushButton[role="given"]:focus {{ border: {ring}; {focus} }}
QPushButton[role="listen"] {{ {bare} padding: 0; min-height: {TARGET_PX - 2}px; }}
QPushButton[role="listen"]:hover {{ border: {line} {t.line}; padding: 0; }}
QPushButton[heard="true"] {{ border: {t.ring_px}px dashed {t.accent}; {focus} }}
QPushButton[heard="true"]:focus {{ border: {t.ring_px}px dashed {t.focus}; {focus} }}
QPushButton[role="listen"][heard="true"] {{ background: {t.card}; border: {t.line_px + 1}px dashed {t.accent};
    padding: 0; }}
QPushButton[role="listen"]:focus {{ border: {ring}; padding: 0; }}
QPushButton[role="danger"] {{ color: {t.danger}; border-color: {t.danger}; font-weight: 600; }}
QPushButton[role="digit"] {{ font-size: {sizes.px(DIGIT_PX)}px; }}
QPushButton[role="tile"] {{ padding: 0; min-height: 66px; }}
QPushButton[role="tile-heard"] {{ padding: 0; min-height: 66px; background: {t.soft};
    border: {t.line_px + 2}px solid {t.accent}; }}
QPushButton[role="rail"] {{ {bare} padding: 0; min-height: 42px; }}
QPushButton[role="rail"]:hover {{ border-color: {t.line}; }}
QPushButton[role="rail"]:checked {{ background: {t.soft}; border: {line} {t.accent}; padding: 0; }}
QPushButton[role="rail"]:focus {{ border: {ring}; padding: 0; }}
QPushButton[role="rail"]:disabled {{ {bare} }}
QPushButton[role="rail"] QLabel {{ color: {t.text}; }}
QPushButton[role="rail"] QLabel:disabled {{ color: {t.quiet}; }}
QPushButton[role="rail"] QLabel[role="quiet"] {{ color: {t.quiet}; }}
QPushButton[role="kind"] {{ {bare} text-align: left; {inside(t.line_px, 9, 13)} }}
QPushButton[role="kind"]:checked {{ background: {t.soft}; {inside(t.line_px, 9, 13)} }}
QPushButton[role="kind"]:focus {{ border: {ring}; {inside(t.ring_px, 9, 13)} }}
QPushButton[role="row"] {{ {bare} padding: 0; min-height: {TARGET_PX - 2}px; }}
QPushButton[role="row"]:hover {{ background: {t.ground}; border: {line} {t.line}; }}
QPushButton[role="row"]:checked {{ {bare} padding: 0; }}
QPushButton[role="row"]:focus {{ border: {ring}; padding: 0; }}
QPushButton[role="choice"] {{ border: {line} {t.quiet}; {inside(t.line_px, 9, 13)} }}
QPushButton[role="choice"]:focus {{ border: {ring}; {inside(t.ring_px, 9, 13)} }}
QPushButton[role="choice"] QLabel[role="strong"] {{ font-size: {sizes.px(HEADING_PX)}px; }}
QPushButton[role="boxed"] {{ padding: 0; min-height: {TARGET_PX - 2}px; }}
QPushButton[role="boxed"]:focus {{ border: {ring}; padding: 0; }}
QPushButton[role="quiet"] {{ {bare} color: {t.accent}; {inside(t.line_px, 9, 9)} }}
QPushButton[role="quiet"]:hover {{ border-color: {t.line}; }}
QPushButton[role="quiet"]:focus {{ border: {ring}; {inside(t.ring_px, 9, 9)} }}
QPushButton[role="quiet"]:disabled {{ color: {t.quiet}; }}
"""


def _fields(t: Tokens, sizes: Sizes) -> str:
    ring, line, px = f"{t.ring_px}px solid {t.focus}", f"{t.line_px}px solid", sizes.px
    tick = "tick_on_light" if t.accent_text == "#ffffff" else "tick_on_dark"
    arrow = "combo_arrow_strong" if t.line_px > 1 else "combo_arrow"
    box = px(22)
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox {{ background: {t.card}; color: {t.text};
    border: {line} {t.quiet}; border-radius: {RADIUS_PX}px; padding: {9 - t.line_px}px {11 - t.line_px}px;
    selection-background-color: {t.accent}; selection-color: {t.accent_text}; }}
QLineEdit, QComboBox {{ min-height: {TARGET_PX - 22}px; }}
QLineEdit[role="person"], QPlainTextEdit[role="person"] {{ font-size: {sizes.px(DIGIT_PX)}px; }}
QDateEdit::up-button, QDateEdit::down-button {{ width: 0; border: none; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus {{ border: {ring};
    padding: {9 - t.ring_px}px {11 - t.ring_px}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {t.quiet}; background: {t.ground};
    border-style: dashed; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {t.quiet}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; min-height: 0;
    background: transparent; }}
QComboBox::drop-down {{ border: none; width: {px(36)}px; }}
QComboBox::down-arrow {{ image: url("{_file(arrow)}"); width: {px(18)}px; height: {px(18)}px; }}
QCheckBox, QRadioButton {{ spacing: 10px; min-height: {TARGET_PX - 4}px; background: transparent;
    border: {t.ring_px}px solid transparent; border-radius: {RADIUS_PX}px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.quiet}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {box}px; height: {box}px; background: {t.card};
    border: 2px solid {t.quiet}; border-radius: 4px; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
    image: url("{_file(tick)}"); }}
QRadioButton::indicator {{ border-radius: {box // 2 + 2}px; }}
QRadioButton::indicator:checked {{ width: {box - 10}px; height: {box - 10}px; border: 7px solid {t.accent}; }}
QCheckBox:focus, QRadioButton:focus {{ border: {ring}; }}
"""


def _lists(t: Tokens) -> str:
    ring, line = f"{t.ring_px}px solid {t.focus}", f"{t.line_px}px solid"
    return f"""
QTreeView {{ background: {t.card}; border: {line} {t.line}; border-radius: {RADIUS_PX}px;
    selection-background-color: {t.soft}; selection-color: {t.soft_text}; outline: none; }}
QTreeView, QTableView {{ margin: {t.ring_px - t.line_px}px; }}
QTreeView:focus, QTableView:focus {{ border: {ring}; margin: 0; }}
QTreeView::item {{ min-height: {TARGET_PX - 4}px; }}
QTreeView::item:selected {{ background: {t.soft}; color: {t.soft_text}; }}
QTableView {{ background: {t.card}; border: {line} {t.line}; border-radius: {RADIUS_PX}px;
    gridline-color: transparent; selection-background-color: {t.soft}; selection-color: {t.soft_text};
    outline: none; }}
QTableView::item {{ padding: 6px 12px; border-bottom: 1px solid {t.line}; }}
QTableView::item:selected {{ background: {t.soft}; color: {t.soft_text}; }}
QHeaderView {{ background: {t.card}; border: none; }}
QHeaderView::section {{ background: {t.card}; color: {t.quiet}; border: none;
    border-bottom: {line} {t.line}; padding: 8px 15px; }}
"""


def _popups(t: Tokens, sizes: Sizes) -> str:
    line, item = f"{t.line_px}px solid", max(TARGET_PX - 4, sizes.px(TEXT_PX + 20))
    return f"""
QComboBox QAbstractItemView {{ background: {t.card}; color: {t.text}; padding: 4px;
    border: {line} {t.quiet}; outline: none; selection-background-color: {t.soft};
    selection-color: {t.soft_text}; }}
QComboBox QAbstractItemView::item {{ min-height: {item}px; padding: 0 8px; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.soft}; color: {t.soft_text}; }}
QMenu {{ background: {t.card}; color: {t.text}; border: {line} {t.quiet}; padding: 6px; }}
QMenu::item {{ min-height: {item - 8}px; padding: 4px 20px; border: {t.ring_px}px solid transparent;
    border-radius: {RADIUS_PX}px; }}
QMenu::item:selected {{ background: {t.soft}; color: {t.soft_text}; border-color: {t.focus}; }}
QMenu::item:disabled {{ color: {t.quiet}; background: {t.card}; }}
QMenu::separator {{ height: {t.line_px}px; background: {t.line}; margin: 6px 8px; }}
QToolTip {{ background: {t.card}; color: {t.text}; border: {line} {t.quiet}; padding: 6px 10px; }}
"""


def _file(name: str) -> str:
    """A drawing that the style sheet names; these few have their colour in the file."""
    return Path(__file__).with_name("icons").joinpath(f"{name}.svg").as_posix()
