"""Work on a file that may be made to hurt whoever reads it: in a process of its own, with memory, processor time and files bounded.

The child is a module run as `python -I -m MODULE WORDS…`; it calls `bind` before it opens the file, and answers on standard output.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

if sys.platform != "win32":
    import resource

_NEEDED = ("PATH", "SYSTEMROOT")  # of the environment; it holds secrets, and the process reads what strangers sent


def bind(memory: int, seconds: int) -> None:
    """Give up what reading does not need: bytes of memory, seconds of the processor, writing files. Windows has no such bounds:
    there only the clock of the caller ends the process."""
    if sys.platform != "win32":
        for what, most in (
            (resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))


def call(module: str, words: Sequence[str], wait: float) -> subprocess.CompletedProcess[bytes] | None:
    """The finished process, None where it did not end within `wait` seconds or could not be started."""
    command = [sys.executable, "-I", "-m", module, *words]
    environ = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    try:
        return subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=wait)
    except (subprocess.TimeoutExpired, OSError):
        return None
