"""TLS with an authority of the bureau: a client that knows only ca.pem is served; certificates are renewed, the authority stays."""

from __future__ import annotations

import http.server
import socket
import ssl
import threading
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from fadu.core.refusal import Refusal, Unreadable
from fadu.site import tls

NOW = datetime.now(UTC)


class _Hello(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"x" * 300_000
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def test_who_knows_the_authority_is_served_and_nobody_else(tmp_path: Path) -> None:
    inside = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Hello)
    threading.Thread(target=inside.serve_forever, daemon=True).start()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    end = tls.relay("127.0.0.1", port, tls.context(tmp_path, ["127.0.0.1"], NOW), inside.server_address[:2])  # type: ignore[arg-type]
    try:
        known = ssl.create_default_context(cafile=str(tls.folder(tmp_path) / "ca.pem"))
        with urllib.request.urlopen(f"https://127.0.0.1:{port}/", context=known, timeout=5) as answer:
            assert len(answer.read()) == 300_000
        with pytest.raises(urllib.error.URLError, match="certificate verify failed"):
            urllib.request.urlopen(f"https://127.0.0.1:{port}/", context=ssl.create_default_context(), timeout=5)
        with pytest.raises(Unreadable, match="不能监听"):
            tls.relay("127.0.0.1", port, tls.context(tmp_path, [], NOW), ("127.0.0.1", 1))
    finally:
        end()
        inside.shutdown()
        inside.server_close()


def test_certificates_are_renewed_near_their_end_or_for_other_names_and_the_authority_stays(tmp_path: Path) -> None:
    def serial() -> int:
        return x509.load_pem_x509_certificate((tls.folder(tmp_path) / "server.pem").read_bytes()).serial_number

    tls.context(tmp_path, ["fadu.local", "*"], NOW)
    authority, first = (tls.folder(tmp_path) / "ca.key").read_bytes(), serial()
    assert (tls.folder(tmp_path) / "ca.key").stat().st_mode & 0o77 == 0
    tls.context(tmp_path, ["fadu.local"], NOW + timedelta(days=360))
    assert serial() == first
    tls.context(tmp_path, ["fadu.local"], NOW + timedelta(days=370))
    second = serial()
    tls.context(tmp_path, ["fadu.local", "10.1.2.3"], NOW + timedelta(days=370))
    assert len({first, second, serial()}) == 3
    assert (tls.folder(tmp_path) / "ca.key").read_bytes() == authority
    (tls.folder(tmp_path) / "ca.key").write_text("坏了")
    with pytest.raises(Refusal, match="证书用不了"):
        tls.context(tmp_path, ["fadu.local"], NOW)
