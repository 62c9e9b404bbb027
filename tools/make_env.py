"""Make a virtual environment, also on a Debian without python3-venv (no ensurepip): pip then comes from the pip that is there.

    python3 tools/make_env.py .venv
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HELP = "请先安装：apt-get install python3 python3-pip make（Debian 12），或 python3-venv"


def main() -> int:
    folder = Path(sys.argv[1])
    if sys.version_info < (3, 11):  # noqa: UP036  this file runs on whatever python3 is there
        print(f"需要 Python 3.11 以上，现在是 {sys.version.split()[0]}\n{HELP}", file=sys.stderr)
        return 2
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=False, symlinks=True)
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        return 0
    if subprocess.run([python, "-m", "ensurepip", "--default-pip"], capture_output=True, check=False).returncode == 0:
        return 0
    # Debian's own pip installs pip into the environment; PEP 668 does not hold there.
    done = subprocess.run([sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "pip"], check=False)
    if done.returncode:
        print(f"建不起 Python 环境\n{HELP}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
