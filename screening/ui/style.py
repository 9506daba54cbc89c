"""The style sheet, made from the tokens. Widgets carry a `role` property; nothing is styled in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from screening.ui.tokens import HEADING_PX, RADIUS_PX, TARGET_PX, TEXT_PX, Tokens


def apply_style(app: QApplication, tokens: Tokens) -> None:
    """Dress the whole application; the palette is explicit because some systems ignore a colour scheme."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(tokens))
    app.setStyleSheet(style_sheet(tokens))


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
    return made


def style_sheet(t: Tokens) -> str:
    """The whole style sheet as text."""
    tick = "tick_on_light" if t.accent_text == "#ffffff" else "tick_on_dark"
    return f"""
* {{ font-size: {TEXT_PX}px; color: {t.text}; }}
QMainWindow, QDialog, QScrollArea, QScrollArea > QWidget > QWidget[role="page"], QWidget[role="page"] {{
    background: {t.ground}; }}
QScrollArea {{ border: none; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {HEADING_PX + 4}px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {HEADING_PX}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="quiet"] {{ color: {t.quiet}; }}
QLabel[role="officer-question"] {{ font-size: {HEADING_PX}px; }}
QLabel[role="error"] {{ color: {t.caution}; background: {t.caution_ground};
    border: 1px solid {t.caution}; border-radius: {RADIUS_PX}px; padding: 8px 12px; }}
QLabel[role="caution"] {{ color: {t.caution}; background: {t.caution_ground};
    border-radius: {RADIUS_PX}px; padding: 6px 12px; }}
QLabel[role="chip"] {{ color: {t.soft_text}; background: {t.soft}; border-radius: {RADIUS_PX}px;
    padding: 3px 10px; }}
QLabel[role="key"] {{ color: {t.quiet}; border: 1px solid {t.line}; border-radius: 4px; padding: 0 6px; }}
QLabel[role="step"] {{ font-size: {TEXT_PX + 3}px; }}
QLabel[role="step-number"] {{ font-size: {TEXT_PX + 3}px; font-weight: 600; }}
QLabel[role="offered"] {{ font-size: {HEADING_PX}px; font-weight: 600; }}
QLabel[role="recovery-key"] {{ font-size: 24px; font-weight: 600; padding: 8px; }}
QFrame[role="card"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {RADIUS_PX}px; }}
QFrame[role="current"] {{ background: {t.card}; border: 2px solid {t.accent}; border-radius: {RADIUS_PX}px; }}
QFrame[role="person"] {{ background: {t.soft}; border: 1px solid {t.line}; border-radius: {RADIUS_PX}px; }}
QFrame[role="rail"], QFrame[role="rail-steps"] {{ background: {t.card}; border: none; }}
QFrame[role="bar"] {{ background: {t.card}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame[role="training"] {{ border: 4px solid {t.caution}; border-top: none; background: {t.ground}; }}
QLabel[role="training-strip"] {{ background: {t.caution}; color: {t.caution_ground}; font-weight: 600;
    padding: 2px; }}
QFrame[role="line"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
QPushButton {{ background: {t.card}; color: {t.text}; border: 1px solid {t.line};
    border-radius: {RADIUS_PX}px; padding: 8px 16px; min-height: {TARGET_PX - 20}px; }}
QPushButton:hover {{ border-color: {t.accent}; }}
QPushButton:focus {{ border: 3px solid {t.focus}; padding: 6px 14px; }}
QPushButton:checked {{ background: {t.soft}; color: {t.soft_text}; border: 2px solid {t.accent};
    padding: 7px 15px; }}
QPushButton:checked:focus {{ border: 3px solid {t.focus}; padding: 6px 14px; }}
QPushButton:disabled {{ color: {t.quiet}; background: {t.ground}; border-style: dashed; }}
QPushButton[role="primary"] {{ background: {t.accent}; color: {t.accent_text}; border-color: {t.accent};
    font-weight: 600; }}
QPushButton[role="primary"]:disabled {{ background: {t.ground}; color: {t.quiet}; border-color: {t.line}; }}
QPushButton[role="given"] {{ background: {t.soft}; border: 2px solid {t.accent}; padding: 7px 15px; }}
QPushButton[role="given"]:focus {{ border: 3px solid {t.focus}; padding: 6px 14px; }}
QPushButton[role="danger"] {{ color: {t.danger}; border-color: {t.danger}; font-weight: 600; }}
QPushButton[role="tile"] {{ padding: 0; min-height: 66px; }}
QPushButton[role="rail"] {{ border: 1px solid transparent; background: transparent; padding: 0;
    min-height: 42px; }}
QPushButton[role="rail"]:hover {{ border-color: {t.line}; }}
QPushButton[role="rail"]:checked {{ background: {t.soft}; border: 1px solid {t.accent}; padding: 0; }}
QPushButton[role="rail"]:focus {{ border: 3px solid {t.focus}; padding: 0; }}
QPushButton[role="rail"]:disabled {{ background: transparent; border: 1px solid transparent; }}
QPushButton[role="rail"] QLabel {{ color: {t.text}; }}
QPushButton[role="rail"] QLabel:disabled {{ color: {t.quiet}; }}
QPushButton[role="rail"] QLabel[role="quiet"] {{ color: {t.quiet}; }}
QPushButton[role="kind"] {{ border: 1px solid transparent; background: transparent; text-align: left;
    padding: 8px 12px; }}
QPushButton[role="kind"]:checked {{ background: {t.soft}; padding: 8px 12px; }}
QPushButton[role="kind"]:focus {{ border: 3px solid {t.focus}; padding: 6px 10px; }}
QPushButton[role="row"] {{ border: 1px solid transparent; background: transparent; padding: 0;
    min-height: {TARGET_PX - 2}px; }}
QPushButton[role="row"]:hover {{ background: {t.ground}; }}
QPushButton[role="row"]:checked {{ background: transparent; border: 1px solid transparent; padding: 0; }}
QPushButton[role="row"]:focus {{ border: 3px solid {t.focus}; padding: 0; }}
QPushButton[role="choice"] {{ padding: 8px 12px; background: {t.card}; border: 1px solid {t.quiet}; }}
QPushButton[role="choice"]:focus {{ border: 3px solid {t.focus}; padding: 6px 10px; }}
QPushButton[role="choice"] QLabel[role="strong"] {{ font-size: {HEADING_PX}px; }}
QPushButton[role="boxed"] {{ padding: 0; min-height: {TARGET_PX - 2}px; }}
QPushButton[role="boxed"]:focus {{ border: 3px solid {t.focus}; padding: 0; }}
QScrollArea[role="pages"] {{ background: {t.ground}; border: 3px solid {t.ground};
    border-radius: {RADIUS_PX}px; }}
QScrollArea[role="pages"]:focus {{ border: 3px solid {t.focus}; }}
QPushButton[role="quiet"] {{ border: none; background: transparent; color: {t.accent}; padding: 8px; }}
QPushButton[role="quiet"]:disabled {{ color: {t.quiet}; }}
QPushButton[role="quiet"]:focus {{ border: 3px solid {t.focus}; padding: 5px; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {{ background: {t.card}; color: {t.text};
    border: 1px solid {t.quiet}; border-radius: {RADIUS_PX}px; padding: 8px 10px;
    selection-background-color: {t.accent}; selection-color: {t.accent_text}; }}
QLineEdit, QComboBox {{ min-height: {TARGET_PX - 22}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 3px solid {t.focus}; padding: 6px 8px; }}
QLineEdit {{ placeholder-text-color: {t.quiet}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; min-height: 0;
    background: transparent; }}
QComboBox::drop-down {{ border: none; width: 36px; }}
QComboBox::down-arrow {{ image: url("{_file("combo_arrow")}"); width: 18px; height: 18px; }}
QComboBox QAbstractItemView {{ background: {t.card}; color: {t.text}; padding: 4px; }}
QCheckBox, QRadioButton {{ spacing: 10px; min-height: {TARGET_PX - 8}px; background: transparent; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 22px; height: 22px; background: {t.card};
    border: 2px solid {t.quiet}; border-radius: 4px; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
    image: url("{_file(tick)}"); }}
QRadioButton::indicator {{ border-radius: 13px; }}
QRadioButton::indicator:checked {{ width: 12px; height: 12px; border: 7px solid {t.accent}; }}
QCheckBox:focus, QRadioButton:focus {{ border: 3px solid {t.focus}; border-radius: {RADIUS_PX}px; }}
QTreeView {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {RADIUS_PX}px;
    selection-background-color: {t.soft}; selection-color: {t.soft_text}; outline: none; }}
QTreeView, QTableView {{ margin: 2px; }}
QTreeView:focus, QTableView:focus {{ border: 3px solid {t.focus}; margin: 0; }}
QTreeView::item {{ min-height: {TARGET_PX - 4}px; }}
QTableView {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {RADIUS_PX}px;
    gridline-color: transparent; selection-background-color: {t.soft}; selection-color: {t.soft_text};
    outline: none; }}
QTableView::item {{ padding: 6px 12px; border-bottom: 1px solid {t.line}; }}
QHeaderView::section {{ background: {t.card}; color: {t.quiet}; border: none;
    border-bottom: 1px solid {t.line}; padding: 8px 15px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.line}; border-radius: 5px; min-height: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
"""


def _file(name: str) -> str:
    """A drawing that the style sheet names; these few have their colour in the file."""
    return Path(__file__).with_name("icons").joinpath(f"{name}.svg").as_posix()
