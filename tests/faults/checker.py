"""A process that verifies one data folder after another: reads paths from standard input, answers each with a line of JSON.

    python -m tests.faults.checker
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Answer until standard input ends."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fadu.site.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    from fadu.apps.exchange.homes import HOMES
    from fadu.apps.exchange.verifying import finding_faults
    from fadu.apps.record import verifying

    for line in sys.stdin:
        folder = Path(line.strip())
        connection = connections["default"]
        connection.close()
        settings.FADU_DATA = folder
        connection.settings_dict["NAME"] = folder / "fadu.sqlite3"
        try:
            report = verifying.whole(HOMES.values(), also=finding_faults)
            with connection.cursor() as cursor:
                sound = cursor.execute("PRAGMA integrity_check").fetchall()
            faults = [f"{fault.where}：{fault.reason}" for fault in report.faults] + [row[0] for row in sound if row[0] != "ok"]
            answer = {"entries": report.entries, "faults": faults}
        except Exception as problem:  # whatever it is, the folder did not hold
            answer = {"entries": -1, "faults": [repr(problem)]}
        connection.close()
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
