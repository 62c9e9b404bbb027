"""The only way into the ledger. `enter` seals one event and hands it to its handlers, in the caller's transaction."""

from fadu.apps.record.actions.sealing import enter, enter_many

__all__ = ["enter", "enter_many"]
