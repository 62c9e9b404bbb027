"""Run fadu as a script does: in a process of its own, on the embedded engine unless a database is named."""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.site.warm import Warm


def environ(data: Path, database: str = "") -> dict[str, str]:
    """The environment of a command that works on `data`."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("FADU_") and name != "DJANGO_SETTINGS_MODULE"}
    return {**found, "FADU_DATA": str(data), **({"FADU_DATABASE_URL": database} if database else {})}


@functools.cache
def warm() -> Warm:
    """The process that commands fork from, one for this process."""
    found = Warm()
    atexit.register(found.close)
    return found


def fadu(*words: object, data: Path, database: str = "") -> subprocess.CompletedProcess[str]:
    """The finished process."""
    return warm().run("fadu.site.cli", words, env=environ(data, database), cwd=data.parent)


def said(*words: object, data: Path, database: str = "") -> Any:
    """What a command that must succeed says as JSON."""
    done = fadu(*words, "--json", data=data, database=database)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
