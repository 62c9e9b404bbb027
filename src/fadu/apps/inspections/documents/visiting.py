"""The record of a visit on paper, to be signed on the spot: 现场检查（勘察）笔录 with the head of its chain as a code."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import typst

from fadu.apps.inspections.visits import reading
from fadu.apps.record import store
from fadu.apps.record.acts import Act
from fadu.apps.record.documents import qr
from fadu.core.visits.kinds import KINDS
from fadu.web.paper import fonts, layout

_TEMPLATE = Path(__file__).with_name("visit.typ")
_SIGNATURES = ("signature", "refusal")
# Fields that a reader of the paper has no use for.
_UNSAID = frozenset({"sha256", "size"})


def record(visit: reading.Visit, *, bureau: str, address: str, at: datetime) -> BytesIO:
    """The PDF. `address` is the firm's page of this visit; the code holds it with the head, so that the page can compare."""
    families, here = fonts.installed(), reading.files_here(visit.id)
    said = visit.said
    data: dict[str, Any] = {
        "bureau": bureau, "title": KINDS["scene"].label, "number": visit.number, "firm": said["name"], "category": said["category"],
        "matter": said["matter"], "day": visit.on.isoformat(), "joint": "、".join(said["departments"]),
        "officers": [f"{one['name']}，执法证 {one['certificate'] or '未登记'}" for one in said["officers"]],
        "parts": [_part(act) for act in visit.entries if act.said["kind"] not in (*_SIGNATURES, "checks", "problem", "result")],
        "checks": _checks(visit), "problems": _problems(visit),
        "signatures": [{**_part(act), "picture": _picture(act, here)} for act in visit.entries if act.said["kind"] in _SIGNATURES],
        "outcome": visit.state.outcome, "head": visit.head, "count": len(visit.entries), "address": address,
        "printed": reading.local(at).strftime("%Y-%m-%d %H:%M"), "notes": visit.notes(),
        "fonts": fonts.chosen(layout.BODY, families), "heading": fonts.chosen(layout.HEADING, families),
    }
    compiled: Any = typst.compile(
        _TEMPLATE, root=_TEMPLATE.parent, format="pdf", timestamp=at.astimezone(UTC).replace(microsecond=0),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "qr": qr.image(f"{address}?head={visit.head}").decode()},
    )
    return BytesIO(compiled)


def _part(act: Act) -> dict[str, Any]:
    kind, said = KINDS[act.said["kind"]], act.said["said"]
    rows = [
        [field.label, {True: "是", False: "否"}.get(value, value) if isinstance(value, bool) else str(value)]
        for field in kind.fields if field.key not in _UNSAID and (value := said.get(field.key)) not in (None, "")
    ]
    return {"label": kind.label, "rows": rows, "at": reading.made_at(act).strftime("%Y-%m-%d %H:%M")}


def _picture(act: Act, here: Collection[str]) -> list[int]:
    """The drawn signature as bytes, empty where it was signed on paper or is still on the phone."""
    digest = act.said["said"].get("sha256")
    return list(store.read(digest) or b"") if digest in here else []


def _checks(visit: reading.Visit) -> list[list[str]]:
    answers = visit.state.once.get("checks", {}).get("answers", {})
    return [
        [item["id"], item["question"], item["basis"], answers[item["id"]]["answer"], answers[item["id"]].get("note", "")]
        for item in visit.said["items"] if item["id"] in answers
    ]


def _problems(visit: reading.Visit) -> list[list[str]]:
    return [
        [str(one.problem.number), one.problem.what, one.problem.order, one.problem.due.isoformat() if one.problem.due else ""]
        for one in visit.problems()
    ]
