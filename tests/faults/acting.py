"""Acts that pages do and no command does, in a process of their own that can be disturbed: python -m tests.faults.acting evidence|secret

Exit 0: done. 1: refused, with what a page would say on standard error; done already is refused too.
"""

from __future__ import annotations

import os
import sys
from typing import Any

ACTS = ("evidence", "secret")


def main() -> int:
    """Take a file in, or keep particulars."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fadu.site.settings"
    import django

    django.setup()
    from django.db import DatabaseError
    from django.utils import timezone

    from fadu.apps.record.actions import evidence, vault
    from fadu.apps.record.models import Entry
    from fadu.apps.record.vault import ROLES
    from fadu.core.refusal import Refusal
    from tests.core.evidence import files

    who: dict[str, Any] = {"subject": "row-1", "number": "XF-1", "actor": "431127001", "at": timezone.localtime()}
    try:
        if sys.argv[1] == "evidence":
            evidence.take([files.jpeg()], name="现场.jpg", **who)
        elif Entry.objects.filter(event="SecretsKept").exists():
            raise Refusal("已经收存过", "")
        else:
            vault.keep(values={"name": "欧阳慕容雪", "phone": "13907460001"}, role=next(iter(ROLES)), **who)
    except (Refusal, OSError, DatabaseError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
