"""Acts that pages do and no command does, in a process of their own that can be disturbed: python -m tests.faults.acting evidence|secret|ask|erasure

Exit 0: done. 1: refused, with what a page would say on standard error; done already is refused too.
"""

from __future__ import annotations

import os
import sys
from typing import Any

ACTS = ("evidence", "secret", "erasure")
BEFORE = {"erasure": ("secret", "ask")}  # what must have been done for an act to be possible
WORDS = {*ACTS, "ask"}


def main() -> int:
    """Take a file in; keep particulars, ask that they be erased, or destroy their key."""
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
        elif sys.argv[1] == "ask":
            vault.ask_erasure(subject=who["subject"], number=who["number"], reason="保存期限已满", actor=who["actor"], at=who["at"])
        elif sys.argv[1] == "erasure":
            vault.erase(Entry.objects.get(event="ErasureAsked").index, actor="431127015", at=who["at"])
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
