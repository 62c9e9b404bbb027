"""What somebody did to a Word document: tracked changes and comments, paragraph by paragraph. Nothing in the file is run or followed.

Read are `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo` and comments (ECMA-376 part 1, 17.13). A change of format alone is no change of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from fadu.core.container import Hostile, parts
from fadu.core.refusal import Unreadable
from fadu.core.wording.texts import docx

_BODY, _COMMENTS = "word/document.xml", "word/comments.xml"
_NEW, _OLD = {"ins", "moveTo"}, {"del", "moveFrom"}
_SAID = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n", "br": "\n"}
_PICTURES = {"drawing", "pict", "object"}


@dataclass(frozen=True)
class Stretch:
    """Words of a paragraph: as they stood, put in (`new`), or taken out (`old`); by whom and when, "" where nothing was changed."""

    words: str
    state: str = ""
    author: str = ""
    at: str = ""


@dataclass(frozen=True)
class Comment:
    """What somebody wrote beside a paragraph; `quoted` are the words it is about, as they stand after all changes."""

    id: str
    author: str
    at: str
    text: str
    quoted: str = ""


@dataclass(frozen=True)
class Revised:
    """A paragraph of the body: its stretches in order, the comments on it, whether it holds a picture, whether it is new as a whole; or a
    table with the stretches of all its cells."""

    stretches: tuple[Stretch, ...]
    comments: tuple[Comment, ...] = ()
    has_picture: bool = False
    is_new: bool = False
    is_table: bool = False

    @property
    def before(self) -> str:
        """As it read before the tracked changes."""
        return "".join(one.words for one in self.stretches if one.state != "new")

    @property
    def after(self) -> str:
        """As it reads once they are accepted."""
        return "".join(one.words for one in self.stretches if one.state != "old")


def read_revisions(path: Path) -> list[Revised]:
    """The paragraphs and tables of the body in order. Raises Unreadable."""
    wanted = frozenset({_BODY, _COMMENTS}).__contains__
    try:
        found = parts(path, replace(docx.KIND, reads=wanted), wanted)
        said = dict(_comments(found[_COMMENTS])) if _COMMENTS in found else {}
        return list(_paragraphs(found[_BODY], said))
    except Hostile as problem:
        raise Unreadable(f"{path.name}：{problem.reason}", problem.mend) from problem
    except (ElementTree.ParseError, KeyError) as problem:
        raise Unreadable(f"{path.name}：文档的正文已损坏", "请用 WPS 或 Word 打开，另存为“Word 文档（.docx）”") from problem


def _comments(content: bytes) -> Iterator[tuple[str, Comment]]:
    for element in ElementTree.fromstring(content):  # noqa: S314  the guard lets no DOCTYPE through
        if docx.name_of(element) == "comment":
            lines = ("".join(child.text or "" for child in line.iter() if docx.name_of(child) == "t") for line in element)
            id = docx.attribute(element, "id")
            yield id, Comment(id, docx.attribute(element, "author"), docx.attribute(element, "date"), "\n".join(filter(None, lines)))


def _paragraphs(content: bytes, comments: Mapping[str, Comment]) -> Iterator[Revised]:
    depth = tables = nested = 0
    for event, element in ElementTree.iterparse(BytesIO(content), ("start", "end")):  # noqa: S314  no DOCTYPE got this far
        name, step = docx.name_of(element), 1 if event == "start" else -1
        depth += step
        tables += step if name == "tbl" else 0
        nested += step if name == "p" else 0
        if event == "end" and name == "p" and not tables and not nested:  # a text box holds paragraphs in a paragraph
            yield _Paragraph(comments).read(element)
        elif event == "end" and name == "tbl" and not tables and not nested:
            yield _table(element, comments)
        if event == "end" and depth == 2:
            element.clear()


def _table(element: ElementTree.Element, comments: Mapping[str, Comment]) -> Revised:
    read = [_Paragraph(comments).read(one) for one in element.iter() if docx.name_of(one) == "p"]
    stretches = [part for one in read for part in one.stretches]
    return Revised(tuple(stretches), tuple(said for one in read for said in one.comments), any(one.has_picture for one in read), is_table=True)


class _Paragraph:
    """One paragraph as it is read: what was said so far, and which comments are open."""

    def __init__(self, comments: Mapping[str, Comment]) -> None:
        self.known = comments
        self.stretches: list[Stretch] = []
        self.open: dict[str, str] = {}
        self.closed: dict[str, str] = {}
        self.has_picture = False

    def read(self, element: ElementTree.Element) -> Revised:
        self._walk(element, Stretch(""))
        mark = docx.child_of(element, "pPr", "rPr", "ins")
        quoted = {**self.open, **self.closed}
        said = tuple(replace(self.known[id], quoted=words) for id, words in quoted.items() if id in self.known)
        return Revised(tuple(_joined(self.stretches)), said, self.has_picture, mark is not None)

    def _walk(self, element: ElementTree.Element, under: Stretch) -> None:
        for one in element:
            name = docx.name_of(one)
            if name in _NEW or name in _OLD:
                state = "new" if name in _NEW and under.state != "old" else "old"
                self._walk(one, Stretch("", state, docx.attribute(one, "author"), docx.attribute(one, "date")))
            elif name in ("t", "delText"):
                self._say(one.text or "", under)
            elif name in _SAID:
                self._say(_SAID[name], under)
            elif name in _PICTURES:
                self.has_picture = True
            elif name == "commentRangeStart":
                self.open[docx.attribute(one, "id")] = ""
            elif name == "commentRangeEnd":
                id = docx.attribute(one, "id")
                self.closed[id] = self.open.pop(id, "")
            elif name == "commentReference":
                self.closed.setdefault(docx.attribute(one, "id"), "")
            elif name not in ("pPr", "rPr", "instrText", "txbxContent"):
                self._walk(one, under)

    def _say(self, words: str, under: Stretch) -> None:
        self.stretches.append(replace(under, words=words))
        if under.state != "old":
            self.open = {id: quoted + words for id, quoted in self.open.items()}


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind as one."""
    held: Stretch | None = None
    for one in stretches:
        if held is not None and (held.state, held.author) == (one.state, one.author):
            held = replace(held, words=held.words + one.words)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held
