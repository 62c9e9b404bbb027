"""The embedded server: one process, pure Python, loopback unless told otherwise."""

from __future__ import annotations

from fadu.core.refusal import Unreadable

THREADS = 8


def serve(host: str, port: int) -> None:
    """Serve until interrupted."""
    import waitress

    from fadu.site.wsgi import application

    try:
        waitress.serve(application, host=host, port=port, threads=THREADS, ident="fadu")
    except OSError as problem:
        raise Unreadable(f"{host}:{port} 不能监听：{problem.strerror}", "请换一个端口，或先关掉占用它的程序") from problem


def check() -> int:
    """Open the pages that need no account; 0 when they answer."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    answers = {path: client.get(path).status_code for path in ("/", "/sign-in/")}
    print("　".join(f"{path} {status}" for path, status in answers.items()))
    return 0 if set(answers.values()) <= {200, 302} else 1
