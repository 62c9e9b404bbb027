"""What all tests share: no network beyond this machine, and people of the sample year with accounts."""

from __future__ import annotations

import os
import socket
from typing import Any

import pytest

# Playwright keeps an event loop in this thread; Django would take our plain calls for calls from async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

_connect = socket.socket.connect
_LOCAL = ("127.", "::1", "localhost", "0.0.0.0")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Any:
    """A test that reaches for the internet fails here, rather than on a bureau's machine."""

    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(_LOCAL):
            raise RuntimeError(f"a test tried to reach {address}")
        return _connect(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]
