"""Web pages: what a reader sees of them, block by block."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from fadu.core.decoding import decoded
from fadu.core.refusal import Unreadable
from fadu.core.wording.texts.document import Document, Paragraph
from fadu.core.wording.texts.plain import SAVE_AS

_UNSEEN = {"script", "style", "noscript", "template", "head", "select", "svg", "iframe", "object", "button", "nav"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_HAN = "[　-〿一-鿿＀-￯]"
_FOLDED = re.compile(rf"(?<={_HAN})[ \t]*[\r\n][ \t\r\n]*(?={_HAN})")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_html(path: Path) -> Document:
    """The text that a web page shows, one paragraph a block. Raises Unreadable."""
    content = path.read_bytes()
    declared = _CHARSET.search(content[:4096])
    text, notes = decoded(content, path.name, mend=SAVE_AS, declared=declared.group(1).decode("ascii") if declared else "")
    page = _Page()
    page.feed(text)
    page.close()
    page.end_block()
    if not page.paragraphs:
        raise Unreadable(f"{path.name}里没有文字", "请确认网页已完整保存")
    return Document(path.name, "html", "\n".join(page.texts), page.paragraphs, notes=notes)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.paragraphs: list[Paragraph] = []
        self._block: list[str] = []
        self._unseen: list[str] = []
        self._in_table = 0
        self._heading = False
        self._length = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._unseen.clear()
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if tag in _BLOCKS:
            self.end_block()
            self._heading = tag in _HEADINGS
            self._in_table += tag == "table"

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if tag in _BLOCKS:
            self.end_block()
            self._heading = False
            self._in_table -= tag == "table" and self._in_table > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._block.append(data)

    def end_block(self) -> None:
        """Close the paragraph that was being read."""
        # A browser shows a line break in the source as a space, but not between two Chinese characters.
        text = _SPACES.sub(" ", _FOLDED.sub("", "".join(self._block))).strip(" \u3000\xa0")
        self._block.clear()
        if not text:
            return
        start = self._length
        place = "表格" if self._in_table else ""
        self.paragraphs.append(Paragraph(start, start + len(text), len(self.paragraphs) + 1, place, self._heading))
        self.texts.append(text)
        self._length += len(text) + 1
