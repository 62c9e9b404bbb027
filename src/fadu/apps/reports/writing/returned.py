"""A report that came back from Word: each change and comment as a proposal on its passage. A figure changed by hand is shown, not believed.

A paragraph of the file is matched with the passage that reads, or once read, as it did before the tracked changes. Changes without a track
are found by comparing; what was edited here since the file went out is not undone by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import pairwise

from fadu.apps.reports.compiling.values import number
from fadu.apps.reports.writing import looks
from fadu.apps.reports.writing.composing import Said
from fadu.core.wording.texts.revisions import Revised

CHANGE, ADD, REMOVE, FIGURE, COMMENT, PICTURE = "change", "add", "remove", "figure", "comment", "picture"
KINDS = {CHANGE: "改字", ADD: "加一段", REMOVE: "删一段", FIGURE: "改动了指标", COMMENT: "批注", PICTURE: "图片"}
_ALIKE = 0.5
_AROUND = 12  # characters shown on either side of a change
_FIGURES_STAY = "数字和由指标生成的文字以台账为准，不在文字里改；台账有误的，请更正台账的那一行"


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


@dataclass(frozen=True)
class Line:
    """A passage as the document shows it: its number, what it says, and what it said in earlier versions."""

    said: Said
    prefix: str = ""
    suffix: str = ""
    earlier: Sequence[str] = ()

    @property
    def shown(self) -> str:
        return self.prefix + self.said.words + self.suffix

    def with_words(self, start: int, end: int, new: str) -> str | None:
        """The text with its tokens in which [start, end) of what is shown reads `new`; None where that would touch what a token says."""
        shown, raw, places = len(self.prefix), 0, dict[int, int]()
        for piece in self.said.pieces:
            size, length = len(piece.words), len(piece.token.text if piece.token else piece.words)
            if piece.token is None:
                places |= {shown + step: raw + step for step in range(size + 1)}
            else:
                places |= {shown: raw, shown + size: raw + length}
                if max(start, shown) < min(end, shown + size):
                    return None
            shown, raw = shown + size, raw + length
        if start not in places or end not in places:
            return None
        return self.said.text[: places[start]] + new + self.said.text[places[end] :]


@dataclass
class _Match:
    lines: Sequence[Line]
    file: Sequence[Revised]
    of: dict[int, int] = field(default_factory=dict)  # place in the file -> place of the line


def lines_of(passages: Sequence[Said], earlier: Mapping[str, Sequence[str]]) -> list[Line]:
    """The body as the document numbers it, behind its addressees; `earlier` gives what a passage said once.

    The title is left out: the document parts it into lines of its own.
    """
    out, part, section = [], 0, 0
    for one in passages:
        prefix, suffix = "", "：" if one.look == "addressees" else ""
        if one.look == looks.PART:
            part, section = part + 1, 0
            prefix = f"{number(part)}、"
        elif one.look == looks.SECTION:
            section += 1
            prefix = f"（{number(section)}）"
        if one.look in looks.BODY or one.look == "addressees":
            out.append(Line(one, prefix, suffix, [prefix + words + suffix for words in earlier.get(one.uid, ())]))
    return out


def proposals(file: Sequence[Revised], lines: Sequence[Line]) -> list[Proposal]:
    """All changes and comments of the file in its order."""
    match = _matched(file, lines)
    if not match.of:
        return []
    first, last = min(match.of), max(match.of)
    found: list[Proposal] = []
    behind = ""
    gone = _gone(match)
    for place, one in enumerate(file):
        if place in match.of:
            line = lines[match.of[place]]
            behind = line.said.uid
            found += _of_pair(one, line)
            found += gone.get(place, [])
        elif first < place and one.after.strip() and (place < last or one.is_new) and "{{" not in one.after:
            author = next((part.author for part in one.stretches if part.state == "new"), "")
            at = next((part.at for part in one.stretches if part.state == "new"), "")
            found.append(Proposal(ADD, "", looks.TEXT, new=one.after.strip(), author=author, at=at, text=one.after.strip(), behind=behind))
        found += _comments(one, behind if place in match.of else "")
        if one.has_picture and first <= place <= last:
            found.append(Proposal(PICTURE, behind, looks.TEXT, why="图片里的文字和数字读不出来，请在正文里写成文字"))
    return found


def _matched(file: Sequence[Revised], lines: Sequence[Line]) -> _Match:
    match = _Match(lines, file)
    said = [one.before.strip() for one in file]
    readings: dict[str, int] = {}
    for place, line in enumerate(lines):
        for words in (*line.earlier, line.shown):
            readings.setdefault(words.strip(), place)
    low = -1
    for place, words in enumerate(said):
        if words and readings.get(words, -1) > low:
            low = match.of[place] = readings[words]
    anchors = [(-1, -1), *sorted(match.of.items()), (len(file), len(lines))]
    for (here, mine), (there, theirs) in pairwise(anchors):
        free = list(range(mine + 1, theirs))
        for place in range(here + 1, there):
            best = max(free, key=lambda one: _likeness(said[place], lines[one].shown), default=None) if said[place] else None
            if best is not None and _likeness(said[place], lines[best].shown) >= _ALIKE:
                match.of[place] = best
                free = [one for one in free if one > best]
    return match


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other.strip(), autojunk=False).ratio()


def _gone(match: _Match) -> dict[int, list[Proposal]]:
    """Passages that the file lacks without a track, by the place in the file behind which they stood."""
    places = sorted(match.of.items())
    out: dict[int, list[Proposal]] = {}
    for (here, mine), (_, theirs) in pairwise(places):
        out[here] = [
            Proposal(REMOVE, one.said.uid, one.said.look, old=one.shown, why="" if one.said.look in looks.BODY else "这一项不能删除")
            for one in match.lines[mine + 1 : theirs] if one.said.text
        ]
    return out


def _of_pair(one: Revised, line: Line) -> Iterator[Proposal]:
    before = one.before.strip()
    if before and not one.after.strip():
        author, at = next(((part.author, part.at) for part in one.stretches if part.state == "old"), ("", ""))
        yield Proposal(REMOVE, line.said.uid, line.said.look, old=line.shown, author=author, at=at)
        return
    if before not in (line.shown, *line.earlier):
        for kind, a, b, c, d in SequenceMatcher(None, line.shown, before, autojunk=False).get_opcodes():
            if kind != "equal":
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
    place, held = 0, list[object]()
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
    if start < len(line.prefix) or end > len(shown) - len(line.suffix):
        kind, why = CHANGE, "标题的序号和主送机关后的冒号由软件加，不用改"
    return Proposal(
        kind, line.said.uid, line.said.look, shown[start:end], new, author, at, lead=shown[max(0, start - _AROUND) : start],
        tail=shown[end : end + _AROUND], text=text or "", why=why,
    )


def _comments(one: Revised, passage: str) -> Iterator[Proposal]:
    for said in one.comments:
        yield Proposal(COMMENT, passage, looks.TEXT, old=said.quoted, new=said.text, author=said.author, at=said.at)
