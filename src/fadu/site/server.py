"""The embedded server: one process, pure Python, loopback unless told otherwise."""

from __future__ import annotations

import select
import socket
import ssl
from typing import Any

from fadu.core.refusal import Unreadable, cause

THREADS = 8
# A browser keeps up to six connections open; at an exam hundreds of them wait while people read a question.
CONNECTIONS, WITHOUT_POLL = 4000, 400
IDLE, TIDY = 20, 10  # seconds: after which an idle connection may go, how often they are looked at


def serve(host: str, port: int, tls: ssl.SSLContext | None = None) -> None:
    """Serve until interrupted; with `tls` the server itself is on loopback and TLS stands before it."""
    from fadu.site.tls import relay

    if tls is None:
        _serve("http", host=host, port=port)
        return
    with socket.socket() as inside:
        inside.bind(("127.0.0.1", 0))
        end = relay(host, port, tls, inside.getsockname())
        try:
            _serve("https", sockets=[inside])
        finally:
            end()


def _serve(scheme: str, **where: Any) -> None:
    import waitress

    from fadu.site.wsgi import application

    try:
        waitress.serve(
            application, **where, threads=THREADS, ident="fadu", connection_limit=connections(), asyncore_use_poll=_has_poll(),
            channel_timeout=IDLE, cleanup_interval=TIDY, url_scheme=scheme,
        )
    except OSError as problem:
        place = f"{where['host']}:{where['port']}" if "host" in where else "本机"
        raise Unreadable(f"{place} 不能监听：{cause(problem)}", "请换一个端口，或先关掉占用它的程序") from problem


def connections() -> int:
    """How many connections may be open: what the system lets a process open, less what the database needs."""
    if not _has_poll():
        return WITHOUT_POLL  # select() on Windows takes 512
    import resource

    return min(CONNECTIONS, max(100, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200))


def _has_poll() -> bool:
    return hasattr(select, "poll")


def check() -> int:
    """Open the pages that need no account; 0 when they answer."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    answers = {path: client.get(path).status_code for path in ("/", "/sign-in/")}
    print("　".join(f"{path} {status}" for path, status in answers.items()))
    return 0 if set(answers.values()) <= {200, 302} else 1
