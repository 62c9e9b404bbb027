"""A text with its findings marked, as one web page that needs nothing else: to look at, filter and print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from fadu.core.wording.findings import Finding, Severity
from fadu.core.wording.texts import Document

_STYLE = """
body{font:16px/1.9 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;margin:0;color:#1a1a1a;background:#fff}
main{display:grid;grid-template-columns:minmax(0,1fr) 24rem;gap:2rem;max-width:78rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.3rem;margin:0 0 .5rem}h2{font-size:1rem;margin:1rem 0 .5rem}.text p{margin:0 0 .6em;white-space:pre-wrap}
mark{background:none;border-bottom:2px solid;color:inherit;scroll-margin:4rem}
.error{border-color:#b42318}.warning{border-color:#b54708}.info{border-color:#175cd3}
mark.error{background:#fef3f2}mark.warning{background:#fffaeb}mark.info{background:#eff8ff}
ol{list-style:none;margin:0;padding:0}li{border-left:3px solid;padding:.3rem .7rem;margin:0 0 .7rem;font-size:.875rem;line-height:1.6}
li a{color:inherit;font-weight:600;text-decoration:none}li a:hover,li a:focus{text-decoration:underline}small{color:#555;display:block}
fieldset{border:0;padding:0;margin:0 0 1rem;display:flex;gap:1rem;font-size:.875rem}
body:has(#f-error:not(:checked)) li.error,body:has(#f-warning:not(:checked)) li.warning,body:has(#f-info:not(:checked)) li.info{display:none}
@media(max-width:60rem){main{grid-template-columns:1fr}}
@media print{main{display:block;padding:0}fieldset{display:none}aside{break-before:page}mark{background:none!important}}
"""


def page(document: Document, findings: Sequence[Finding]) -> str:
    """The web page. Without any script; the boxes that filter work by style alone."""
    counts = Counter(finding.severity for finding in findings)
    boxes = "".join(
        f'<label><input type="checkbox" id="f-{one.value}" checked> {one.name_zh} {counts[one]}</label>' for one in Severity
    )
    title = escape(document.name)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title} · 检查结果</title><style>{_STYLE}</style></head><body><main><article class='text'><h1>{title}</h1>"
        f"{_marked(document, findings)}</article><aside><h2>共 {len(findings)} 处</h2><fieldset>{boxes}</fieldset>"
        f"<ol>{''.join(_item(number, finding) for number, finding in enumerate(findings, 1))}</ol></aside></main></body></html>\n"
    )


def _item(number: int, finding: Finding) -> str:
    suggestion = f"<small>建议：{escape(finding.suggestion)}</small>" if finding.suggestion else ""
    return (
        f'<li class="{finding.severity.value}"><a href="#m{number}">{number}. {escape(finding.title)}</a>（{finding.severity.name_zh}，'
        f"第 {finding.line} 行）<br>{escape(finding.reason)}{suggestion}<small>依据：{escape(finding.source)}</small></li>"
    )


def pieces(document: Document, findings: Sequence[Finding]) -> Iterator[tuple[str, int]]:
    """The plain text cut at its findings: each piece with the number of its finding from 1, 0 where there is none.

    Where spans overlap the later one begins behind the earlier, so that its piece may be empty.
    """
    text, at = document.plain, 0
    for number, finding in sorted(enumerate(findings, 1), key=lambda one: (one[1].start, one[1].end)):
        start, end = max(finding.start, at), max(finding.end, at)
        yield text[at:start], 0
        yield text[start:end], number
        at = end
    yield text[at:], 0


def _marked(document: Document, findings: Sequence[Finding]) -> str:
    """The paragraphs, each finding a mark."""
    written = ["<p>"]
    for said, number in pieces(document, findings):
        if not number:
            written.append(_text(said))
            continue
        finding = findings[number - 1]
        mark = f'<mark id="m{number}" class="{finding.severity.value}" title="{escape(finding.reason)}">'
        written.append(f"{mark}{_text(said, breaks=False)}</mark>")
    return "".join([*written, "</p>"])


def _text(text: str, *, breaks: bool = True) -> str:
    written = escape(text)
    return written.replace("\n", "</p>\n<p>") if breaks else written.replace("\n", "<br>")
