"""The checks. Each module of this folder is one check: its name is its id, and it has

`TITLE`, what it looks for, in Chinese; `SOURCE`, what it rests on; `check(draft)`, which yields problems; and, only where it looks at
names and set phrases themselves, `MAY_TOUCH_PROTECTED = True`. A new file is a new check, a removed file one less; names that begin
with _ are help for checks.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem

__all__ = ["Check", "all_checks"]


@dataclass(frozen=True)
class Check:
    """A check as found in the folder."""

    id: str
    title: str
    source: str
    run: Callable[[Draft], Iterable[Problem]]
    may_touch_protected: bool


@cache
def all_checks() -> tuple[Check, ...]:
    """All checks by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    found = []
    for name in names:
        module = importlib.import_module(f"{__name__}.{name}")
        found.append(Check(name, module.TITLE, module.SOURCE, module.check, getattr(module, "MAY_TOUCH_PROTECTED", False)))
    return tuple(found)
