"""Are signed reports what was sealed, and do all reports and their numbers follow from acts?"""

from __future__ import annotations

import json
from collections.abc import Iterator

from fadu.apps.record import store
from fadu.apps.record.acts import Act
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import Fault
from fadu.apps.reports.models import PassageVersion, ReportDraft, SignedReport
from fadu.apps.reports.writing import drafts
from fadu.apps.reports.writing.freezing import read_content
from fadu.apps.reports.writing.thinning import unspanned
from fadu.core.ledger.export import attachment, rows_attachment


def report_faults() -> Iterator[Fault]:
    """Reports, signed texts, rows and documents that were altered, added or removed behind the ledger's back."""
    found = list(ReportDraft.objects.select_related("corrects"))
    standings = drafts.standings(found)
    for draft in found:
        where = standings[draft.pk]
        if not where.acts:
            yield Fault(f"报告 {draft.number}", "没有任何行为封存过")
            continue
        said = where.begun.said
        corrects = draft.corrects.number if draft.corrects else ""
        if (said.get("year"), said.get("as_of"), said.get("corrects")) != (draft.year, draft.as_of.isoformat(), corrects):
            yield Fault(f"报告 {draft.number}", "年度、统计时点或更正关系与封存的不符")
        signed = SignedReport.objects.filter(draft=draft).first()
        if (signed is None) != (where.signed is None):
            yield Fault(f"报告 {draft.number}", "是否签发与封存的不符")
        elif signed is not None and where.signed is not None:
            yield from _signed(draft.number, signed, where.signed)
    yield from _passages()


def _thinned() -> dict[str, set[int]]:
    """The versions of passages that were taken out as acts say, by lasting id."""
    gone: dict[str, set[int]] = {}
    for act in Act.read(Entry.objects.filter(event="AutosavesThinned").order_by("index")):
        for uid, versions in act.said["versions"].items():
            gone.setdefault(uid, set()).update(unspanned(versions))
    return gone


def _signed(number: str, signed: SignedReport, act: Act) -> Iterator[Fault]:
    if attachment(signed.content.encode()) != act.said["content"] or signed.entry != act.index:
        yield Fault(f"报告 {number}", "签发的文字或数字与封存的摘要不符：被改过")
        return
    kept = {one.figure: one for one in signed.figures.all()}
    for one in read_content(signed.content)["figures"]:
        rows = kept.pop(one["figure"], None)
        if rows is None or rows_attachment(json.loads(rows.rows)) != one["rows"]:
            yield Fault(f"报告 {number} 的指标 {one['figure']}", "计入的各行与签发时封存的摘要不符")
    yield from (Fault(f"报告 {number} 的指标 {id}", "签发时没有这个指标") for id in kept)
    for name in ("docx", "pdf"):
        sealed = act.said[name]
        assert isinstance(sealed, dict)
        data = store.read(sealed["sha256"])
        if getattr(signed, name) != sealed["sha256"] or data is None or attachment(data) != sealed:
            yield Fault(f"报告 {number} 的 {name.upper()}", "文件不见了，或与签发时封存的摘要不符")


def _passages() -> Iterator[Fault]:
    """What a passage reads is what its last version says, and no version is missing but those that an act names as thinned."""
    last: dict[int, PassageVersion] = {}
    there: dict[int, set[int]] = {}
    for one in PassageVersion.objects.select_related("passage", "passage__draft").order_by("version"):
        last[one.passage_id] = one
        there.setdefault(one.passage_id, set()).add(one.version)
    gone = _thinned()
    for one in last.values():
        now = one.passage
        if set(range(1, one.version + 1)) - there[one.passage_id] != gone.get(str(now.uid), set()):
            yield Fault(f"报告 {now.draft.number} 的一段（{str(now.uid)[:8]}）", "少了几版文字，没有封存过整理它们的行为")
        if (now.version, now.look, now.text, now.removed) != (one.version, one.look, one.text, one.removed):
            yield Fault(f"报告 {now.draft.number} 的一段（{str(now.uid)[:8]}）", "文字与最后一版不符：没有留下版本就被改过")
