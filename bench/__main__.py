"""Run every bench of this folder, one after another, each in a process of its own.

    python -m bench [name …]
"""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import bench


def main() -> int:
    names = sys.argv[1:] or sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_"))
    failed = []
    for name in names:
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
