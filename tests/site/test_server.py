"""The server: more browsers than a small office has may stay connected at once."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.site.commands import environ, fadu

ASK = b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.mark.slow
def test_who_comes_after_a_hundred_others_who_stay_connected_is_answered(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert fadu("init", data=data).returncode == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "fadu.site.cli", "serve", "--listen", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, env=environ(data), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with ExitStack() as held:
            for _ in range(150):
                _ask(held.enter_context(_connected(port)))
    finally:
        server.terminate()
        server.wait(10)


def _ask(connection: socket.socket) -> None:
    connection.settimeout(10)
    connection.sendall(ASK)
    assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def _connected(port: int) -> socket.socket:
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")
