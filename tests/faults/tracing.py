"""What a command asks of the system, seen and disturbed by strace."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.faults.acting import WORDS
from tests.site.commands import environ

# Every way in which a data folder is written.
CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,chmod,fchmod"
LIMIT = 600  # seconds for one act; a killed one is traced call by call, which beside other load takes a hundred times its own time
ROOT = Path(__file__).parents[2]
_FROZEN = tempfile.TemporaryDirectory(prefix="fadu-faults-")
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)(<[^>]*>)?")
_HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")


class Stalled(Exception):
    """An act did not come to its end in time: that says something of the machine, or of a lock, and nothing of acts that were lost."""


@dataclass(frozen=True)
class Call:
    """A system call: the how-manieth of its name in the process, its arguments as strace writes them (bytes in hexadecimal)."""

    name: str
    nth: int
    args: str
    result: int
    opened: str

    @property
    def paths(self) -> list[str]:
        """Every text in angle brackets and quotes that is a path."""
        return [text for text in map(plain, re.findall(r"<([^>]*)>|\"([^\"]*)\"", self.args)) if text.startswith("/")]

    def touches(self, folder: Path) -> bool:
        """Whether it writes to the folder or makes or removes a name there; the index of the WAL is in memory and made anew."""
        if self.name == "openat" and "O_CREAT" not in self.args:
            return False
        return any(path.startswith(str(folder)) and not path.endswith("-shm") for path in self.paths)


def plain(found: tuple[str, ...] | str) -> str:
    """A text of strace without its escapes."""
    text = found if isinstance(found, str) else "".join(found)
    return unescaped(text).decode("utf-8", errors="replace") if _HEX.fullmatch(text) else text


def unescaped(text: str) -> bytes:
    """The bytes that strace -xx wrote."""
    return bytes.fromhex(text.replace("\\x", ""))


def seen(words: Sequence[object], data: Path, log: Path) -> tuple[int, list[Call]]:
    """Run fadu to its end; its exit code and all calls of its main thread, in order."""
    done = _strace(["--seccomp-bpf", "-xx", "-s", "10000000", "-o", str(log)], words, data)
    counts: Counter[str] = Counter()
    calls, first = [], ""
    for line in log.read_text("ascii", errors="replace").splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        first = first or found[1]
        if found[1] == first:
            counts[found[2]] += 1
            calls.append(Call(found[2], counts[found[2]], found[3], int(found[4]), plain((found[5] or "").strip("<>"))))
    return done.returncode, calls


def disturbed(words: Sequence[object], data: Path, call: Call, how: str) -> subprocess.CompletedProcess[str]:
    """Run fadu with one call killed (`signal=KILL`) or failed (`error=EIO`)."""
    fast = [] if how.startswith("signal") else ["--seccomp-bpf"]  # some versions then lose the signal
    return _strace([*fast, "-o", "/dev/null", "-e", f"inject={call.name}:{how}:when={call.nth}"], words, data)


def _strace(options: Sequence[str], words: Sequence[object], data: Path) -> subprocess.CompletedProcess[str]:
    return ended(["strace", "-f", "-qq", "-y", "-e", f"trace={CALLS}", *options, *program(words)], quiet(data))


def program(words: Sequence[object]) -> list[str]:
    """How an act is run: a command of fadu, or what a page does."""
    return [sys.executable, "-m", "tests.faults.acting" if words[0] in WORDS else "fadu.site.cli", *map(str, words)]


def quiet(data: Path) -> dict[str, str]:
    """The environment of a program that works on `data` and writes nothing elsewhere."""
    return {**environ(data), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join([str(tree() / "src"), *sys.path])}


@cache
def tree() -> Path:
    """The program as it was when the first act was run: a loop of an hour asks of one version, whatever is saved meanwhile."""
    copy = Path(_FROZEN.name)
    for part in ("src", "tests"):
        shutil.copytree(ROOT / part, copy / part)  # with the times of files, so that what was compiled is believed
    return copy


def undisturbed(words: Sequence[object], data: Path) -> subprocess.CompletedProcess[str]:
    """The same act, left alone."""
    return ended(program(words), quiet(data))


def ended(command: Sequence[str], env: dict[str, str], limit: float = LIMIT) -> subprocess.CompletedProcess[str]:
    """A command run to its end. Raises Stalled where that takes too long; nothing of it goes on then, also not what strace let go."""
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=tree()) as child:
        try:
            out, err = child.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            load, cores = os.getloadavg()[0], os.cpu_count()
            raise Stalled(f"not ended after {limit:.0f} s, with a load of {load:.1f} on {cores} cores; no act was found lost: {command}") from None
    return subprocess.CompletedProcess(command, child.returncode, out, err)
