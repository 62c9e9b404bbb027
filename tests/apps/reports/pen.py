"""What a chief does to a document in Word: tracked changes, by hand on the XML as Word writes it."""

from __future__ import annotations

import copy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

WHEN = "2025-02-11T08:00:00Z"


def paragraph(document: Any, words: str) -> Paragraph:
    return next(one for one in document.paragraphs if words in one.text)


def tracked(run: Any, kind: str, author: str = "局长") -> Any:
    """Put a run under w:ins or w:del as Word does."""
    mark = OxmlElement(f"w:{kind}")
    for name, value in (("id", "900"), ("author", author), ("date", WHEN)):
        mark.set(qn(f"w:{name}"), value)
    run.addprevious(mark)
    mark.append(run)
    if kind == "del":
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
    return mark


def rewrite(one: Paragraph, old: str, new: str) -> None:
    """Replace words within one run, tracked."""
    run = next(run for run in one._p.iter(qn("w:r")) if old in "".join(text.text or "" for text in run.findall(qn("w:t"))))
    text = run.find(qn("w:t"))
    before, _, after = text.text.partition(old)
    gone, put, rest = copy.deepcopy(run), copy.deepcopy(run), copy.deepcopy(run)
    for part, words in ((run, before), (gone, old), (put, new), (rest, after)):
        part.find(qn("w:t")).text = words
        part.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(rest)
    run.addnext(put)
    run.addnext(gone)
    tracked(gone, "del")
    tracked(put, "ins")


def put_in(behind: Paragraph, words: str) -> None:
    """A paragraph typed behind another one, tracked."""
    added = copy.deepcopy(behind._p)
    for child in list(added):
        if child.tag != qn("w:pPr"):
            added.remove(child)
    mark = OxmlElement("w:rPr")
    mark.append(OxmlElement("w:ins"))
    added.find(qn("w:pPr")).append(mark)
    behind._p.addnext(added)
    tracked(Paragraph(added, behind._parent).add_run(words)._r, "ins")
