"""A report that came back from Word: each change and comment as a proposal on its passage. A figure changed by hand is shown, not believed.

A paragraph of the file is matched with the line that reads, or once read, as it did before the tracked changes (`writing.lines`). Changes
without a track are found by comparing; what was edited here since the file went out is not undone by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import pairwise

from fadu.apps.reports.writing import looks
from fadu.apps.reports.writing.lines import OUTSIDE, Line
from fadu.core.refusal import Refusal
from fadu.core.wording.texts.revisions import Revised, Stretch

CHANGE, ADD, REMOVE, FIGURE, FIXED, COMMENT, PICTURE, TABLE = "change", "add", "remove", "figure", "fixed", "comment", "picture", "table"
KINDS = {
    CHANGE: "改字", ADD: "加一段", REMOVE: "删一段", FIGURE: "改动了指标", FIXED: "改动了固定项", COMMENT: "批注", PICTURE: "图片", TABLE: "表格",
}
_ALIKE = 0.5
_AROUND = 12  # characters shown on either side of a change
_FIGURES_STAY = "数字和由指标生成的文字以台账为准，不在文字里改；台账有误的，请更正台账的那一行"
_UNREADABLE = {PICTURE: "图片里的文字和数字读不出来，请在正文里写成文字", TABLE: "表格收不进正文，请把要说的写成文字；其中的数字从指标插入"}
_ELSEWHERE = "加在正文以外，请在“正文”页的相应项目里填写"


@dataclass(frozen=True)
class Proposal:
    """One thing somebody wants: `old` becomes `new` on the passage; `text` is the passage's text once accepted.

    `why` says why it can't be accepted here, "" where it can; `behind` is the passage behind which an addition goes.
    """

    kind: str
    passage: str
    look: str
    old: str = ""
    new: str = ""
    author: str = ""
    at: str = ""
    lead: str = ""
    tail: str = ""
    text: str = ""
    behind: str = ""
    why: str = ""

    @property
    def identity(self) -> str:
        """Lasts while the file and the words around the change do."""
        said = "\0".join((self.kind, self.passage or self.behind, self.lead, self.old, self.new, self.author, self.at))
        return sha256(said.encode()).hexdigest()

    @property
    def label(self) -> str:
        return KINDS[self.kind]

    @property
    def place(self) -> str:
        """The slot of the head that it is about, "" in the body."""
        return looks.HEAD.get(self.look, "").partition("（")[0]


@dataclass
class _Match:
    lines: Sequence[Line]
    file: Sequence[Revised]
    of: dict[int, int] = field(default_factory=dict)  # place in the file -> place of the line


def proposals(file: Sequence[Revised], lines: Sequence[Line]) -> list[Proposal]:
    """All changes and comments of the file in its order. Raises Refusal where no paragraph is one of this report."""
    match = _matched(file, lines)
    if not match.of:
        raise Refusal("文件里没有一段与这份报告相符", "请送回从这份报告下载的 DOCX；另一份报告的文字可以作为新报告的底稿")
    gone, last = _gone(match), max(match.of)
    found = gone.pop(-1, [])
    line: Line | None = None
    for place, one in enumerate(file):
        if place in match.of:
            line = lines[match.of[place]]
            found += _of_pair(one, line)
        elif one.is_table:
            found += _of_table(one, line)
        elif one.after.strip() and (place < last or one.is_new) and "{{" not in one.after:
            found.append(_added(one, line))
        found += _comments(one, line.said.uid if line and place in match.of else "")
        if one.has_picture and place <= last:
            found.append(Proposal(PICTURE, line.said.uid if line else "", looks.TEXT, why=_UNREADABLE[PICTURE]))
        found += gone.get(place, [])
    return found


def _matched(file: Sequence[Revised], lines: Sequence[Line]) -> _Match:
    match = _Match(lines, file)
    said = ["" if one.is_table else one.before.strip() or one.after.strip() for one in file]  # what was put in may stand here by now
    readings: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        for words in {*line.earlier, line.shown}:
            readings.setdefault(words.strip(), []).append(place)
    low = -1
    for place, words in enumerate(said):
        here = next((one for one in readings.get(words, ()) if one > low), None) if words else None
        if here is not None:
            low = match.of[place] = here
    anchors = [(-1, -1), *sorted(match.of.items()), (len(file), len(lines))]
    for (here, mine), (there, theirs) in pairwise(anchors):
        free = list(range(mine + 1, theirs))
        for place in range(here + 1, there):
            has_read = said[place] and file[place].before.strip()
            best = max(free, key=lambda one: _likeness(said[place], lines[one].shown), default=None) if has_read else None
            if best is not None and _likeness(said[place], lines[best].shown) >= _ALIKE:
                match.of[place] = best
                free = [one for one in free if one > best]
    return match


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other.strip(), autojunk=False).ratio()


def _gone(match: _Match) -> dict[int, list[Proposal]]:
    """Lines that the file lacks without a track, by the place in the file behind which they stood (-1: before its first); not what was
    written here since."""
    places = [(-1, -1), *sorted(match.of.items()), (len(match.file), len(match.lines))]
    return {
        here: [_removed(one, one.shown) for one in match.lines[mine + 1 : theirs] if one.said.uid and one.earlier]
        for (here, mine), (_, theirs) in pairwise(places)
    }


def _removed(line: Line, old: str, author: str = "", at: str = "") -> Proposal:
    text, why = line.without()
    return Proposal(REMOVE, line.said.uid, line.said.look, old=old, author=author, at=at, text=text, why=why)


def _added(one: Revised, line: Line | None) -> Proposal:
    """A paragraph that the report has not: of the body, one more attachment, or something that is not taken from here."""
    new = one.after.strip()
    author, at = _by(one, "new")
    if line is not None and (wanted := line.one_more(new)) is not None:
        return Proposal(CHANGE, line.attachments, "attachments", new=new, author=author, at=at, text=wanted)
    if line is not None and (line.said.look in looks.BODY or line.said.look == "addressees"):
        return Proposal(ADD, "", looks.TEXT, new=new, author=author, at=at, text=new, behind=line.said.uid)
    return Proposal(ADD, "", looks.TEXT, new=new, author=author, at=at, why=_ELSEWHERE)


def _of_table(one: Revised, line: Line | None) -> Iterator[Proposal]:
    """A table put into the text can't be read in; of the annex, which the figures make, what was tracked is shown."""
    if line is not None and line.said.look == OUTSIDE:
        for start, end, new, author, at in _hunks(one):
            lead, tail = one.before[max(0, start - _AROUND) : start], one.before[end : end + _AROUND]
            yield Proposal(FIGURE, "", "", one.before[start:end], new, author, at, lead, tail, why=f"指标表由软件生成。{_FIGURES_STAY}")
    elif one.after.strip():
        author, at = _by(one, "new")
        yield Proposal(TABLE, line.said.uid if line else "", looks.TEXT, new=one.after.strip()[:200], author=author, at=at, why=_UNREADABLE[TABLE])


def _by(one: Revised, state: str) -> tuple[str, str]:
    """Who did what is tracked in a paragraph, and when."""
    return next(((part.author, part.at) for part in one.stretches if part.state == state), ("", ""))


def _of_pair(one: Revised, line: Line) -> Iterator[Proposal]:
    before, after = one.before.strip(), one.after.strip()
    if after == line.shown.strip():
        return  # it reads as they want it, by another change or by hand
    if before and not after:
        yield _removed(line, line.shown, *_by(one, "old"))
        return
    if line.said.look != OUTSIDE and before not in (line.shown, *line.earlier):
        for kind, a, b, c, d in SequenceMatcher(None, line.shown, before, autojunk=False).get_opcodes():
            if kind != "equal" and not (a < len(line.prefix) and b <= len(line.prefix)):  # a number that moved with what stands before
                yield _proposed(line, a, b, before[c:d], "", "")
    yield from _tracked(one, line)


def _tracked(one: Revised, line: Line) -> Iterator[Proposal]:
    """The tracked changes, each at its place in what the passage says now."""
    cut = len(one.before) - len(one.before.lstrip())
    same = SequenceMatcher(None, one.before.strip(), line.shown, autojunk=False).get_matching_blocks()
    for start, end, new, author, at in _hunks(one):
        low, high = start - cut, end - cut
        block = next((b for b in same if b.size and b.a <= low and high <= b.a + b.size), None)
        if block is None:
            old = one.before[start:end]
            yield Proposal(
                CHANGE, line.said.uid, line.said.look, old, new, author, at, lead=one.before[max(0, start - _AROUND) : start],
                tail=one.before[end : end + _AROUND], why="这一处在文件送出以后又改过，请对照着手工修改",
            )
        else:
            yield _proposed(line, low - block.a + block.b, high - block.a + block.b, new, author, at)


def _hunks(one: Revised) -> Iterator[tuple[int, int, str, str, str]]:
    """Runs of tracked stretches: [start, end) of what stood before, what is to stand there, who, when."""
    place, held = 0, list[Stretch]()
    start, new, author, at = 0, "", "", ""
    for part in one.stretches:
        if part.state == "":
            if held:
                yield start, place, new, author, at
                held = []
            place += len(part.words)
            continue
        if not held:
            start, new, author, at = place, "", part.author, part.at
        held.append(part)
        new += part.words if part.state == "new" else ""
        place += len(part.words) if part.state == "old" else 0
    if held:
        yield start, place, new, author, at


def _proposed(line: Line, start: int, end: int, new: str, author: str, at: str) -> Proposal:
    shown = line.shown
    text = line.with_words(start, end, new)
    kind, why = (CHANGE, "") if text is not None else (FIGURE, _FIGURES_STAY)
    if line.fixed:
        kind, why = FIXED, line.fixed
    elif start < len(line.prefix) or end > len(shown) - len(line.suffix):
        kind, why = CHANGE, "序号、“附件”二字和主送机关后的冒号由软件加，不用改"
    return Proposal(
        kind, line.said.uid, line.said.look, shown[start:end], new, author, at, lead=shown[max(0, start - _AROUND) : start],
        tail=shown[end : end + _AROUND], text=text or "", why=why,
    )


def _comments(one: Revised, passage: str) -> Iterator[Proposal]:
    for said in one.comments:
        yield Proposal(COMMENT, passage, looks.TEXT, old=said.quoted, new=said.text, author=said.author, at=said.at)
