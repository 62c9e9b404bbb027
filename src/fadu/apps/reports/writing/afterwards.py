"""After signing: which figures moved and by which acts, what two versions say differently, whether what is kept is what was sealed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import islice, pairwise, zip_longest
from typing import Any

from fadu.apps.record.models import Entry
from fadu.apps.record.queries import VERBS
from fadu.apps.reports.compiling.drafting import scope_of
from fadu.apps.reports.models import PassageVersion, ReportDraft, SignedFigure, SignedReport
from fadu.apps.reports.palette import FIGURES
from fadu.apps.reports.queries import stated
from fadu.apps.reports.writing import looks
from fadu.apps.reports.writing.counting import Counted, counted
from fadu.apps.reports.writing.freezing import read_content, words
from fadu.apps.reports.writing.tokens import FORMS, Kind, tokens
from fadu.core.figures import plain
from fadu.core.refusal import Refusal

_ABOUT = {Kind.SOURCE: "来源封存第", Kind.NOTE: "", Kind.NONE: ""}
_MOST = 200  # acts named for one figure
_CHUNK = 5000
_SIGNS = re.compile(r"\d+(?:\.\d+)?|〔.*?〕|.", re.DOTALL)  # numbers and figures change as a whole


@dataclass(frozen=True)
class Mover:
    """An act after signing that bears on a figure: what was done, to which row, by whom, when."""

    index: int
    verb: str
    sheet: str
    number: str
    actor: str
    at: datetime


@dataclass(frozen=True)
class Moved:
    """A signed figure that no longer is what was signed. `was` and `now` are equal where only its rows changed; `gone` says how many of its
    rows count no more; no `movers` where the way of counting changed and no row."""

    figure: str
    name: str
    unit: str
    was: str
    now: str
    gone: int
    movers: Sequence[Mover]

    @property
    def differs(self) -> bool:
        return self.was != self.now


@dataclass(frozen=True)
class Different:
    """A paragraph of two versions: old and new words, "" where one has none of it, each in pieces (words, whether they differ), and `both`
    in one line: what was taken out and put in (words, "old", "new" or "" for what stayed)."""

    look: str
    old: Sequence[tuple[str, bool]]
    new: Sequence[tuple[str, bool]]
    both: Sequence[tuple[str, str]] = ()


def moved(signed: SignedReport) -> list[Moved]:
    """The figures of a signed report that moved since, those with another value first."""
    content = read_content(signed.content)
    scope = scope_of(content["year"], date.fromisoformat(content["as_of"]))
    then = {one["figure"]: one for one in content["figures"]}
    cited = {entry["figure"] for entry in content["entries"]}
    known = [id for id in then if id in FIGURES]
    now = counted(known, scope)
    kept = {one.figure: one for one in signed.figures.all()}
    found: dict[str, Moved] = {}
    for id in known:  # parts stand before what is made of them
        if _is_other(then[id], kept[id], now[id]):
            of_parts = [found[part] for part in then[id]["parts"] if part in found]
            found[id] = _moved(then[id], kept[id], now[id], signed.entry, of_parts)
    lost = [Moved(id, one["name"], one["unit"], one["value"] or "—", "—", 0, ()) for id, one in then.items() if id not in FIGURES]
    return sorted([*lost, *(one for id, one in found.items() if id in cited)], key=lambda one: not one.differs)


def moved_values(signed: SignedReport) -> list[str]:
    """Names of the figures whose value moved: what a reminder needs, without a look at their rows."""
    content = read_content(signed.content)
    then = {one["figure"]: one for one in content["figures"] if one["figure"] in FIGURES}
    now = stated(scope_of(content["year"], date.fromisoformat(content["as_of"])), then)
    return [one["name"] for id, one in then.items() if (None if now[id].value is None else plain(now[id].value)) != one["value"]]


def _is_other(then: Mapping[str, Any], kept: SignedFigure, now: Counted) -> bool:
    value = None if now.value is None else plain(now.value)
    return bool(value != then["value"]) or json.loads(kept.rows) != now.rows or json.loads(kept.deciding) != now.deciding


def _moved(then: Mapping[str, Any], kept: SignedFigure, now: Counted, signed_at: int, parts: Sequence[Moved]) -> Moved:
    if parts:
        movers = list({mover.index: mover for part in parts for mover in part.movers}.values())
        gone = sum(part.gone for part in parts)
        return Moved(then["figure"], then["name"], then["unit"], then["value"] or "—", plain(now.value), gone, movers)
    old = {act for act, _ in json.loads(kept.rows)} | set(json.loads(kept.deciding))
    new = {act for act, _ in now.rows} | set(now.deciding)
    subjects = _subjects(old ^ new)
    here = _subjects(new - old)  # rows that count now, by a later act or for the first time
    later = Entry.objects.filter(subject__in=sorted(subjects)[:_MOST], index__gt=signed_at).order_by("index")
    movers = [
        Mover(index, VERBS.get(event, event), sheet, number, actor, at)
        for index, event, sheet, number, actor, at in later.values_list("index", "event", "sheet", "number", "actor", "at")[:_MOST]
    ]
    return Moved(then["figure"], then["name"], then["unit"], then["value"] or "—", plain(now.value), len(subjects - here), movers)


def _subjects(acts: Iterable[int]) -> set[str]:
    """The rows that acts are about."""
    found: set[str] = set()
    waiting = iter(sorted(acts))
    while some := list(islice(waiting, _CHUNK)):
        found.update(Entry.objects.filter(index__in=some).values_list("subject", flat=True))
    return found


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Different]:
    """What two signed contents say differently, paragraph by paragraph, then in their heads."""
    before, after = list(words(old)), list(words(new))
    found: list[Different] = []
    matcher = SequenceMatcher(None, [said for _, said in before], [said for _, said in after], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            for left, right in zip_longest(before[a:b], after[c:d], fillvalue=("", "")):
                found.append(_different(looks.LOOKS[right[0] or left[0]], left[1], right[1]))
    for look in ("title", "addressees", "issuer", "doc_number", "dated"):
        if old[look] != new[look]:
            found.append(_different(looks.HEAD[look], old[look], new[look]))
    return found


def figures_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """(name, unit, old value, new value) of the figures that two signed contents both cite and state differently."""
    before = {one["figure"]: one for one in old["figures"]}
    return [
        (one["name"], one["unit"], before[one["figure"]]["value"] or "—", one["value"] or "—")
        for one in new["figures"] if one["figure"] in before and before[one["figure"]]["value"] != one["value"]
    ]


def _different(look: str, old: str, new: str) -> Different:
    left, right, both = [], [], list[tuple[str, str]]()
    before, after = _SIGNS.findall(old), _SIGNS.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left.append(("".join(before[a:b]), kind != "equal"))
        right.append(("".join(after[c:d]), kind != "equal"))
        both += [("".join(before[a:b]), "")] if kind == "equal" else [("".join(before[a:b]), "old"), ("".join(after[c:d]), "new")]
    return Different(look, _filled(left), _filled(right), [one for one in both if one[0]])


def _filled(pieces: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    return [(said, differs) for said, differs in pieces if said]


def versions(draft: ReportDraft) -> Iterator[SignedReport]:
    """The signed versions that led to this one, this one first."""
    one: ReportDraft | None = draft
    while one is not None:
        signed = SignedReport.objects.filter(draft=one).select_related("draft", "draft__corrects").first()
        if signed is not None:
            yield signed
        one = one.corrects


def changes(history: Sequence[PassageVersion]) -> list[tuple[PassageVersion, Different]]:
    """Each version with what it changed against the one before it, in the order given."""
    before: dict[int, PassageVersion] = {}  # by the version behind it; numbers have gaps where autosaves were thinned
    of_passages = PassageVersion.objects.filter(passage__in={one.passage_id for one in history}).order_by("passage", "version")
    for old, new in pairwise(of_passages):
        if old.passage_id == new.passage_id:
            before[new.pk] = old
    return [(one, _change(before.get(one.pk), one)) for one in history]


def _change(old: PassageVersion | None, new: PassageVersion) -> Different:
    before, after = ("" if one is None or one.removed else _readable(one.text) for one in (old, new))
    return _different(looks.LOOKS[new.look], before, after)


def _readable(text: str) -> str:
    """The text of a passage with its figures by name: what they said then, only the ledger of then knows."""
    try:
        found = list(tokens(text))
    except Refusal:
        return text
    for one in reversed(found):
        name = FIGURES[one.figure].name if one.figure in FIGURES else one.figure
        form = FORMS[one.form] if one.form != "value" else ""
        words = f"〔{name}{form}〕" if one.kind is Kind.FIGURE else f"〔{one.words}：{_ABOUT[one.kind]}{one.note}〕"
        text = text[: one.start] + words + text[one.end :]
    return text
