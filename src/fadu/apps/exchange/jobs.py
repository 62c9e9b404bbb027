"""Work that takes longer than a page may: in a thread of the one server process, with a connection of its own.

A job that dies with the process leaves the import where it was: nothing half in, and the page offers to start again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import connections

logger = logging.getLogger(__name__)
PATIENCE = 1.5  # seconds a page waits, so that a small file needs no progress page


def run_beside(work: Callable[[], None]) -> None:
    """Run `work` in a thread; returns when it is done or after PATIENCE seconds, whichever comes first."""

    def body() -> None:
        try:
            work()
        except Exception:
            logger.exception("import job failed")
        finally:
            connections.close_all()

    thread = threading.Thread(target=body, name="fadu-import", daemon=True)
    thread.start()
    thread.join(PATIENCE)
