"""The embedded server: one process, pure Python, loopback unless told otherwise."""

from __future__ import annotations

THREADS = 8


def serve(host: str, port: int) -> None:
    """Serve until interrupted."""
    import waitress

    from fadu.site.wsgi import application

    waitress.serve(application, host=host, port=port, threads=THREADS, ident="fadu")


def check() -> int:
    """Open the pages that need no account; 0 when they answer."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    answers = {path: client.get(path).status_code for path in ("/", "/sign-in/")}
    print("　".join(f"{path} {status}" for path, status in answers.items()))
    return 0 if set(answers.values()) <= {200, 302} else 1
