"""Fold equals row for documents and templates: each row is what its acts leave, and its content has the digest that was sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fadu.apps.cases.actions.documents import text_digest
from fadu.apps.cases.documents.composing import Composition
from fadu.apps.cases.models import Document, Form
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import Fault

_BEGUN = ("DocumentIssued", "NumberVoided", "FormAdopted")
_EVENTS = (*_BEGUN, "DocumentVoided", "CopyKept", "FormWithdrawn")
_CHUNK = 1000


def document_faults() -> Iterator[Fault]:
    """Documents, numbers and templates altered, added or removed behind the ledger's back."""
    sealed = set(Entry.objects.filter(event__in=_BEGUN).values_list("subject", flat=True))
    last = 0
    standing = Document.objects.exclude(status="draft").select_related("matter", "corrects", "form").order_by("pk")
    while rows := list(standing.filter(pk__gt=last)[:_CHUNK]):
        acts = _acts([str(row.uid) for row in rows])
        for row in rows:
            sealed.discard(str(row.uid))
            if wrong := _differs(_row(row), _fold(acts.get(str(row.uid), []))):
                yield Fault(f"文书 {row.number or row.uid}", f"与封存的不符：{'、'.join(wrong)}")
        last = rows[-1].pk
    forms = list(Form.objects.all())
    acts = _acts([str(form.uid) for form in forms])
    for form in forms:
        sealed.discard(str(form.uid))
        if wrong := _differs(_form(form), _fold(acts.get(str(form.uid), []))):
            yield Fault(f"文书模板 {form.name}", f"与封存的不符：{'、'.join(wrong)}")
    for subject in sorted(sealed):
        yield Fault(f"文书或模板 {subject}", "封存过，但不见了")


def _acts(subjects: list[str]) -> dict[str, list[tuple[int, str, dict[str, Any]]]]:
    found: dict[str, list[tuple[int, str, dict[str, Any]]]] = {}
    rows = Entry.objects.filter(subject__in=subjects, event__in=_EVENTS).order_by("index")
    for index, event, subject, number, after in rows.values_list("index", "event", "subject", "number", "after"):
        found.setdefault(subject, []).append((index, event, {"number": number, **json.loads(after or "{}")}))
    return found


def _fold(acts: list[tuple[int, str, dict[str, Any]]]) -> dict[str, Any]:
    """What the acts leave, by the names that people see."""
    state: dict[str, Any] = {}
    for index, event, said in acts:
        if event == "DocumentIssued":
            number = said["number"] if said["serial"] else None
            state = {
                "状态": "issued", "文号": number, "文书": said["kind"], "日期": said["on"], "内容": said["content"], "文件": said["pdf"],
                "页数": said["pages"], "补正": said["corrects"], "模板": said["template"], "签收件": [], "理由": "",
            }
        elif event == "NumberVoided":
            state = {"状态": "void", "文号": said["number"], "文书": said["kind"], "理由": said["reason"]}
        elif event == "DocumentVoided":
            state |= {"状态": "void", "理由": said["reason"]}
        elif event == "CopyKept":
            kept = {name: said[name] for name in ("on", "way", "sha256", "evidence", "same", "witness", "note")}
            state["签收件"] = [*state["签收件"], kept]
        elif event == "FormAdopted":
            state = {name: said[key] for name, key in (("文书", "kind"), ("启用", "since"), ("文件", "sha256"), ("内容", "text"))} | {"停用": False}
        elif event == "FormWithdrawn":
            state |= {"停用": True}
        state["封存"] = index
    return state


def _row(row: Document) -> dict[str, Any]:
    if row.matter is None:
        return {"状态": row.status, "文号": row.number, "文书": row.kind, "理由": row.reason, "封存": row.seen}
    return {
        "状态": row.status, "文号": row.number if row.serial else None, "文书": row.kind, "日期": row.issued_on.isoformat() if row.issued_on else "",
        "内容": Composition.read(row.content).digest, "文件": row.pdf, "页数": row.pages, "补正": str(row.corrects.uid) if row.corrects else "",
        "模板": row.form.sha256 if row.form else "", "签收件": row.copies, "理由": row.reason, "封存": row.seen,
    }


def _form(form: Form) -> dict[str, Any]:
    return {
        "文书": form.kind, "启用": form.since.isoformat(), "文件": form.sha256, "内容": text_digest(form.lines), "停用": form.withdrawn,
        "封存": form.seen,
    }


def _differs(row: dict[str, Any], fold: dict[str, Any]) -> list[str]:
    if not fold:
        return ["没有封存过"]
    return [name for name in row.keys() | fold.keys() if row.get(name) != fold.get(name)]
