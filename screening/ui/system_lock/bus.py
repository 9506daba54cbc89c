"""One connection to a D-Bus bus, used from one thread: asks, and waits for signals. jeepney does the talking."""

from __future__ import annotations

from collections import deque
from types import TracebackType
from typing import Any

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]

AUTH_S, REPLY_S = 2.0, 10.0
BUS_ERRORS = (OSError, KeyError, ValueError, RuntimeError, DBusErrorResponse)
"""What talking to a bus may end with: it is not there, it went away, it talks nonsense, it refuses."""

Refused = DBusErrorResponse
Body = tuple[Any, ...]


class Bus:
    """`name`: SYSTEM or SESSION. Raises one of BUS_ERRORS, as everything here may."""

    def __init__(self, name: str) -> None:
        self._connection = open_dbus_connection(name, enable_fds=name == "SYSTEM", auth_timeout=AUTH_S)
        self._heard: deque[Any] = deque()
        self._connection.filter(MatchRule(type="signal"), queue=self._heard)

    def __enter__(self) -> Bus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def listen_for(
        self, interface: str, member: str, *, sender: str | None = None, path: str | None = None
    ) -> None:
        """Hear a signal from now on."""
        rule = MatchRule(type="signal", sender=sender, interface=interface, member=member, path=path)
        self._ask(message_bus.AddMatch(rule))

    def next_signal(self) -> tuple[str, Body]:
        """Wait for a signal: its name and what it says."""
        message = self._connection.recv_until_filtered(self._heard)
        return str(message.header.fields.get(HeaderFields.member, "")), tuple(message.body)

    def call(self, service: str, path: str, interface: str, method: str, signature: str, *arguments: Any) -> Body:
        """Ask and wait for the answer."""
        address = DBusAddress(path, bus_name=service, interface=interface)
        return self._ask(new_method_call(address, method, signature, arguments))

    def _ask(self, message: Any) -> Body:
        found: Body = unwrap_msg(self._connection.send_and_get_reply(message, timeout=REPLY_S))
        return found

    def hang_up(self) -> None:
        """From another thread: whoever waits here is told that the bus has gone."""
        self._connection.sock.shutdown(2)
