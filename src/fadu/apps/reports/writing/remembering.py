"""What the ledger says, counted once for each state of it: pages of work ask for the same figures again and again while somebody writes.

The key holds the root of the ledger, which every act changes, so nothing outlives the state it was counted in. What is reviewed or signed is
counted anew: a row that was altered behind the ledger's back would not change the root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches

from fadu.apps.record.queries import head
from fadu.core.figures import Scope

CACHE = "figures"
_KEPT = 3600  # seconds
Counted = TypeVar("Counted")


def remembered(what: str, scope: Scope, ids: Iterable[str], count: Callable[[], Counted]) -> Counted:
    """What `count` gives, or gave for the same figures, scope and state of the ledger."""
    size, root = head()
    period = f"{scope.period.first}{scope.period.last}{scope.as_of}"
    key = sha256("\n".join((what, str(size), root, period, *sorted(ids))).encode()).hexdigest()
    kept = caches[CACHE]
    found: Counted | None = kept.get(key)
    if found is None:
        found = count()
        kept.set(key, found, _KEPT)
    return found
