"""Resolve pyproject.toml into hash-checked locks: requirements.lock for users, requirements-dev.lock for developers.

    python3 tools/lock.py        (needs uv on the path, or in .venv)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = [
    "--generate-hashes", "--universal", "--python-version", "3.11", "--no-emit-index-url", "--no-annotate", "--quiet",
    "--custom-compile-command", "make lock",
]


def main() -> int:
    uv = shutil.which("uv") or str(ROOT / ".venv/bin/uv")
    build = ROOT / "tools" / "build-requirements.in"
    runtime = ["pyproject.toml", str(build.relative_to(ROOT)), "--output-file", "requirements.lock"]
    groups = ["--group", "test", "--group", "lint", "--group", "bench", "--extra", "postgres", "--extra", "s3", "--extra", "gm"]
    dev = ["pyproject.toml", "--constraint", "requirements.lock", *groups, "--output-file", "requirements-dev.lock"]
    for part in (runtime, dev):
        done = subprocess.run([uv, "pip", "compile", *COMMON, *part], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
