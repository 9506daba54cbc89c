"""Notices that nobody touches the machine: what the system hands to the program's windows, and a clock."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from screening.core.idle import IdleStep, IdleTimes, Standing, due

CHECK_MS = 2_000
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.NativeGesture,
    }
)
TYPING = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod})


def steady_clock() -> float:
    """Seconds that nobody can set back, the time that the machine slept included where the system counts it."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class IdleWatch(QObject):
    """`standing` says where the officer is, None while there is nothing to hide; `times` what is set.

    It looks at windows, not at widgets: there only what keyboard, pointer and screen send comes by, never what the
    program does by itself, and painting costs nothing. The touch that wakes a machine too late is no touch.

    Signals: `cover_due()`; `lock_due()`, each until it was done.
    """

    cover_due = Signal()
    lock_due = Signal()

    def __init__(
        self,
        standing: Callable[[], Standing | None],
        times: Callable[[], IdleTimes],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = steady_clock,
        check_ms: int = CHECK_MS,
    ) -> None:
        super().__init__(parent)
        self._standing, self._times, self._clock = standing, times, clock
        self._touched = clock()
        self.typed = False
        """Whether anything was typed since the program started."""
        self._seen: set[QWindow] = set()
        self._timer = QTimer(self, interval=check_ms, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin with the windows that are there; those that come later are met when they get the keyboard."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_window)
        for window in QGuiApplication.topLevelWindows():
            self._on_window(window)
        self.touch()
        self._timer.start()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()

    def look(self) -> bool:
        """Say what is due; gives whether the lock is."""
        standing = self._standing()
        if standing is None:
            self.touch()
            return False
        step = due(self._clock() - self._touched, standing, self._times())
        if step is IdleStep.LOCK:
            self.lock_due.emit()
        elif step is IdleStep.COVER:
            self.cover_due.emit()
        return step is IdleStep.LOCK

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None and window not in self._seen:
            self._seen.add(window)
            window.destroyed.connect(lambda gone=window: self._seen.discard(gone))
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in TOUCHES or not event.spontaneous():
            return False
        if self.look():
            return True
        self.touch()
        self.typed = self.typed or event.type() in TYPING
        return False
