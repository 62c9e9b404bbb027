"""What goes into a package: the pieces of the volumes that are handed out, the page that lists them, the acts, and the proofs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.apps.cases.archive.queries import Bound
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.asking import ask
from fadu.apps.cases.queries.folding import EVENTS
from fadu.apps.record import store
from fadu.apps.record.models import Entry
from fadu.apps.record.queries import VERBS
from fadu.core.archive import page
from fadu.core.archive.filing import MAIN, SECONDARY, Piece, pages
from fadu.core.ledger.canonical import canonical
from fadu.core.refusal import Refusal

CHECK = "python3 verify/standalone.py --key 公钥 ."
_FOLDERS = {MAIN: "main", SECONDARY: "secondary"}


@dataclass(frozen=True)
class Content:
    """What a package holds before its proofs: path -> bytes, and the acts whose proofs go with it."""

    files: Mapping[str, bytes]
    proofs: tuple[int, ...]


def content(bound: Bound, matter: Matter, volumes: Sequence[str], bureau: str) -> Content:
    """The files of a bound file; with the secondary volume also the record of all acts. Raises Refusal where bytes are gone."""
    paths = dict(_paths(bound.pieces, volumes))
    files = {path: _bytes(piece) for piece, path in paths.items()}
    title = f"案卷 {bound.said['archive_number']}"
    files["index.html"] = page.index(title, _cover(bound, matter, bureau), bound.pieces, paths, volumes=volumes, check=CHECK)
    taken = [int(one.source.partition(":")[2]) for one in paths if one.source.startswith("evidence:")]
    acts = [bound.index, *taken]
    if SECONDARY in volumes:
        told = list(_acts(matter))
        files["record.html"] = page.record(title, told)
        acts += [one[0] for one in told]
    return Content(files, tuple(sorted(set(acts))))


def _paths(pieces: Sequence[Piece], volumes: Sequence[str]) -> Iterator[tuple[Piece, str]]:
    counts = dict.fromkeys(_FOLDERS, 0)
    for piece in pieces:
        counts[piece.volume] += 1
        if piece.digest and piece.volume in volumes:
            yield piece, f"{_FOLDERS[piece.volume]}/{counts[piece.volume]:03d}.{piece.ending or 'bin'}"


def _bytes(piece: Piece) -> bytes:
    data = store.read(piece.digest)
    if data is None:
        raise Refusal(f"“{piece.title}”的文件不见了", "请运行 fadu verify 查明，从备份找回原件")
    return data


def _cover(bound: Bound, matter: Matter, bureau: str) -> list[tuple[str, str]]:
    said, file, facts = bound.said, matter.file, matter.facts
    kept = said["retention"] + (f"（不早于 {said['kept_until']} 鉴定）" if said["kept_until"] else "")
    pairs = (
        ("立卷单位", bureau), ("案卷号", said["archive_number"]), ("案号", bound.number), ("案由", said["cause"]), ("当事人", said["party"]),
        ("处理结果", file.get("outcome", "")), ("决定书文号", file.get("decision_number", "")), ("立案日期", facts.get("filed_on", "")),
        ("决定日期", facts.get("decided_on", "")), ("结案日期", facts.get("closed_on", "")), ("归档日期", said["on"]),
        ("保管期限", kept), ("定期限的依据", said["ground"]), ("正卷", f"{pages(bound.pieces, MAIN)} 页"),
        ("副卷", f"{pages(bound.pieces, SECONDARY)} 页"), ("立卷人", bound.actor), ("封存", f"档案第 {bound.index} 条"),
    )
    return [(name, str(value)) for name, value in pairs if value]


def _acts(matter: Matter) -> Iterator[tuple[int, str, str, str, str, str]]:
    subjects = [str(matter.uid), *(str(one.uid) for one in matter.tracks.all())]
    for entry in Entry.objects.filter(subject__in=subjects).order_by("index"):
        said = json.loads(entry.after or "{}")
        what = said.get("name") or VERBS.get(entry.event, entry.event)
        says = "\n".join(_words({**said["facts"], **said["file"]})) if entry.event in EVENTS else ""
        on = said.get("on") or entry.at.date().isoformat()
        yield entry.index, on, f"{entry.number} {what}", entry.actor, says, bytes(entry.sha256).hex()


def _words(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        shown = {True: "是", False: "否", None: "（不再有）"}.get(value) if value is None or isinstance(value, bool) else None
        text = value if isinstance(value, str) else canonical(value)
        yield f"{_name(key)}：{shown or text}"


def _name(key: str) -> str:
    try:
        return ask(key).label
    except KeyError:
        return key
