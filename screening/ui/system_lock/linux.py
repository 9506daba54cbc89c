"""Linux: logind tells of sleep, of the session's lock and of another user; the desktop of its screen saver.

Each bus has a thread of its own, so that one that hangs or is missing holds nobody up. Before sleep logind waits
for a descriptor that is held here. Locking replaces the process, and with it the system closes the descriptor:
the machine sleeps once the memory is clean (or after logind's own limit, five seconds by default).

Interfaces: org.freedesktop.login1(5), "Inhibitor Locks" of systemd; org.freedesktop.ScreenSaver.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from screening.ui.system_lock import SystemLock

if TYPE_CHECKING:
    from collections.abc import Callable

    from screening.ui.system_lock.bus import Body, Bus

LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
AGAIN_S = 60.0
INHIBIT = ("sleep", "Screening", "Closing what is open", "delay")
"""What is delayed, who asks, why, how."""


class LinuxLock(SystemLock):
    """Listens on the system's bus and on the session's; one that goes away is called again after `again_s`."""

    def __init__(self, parent: QObject | None = None, *, again_s: float = AGAIN_S) -> None:
        super().__init__(parent)
        self._again_s = again_s
        self._stopped = threading.Event()
        self._held: int | None = None
        self._falling_asleep = False
        self._guard = threading.Lock()
        self._buses: list[Bus] = []

    def start(self) -> None:
        for name, listen in (("SYSTEM", self._listen_to_logind), ("SESSION", self._listen_to_savers)):
            threading.Thread(target=self._keep_listening, args=(name, listen), daemon=True).start()

    def settled(self) -> None:
        if self._falling_asleep:
            self._let_go()

    def _let_go(self) -> None:
        with self._guard:
            held, self._held = self._held, None
        if held is not None:
            os.close(held)

    def stop(self) -> None:
        self._stopped.set()
        for bus in list(self._buses):
            with suppress(OSError):
                bus.hang_up()
        self._let_go()

    # on the threads

    def _keep_listening(self, name: str, listen: Callable[[Bus], None]) -> None:
        # Loaded after the first painting, on the thread that needs it.
        from screening.ui.system_lock.bus import BUS_ERRORS, Bus

        while not self._stopped.is_set():
            with suppress(*BUS_ERRORS), Bus(name) as bus:
                self._buses.append(bus)
                try:
                    listen(bus)
                finally:
                    self._buses.remove(bus)
            self._stopped.wait(self._again_s)

    def _listen_to_logind(self, bus: Bus) -> None:
        session = _session_path(bus)
        bus.listen_for(MANAGER, "PrepareForSleep", sender=LOGIN, path=LOGIN_PATH)
        if session is not None:
            bus.listen_for(SESSION, "Lock", sender=LOGIN, path=session)
            bus.listen_for(PROPERTIES, "PropertiesChanged", sender=LOGIN, path=session)
        self._hold(bus)
        while not self._stopped.is_set():
            member, body = bus.next_signal()
            if member == "PrepareForSleep":
                self._falling_asleep = bool(body and body[0])
                if not self._falling_asleep:
                    self._hold(bus)
                    continue
            elif member != "Lock" and not _session_left(body):
                continue
            self._tell()

    def _listen_to_savers(self, bus: Bus) -> None:
        for saver in SAVERS:
            bus.listen_for(saver, "ActiveChanged")
        while not self._stopped.is_set():
            member, body = bus.next_signal()
            if member == "ActiveChanged" and body and body[0] is True:
                self._tell()

    def _tell(self) -> None:
        with suppress(RuntimeError):  # the window has gone meanwhile
            self.away.emit()

    def _hold(self, bus: Bus) -> None:
        """Ask for a delay before sleep; refused while the machine is about to sleep, and asked for again after."""
        from screening.ui.system_lock.bus import Refused

        self._let_go()
        with suppress(Refused):
            held = bus.call(LOGIN, LOGIN_PATH, MANAGER, "Inhibit", "ssss", *INHIBIT)[0].to_raw_fd()
            # A new process in this one's place must not hold it.
            os.set_inheritable(held, False)
            with self._guard:
                self._held = held


def _session_left(body: Body) -> bool:
    """Whether properties changed so that another user is at the screen, or the session is locked."""
    match body:
        case (str(interface), dict(changed), *_) if interface == SESSION:
            return _value(changed, "Active") is False or _value(changed, "LockedHint") is True
    return False


def _value(changed: dict[str, Any], name: str) -> Any:
    found = changed.get(name)
    return found[1] if isinstance(found, tuple) and len(found) == 2 else None


def _session_path(bus: Bus) -> str | None:
    """The officer's session; a program of the desktop may run outside of it, and asks for the user's own."""
    from screening.ui.system_lock.bus import Refused

    names = [name for name in (os.environ.get("XDG_SESSION_ID"), "auto") if name]
    ways: list[tuple[str, str, object]] = [("GetSession", "s", name) for name in names]
    for method, signature, argument in (*ways, ("GetSessionByPID", "u", 0)):
        with suppress(Refused):
            return str(bus.call(LOGIN, LOGIN_PATH, MANAGER, method, signature, argument)[0])
    return None
