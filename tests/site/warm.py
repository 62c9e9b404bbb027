"""Commands in processes of their own that need not import Django first: a process that has what any command imports forks for each.

    with Warm() as warm:
        done = warm.run("fadu.site.cli", ["verify"], env={...}, cwd=folder)

No settings are read before the fork: they, the apps and all state are the command's own, as after `python -m`.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryFile

IMPORTED = (
    "argon2", "asyncio", "cryptography.hazmat.primitives.asymmetric.ed25519", "cryptography.hazmat.primitives.ciphers.aead",
    "django.contrib.auth.hashers", "django.contrib.auth.password_validation", "django.contrib.staticfiles.finders",
    "django.core.management.commands.migrate", "django.db.backends.postgresql.base", "django.db.backends.sqlite3.base",
    "django.db.migrations.executor", "django.forms", "django.template.backends.django", "django.views.generic", "openpyxl", "psycopg",
    "whitenoise.middleware",
)
ROOMS = ("fadu.core", "fadu.events")  # the floors that know nothing of Django
_MOST = 200_000  # bytes of a request


class Warm:
    """The process that forks; its commands may run side by side."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with closing(theirs):
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )

    def run(self, module: str, words: Sequence[object], *, env: Mapping[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
        """`python -m module words`, finished."""
        request = json.dumps({"module": module, "words": [*map(str, words)], "env": dict(env), "cwd": str(cwd)}).encode()
        with TemporaryFile() as out, TemporaryFile() as err:
            ended, tell = os.pipe()
            with os.fdopen(ended, "rb") as ended_file:
                socket.send_fds(self._ours, [request], [out.fileno(), err.fileno(), tell])
                os.close(tell)
                code = int(ended_file.read())
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess([module, *map(str, words)], code, out.read().decode(), err.read().decode())

    def close(self) -> None:
        """End the process."""
        self._ours.close()
        self._process.wait(10)


def next_command(requests: socket.socket) -> tuple[str, list[str]]:
    """Fork for each request; returns in the process that is to be the command. Exits when nobody can ask any more."""
    while True:
        request, fds, _, _ = socket.recv_fds(requests, _MOST, 3)
        with suppress(ChildProcessError):
            while os.waitpid(-1, 0 if not request else os.WNOHANG)[0]:
                pass
        if not request:
            os._exit(0)
        if os.fork() == 0:
            break
        for fd in fds:
            os.close(fd)
    out, err, tell = fds
    requests.close()
    if child := os.fork():
        os.write(tell, str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
        os._exit(0)
    os.close(tell)
    os.dup2(out, 1)
    os.dup2(err, 2)
    told = json.loads(request)
    os.environ.clear()
    os.environ.update(told["env"])
    os.chdir(told["cwd"])
    return told["module"], told["words"]


def main() -> None:
    """Import, wait, and be the command that is asked for."""
    for room in map(importlib.import_module, ROOMS):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            importlib.import_module(found.name)
    for name in IMPORTED:
        with suppress(ImportError):
            importlib.import_module(name)
    gc.freeze()
    module, words = next_command(socket.socket(fileno=int(sys.argv[1])))
    sys.argv[1:] = words
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
