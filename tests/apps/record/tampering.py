"""What somebody with the database in hand could do: switch the triggers off, change, switch them on again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from fadu.apps.record import proving
from fadu.apps.record.models import Entry, Head, TreeNode
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.hashes import leaves


@contextmanager
def triggers_off() -> Iterator[None]:
    """Without the triggers that keep sealed tables from being changed."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            made = cursor.fetchall()
            for name, _ in made:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _, sql in made:
                cursor.execute(sql)
        else:
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
            tables = [table for (table,) in cursor.fetchall()]
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def forge() -> None:
    """Make everything fit again after a change, as one can who knows the source: leaf digests, nodes, the end. Only the
    signature can't be made."""
    entries = list(Entry.objects.order_by("index"))
    made = leaves([proving.text_of(entry).encode() for entry in entries])
    frontier = Frontier()
    with triggers_off():
        for entry, sha256, sm3 in zip(entries, *made, strict=True):
            Entry.objects.filter(index=entry.index).update(sha256=sha256, sm3=sm3)
        TreeNode.objects.all().delete()
        for node in frontier.extend(made):
            TreeNode.objects.create(level=node.level, place=node.place, sha256=node.digests.sha256, sm3=node.digests.sm3)
        Head.objects.update(edge=frontier.text(), latest=max((entry.at for entry in entries), default=None))
