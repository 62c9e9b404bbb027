"""The one exception for "this can't be done": by law, or because what was given can't be taken in."""

from __future__ import annotations


class Refusal(Exception):
    """A refusal in the user's language: what (`reason`), how to mend it (`mend`), on which article it rests (`article`)."""

    def __init__(self, reason: str, mend: str = "", article: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend
        self.article = article


class Unreadable(Refusal):
    """What was given can't be read at all (a file, an address, a folder): wrong use rather than a refusal by law."""
