"""What makes a finding the same finding in another file, or in next year's text."""

from __future__ import annotations

import re
from bisect import bisect_left
from hashlib import sha256

from fadu.core.wording.findings import Finding
from fadu.core.wording.reading.folding import folded
from fadu.core.wording.texts import Document

_ENDS = re.compile(r"[。！？；\n]")
_BLANK = re.compile(r"\s+")
_FARTHEST = 500  # characters of a sentence that count, on each side
_YEAR = re.compile(r"(?:19|20)\d\d年")


def identity(document: Document, finding: Finding) -> str:
    """SHA-256 over the check, the words found and the sentence that holds them, folded and without blanks.

    Years named in the sentence are left out: next year's report says the same with another year. Years and figures within the words
    found count, so that another figure is another finding. 64 hexadecimal digits; the words can't be read back from them.
    """
    start, end = _in_text(document, finding.start), _in_text(document, finding.end)
    words, sentence = _plain(document.text[start:end]), _plain(_sentence(document.text, start, end))
    return sha256("\n".join((finding.check, words, _YEAR.sub("年", sentence))).encode()).hexdigest()


def _in_text(document: Document, at: int) -> int:
    """An offset of the file in the text that is read, where lines broken by the width of a page are joined."""
    return at if document.origin is None else bisect_left(document.origin, at)


def _sentence(text: str, start: int, end: int) -> str:
    """From the end of the sentence before to its own end."""
    first = max(0, start - _FARTHEST)
    before = max((match.end() for match in _ENDS.finditer(text, first, start)), default=first)
    after = _ENDS.search(text, end, end + _FARTHEST)
    return text[before : after.start() if after else end + _FARTHEST]


def _plain(text: str) -> str:
    return _BLANK.sub("", folded(text))
