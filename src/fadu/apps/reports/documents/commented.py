"""A copy of a Word document with a comment at each finding. The text and its look stay as they are, and the original is not touched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.run import Run

from fadu.core import container
from fadu.core.refusal import Refusal
from fadu.core.wording.findings import Finding
from fadu.core.wording.texts.docx import KIND, Reader

AUTHOR, INITIALS = "法度", "法"
MOST = 1000  # each comment costs python-docx a look at all those before it; nobody reads more in the margin
_SAVE_AS = "请用 WPS 或 Word 打开，另存为“Word 文档（.docx）”后再检查"
# Reading text inflates four parts; a copy takes all of them along, so all of them are looked at first.
_WHOLE = replace(KIND, reads=lambda name: True)
_LENGTHS = {qn("w:tab"): 1, qn("w:noBreakHyphen"): 1, qn("w:cr"): 1, qn("w:br"): 1}


@dataclass(frozen=True)
class Remark:
    """A finding, and why it was accepted ("" where it was not)."""

    finding: Finding
    accepted: str = ""

    @property
    def text(self) -> str:
        """What the comment says."""
        finding = self.finding
        head = f"{finding.severity.name_zh}：{finding.title}" + (f"（已认可：{self.accepted}）" if self.accepted else "")
        return "\n".join([head, finding.reason, *([f"建议：{finding.suggestion}"] if finding.suggestion else []), f"依据：{finding.source}"])


def commented(content: bytes, remarks: Sequence[Remark]) -> bytes:
    """The document with comments by 法度, those of others kept. Raises Refusal where it can't be opened whole, or for too many."""
    if len(remarks) > MOST:
        raise Refusal(f"有 {len(remarks)} 处，批注副本最多写 {MOST} 处", "请先按严重程度筛选，再下载批注副本")
    document = _opened(content)
    body = document.element.body
    _cut(_runs(body), {edge for remark in remarks for edge in (remark.finding.start, remark.finding.end)})
    runs = _runs(body)
    starts, ends = [start for start, _, _ in runs], [end for _, end, _ in runs]
    for remark in remarks:
        first, last = bisect_right(ends, remark.finding.start), bisect_left(starts, remark.finding.end) - 1
        if first > last:  # in a footnote, where Word takes no comment: at the end of the body
            first = last = len(runs) - 1
        if runs:
            anchors = [Run(_outside_of_boxes(runs[place][2]), document) for place in (first, last)]
            document.add_comment(anchors, _plain(remark.text), AUTHOR, INITIALS)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _opened(content: bytes) -> Any:
    with TemporaryDirectory(prefix="fadu-lint-") as folder:
        path = Path(folder) / "copy.docx"
        path.write_bytes(content)
        try:
            container.check(path, _WHOLE)
        except container.Hostile as problem:
            raise Refusal(f"不能做批注副本：{problem.reason}", problem.mend) from problem
    try:
        return Document(BytesIO(content))
    except (KeyError, ValueError, SyntaxError) as problem:  # strict form, macros, a part that is no XML
        raise Refusal("不能做批注副本：这份文档的格式不是普通的 .docx", _SAVE_AS) from problem


def _runs(body: Any) -> list[tuple[int, int, Any]]:
    """The runs that hold text with the span of each, counted as `read_docx` counts."""
    reader = Reader(places=[])
    for block in body:
        reader.block(block)
    runs: list[tuple[int, int, Any]] = []
    for at, run, text in reader.places or ():
        if run is None:
            continue
        if runs and runs[-1][2] is run:
            runs[-1] = (runs[-1][0], at + len(text), run)
        else:
            runs.append((at, at + len(text), run))
    return runs


def _cut(runs: Iterable[tuple[int, int, Any]], edges: set[int]) -> None:
    """Cut runs where a finding begins or ends within them."""
    ordered = sorted(edges)
    for start, end, run in runs:
        for edge in reversed(ordered[bisect_right(ordered, start) : bisect_left(ordered, end)]):
            _split(run, edge - start)


def _split(run: Any, at: int) -> None:
    """Put what stands behind `at` characters of a run into a run of the same look behind it."""
    behind = deepcopy(run)
    seen = 0
    for child, twin in zip(list(run), list(behind), strict=True):
        if child.tag == qn("w:rPr"):
            continue
        length = len(child.text or "") if child.tag == qn("w:t") else _LENGTHS.get(child.tag, 0)
        if seen >= at:
            run.remove(child)
        elif seen + length > at:
            _say(child, child.text[: at - seen])
            _say(twin, twin.text[at - seen :])
        else:
            behind.remove(twin)
        seen += length
    run.addnext(behind)


def _say(text: Any, words: str) -> None:
    text.text = words
    text.set(qn("xml:space"), "preserve")


def _outside_of_boxes(run: Any) -> Any:
    """The run that holds the text box, for a run within one: Word takes no comment inside."""
    box = next(run.iterancestors(qn("w:txbxContent")), None)
    while box is not None:
        run = next(box.iterancestors(qn("w:r")), run)
        box = next(run.iterancestors(qn("w:txbxContent")), None)
    return run


def _plain(text: str) -> str:
    """Without characters that XML can't hold."""
    return "".join(character for character in text if character in "\n\t" or (character >= " " and character not in "\ufffe\uffff"))
