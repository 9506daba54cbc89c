"""A stand-in for logind on the bus that DBUS_SYSTEM_BUS_ADDRESS names: one session, one inhibitor.

Reads sleep, wake, lock, inactive and hint from standard input, one a line. Prints "ready", "said TIME" when a
signal was sent, "held TIME" when somebody took an inhibitor and "released TIME" when it was let go of.
"""

from __future__ import annotations

import os
import selectors
import sys
import time

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MessageType,
    message_bus,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

MANAGER = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")
SESSION_PATH = "/org/freedesktop/login1/session/_31"
SESSION = DBusAddress(SESSION_PATH, interface="org.freedesktop.login1.Session")
PROPERTIES = DBusAddress(SESSION_PATH, interface="org.freedesktop.DBus.Properties")


def changed(name: str, value: bool) -> object:
    body: tuple[object, ...] = ("org.freedesktop.login1.Session", {name: ("b", value)}, [])
    return new_signal(PROPERTIES, "PropertiesChanged", "sa{sv}as", body)


SIGNALS = {
    "sleep": new_signal(MANAGER, "PrepareForSleep", "b", (True,)),
    "wake": new_signal(MANAGER, "PrepareForSleep", "b", (False,)),
    "lock": new_signal(SESSION, "Lock"),
    "inactive": changed("Active", False),
    "hint": changed("LockedHint", True),
    "active": changed("Active", True),
}


def tell(word: str) -> None:
    print(word, time.monotonic(), flush=True)


def main() -> None:
    """Answer until the process is ended."""
    connection = open_dbus_connection("SYSTEM", enable_fds=True)
    connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
    watch = selectors.DefaultSelector()
    watch.register(connection.sock, selectors.EVENT_READ)
    watch.register(sys.stdin, selectors.EVENT_READ)
    print("ready", flush=True)
    while True:
        for key, _events in watch.select():
            if key.fileobj is connection.sock:
                answer_all(connection, watch)
            elif key.fileobj is sys.stdin:
                word = os.read(0, 100).decode().strip()
                if not word:
                    return
                connection.send(SIGNALS[word])
                tell("said")
            else:
                watch.unregister(key.fileobj)
                os.close(key.fd)
                tell("released")


def answer_all(connection: object, watch: selectors.BaseSelector) -> None:
    while True:
        try:
            message = connection.receive(timeout=0)  # type: ignore[attr-defined]
        except TimeoutError:
            return
        if message.header.message_type is not MessageType.method_call:
            continue
        member = message.header.fields.get(HeaderFields.member)
        if member == "GetSession":
            connection.send(new_method_return(message, "o", (SESSION_PATH,)))  # type: ignore[attr-defined]
        elif member == "Inhibit":
            ours, theirs = os.pipe()
            connection.send(new_method_return(message, "h", (theirs,)))  # type: ignore[attr-defined]
            os.close(theirs)
            watch.register(ours, selectors.EVENT_READ)
            tell("held")


if __name__ == "__main__":
    main()
