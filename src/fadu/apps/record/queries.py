"""Reads of the ledger and of what stands on rows; callers get values."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from fadu.apps.record import registry
from fadu.apps.record.models import Entry, Finding, Head, SignedCheckpoint
from fadu.apps.record.words import LABELS
from fadu.core.ledger.frontier import Frontier
from fadu.core.workbook.schema import Kind

VERBS = {
    "MatterOpened": "登记线索或者开办事项",
    "MatterTakenOver": "接续办理",
    "StepTaken": "办案步骤",
    "WorkDone": "办案事项",
    "DecisionServed": "决定已送达",
    "DecisionChanged": "决定被变更、撤销",
    "DamageClueFound": "发现损害赔偿线索",
    "MatterListExported": "导出案件清单",
    "LocalRuleDeclared": "声明本机关规则",
    "FileReviewed": "案卷评查",
    "ReviewSampleDrawn": "抽取评查案卷",
    "FileBound": "组卷归档",
    "PackageHandedOut": "出具归档包",
    "FieldsCompleted": "补填报送字段",
    "BatchSent": "报送平台",
    "PlatformCompared": "核对平台清单",
    "DocumentIssued": "制发文书",
    "DocumentVoided": "文书作废",
    "NumberVoided": "文号作废",
    "CopyKept": "收存签收件",
    "FormAdopted": "启用文书模板",
    "FormWithdrawn": "停用文书模板",
    "RowRecorded": "补录",
    "RowChanged": "更正",
    "RowTakenBack": "撤回",
    "WorkbookImported": "导入工作簿",
    "ImportUndone": "撤回导入",
    "LedgerExported": "导出台账",
    "ComplaintJudged": "认定信访",
    "RegisterDeclared": "新设登记簿",
    "RegisterAltered": "变更登记簿",
    "RegisterClosed": "停用登记簿",
    "AirDaysRecorded": "空气日值入库",
    "AirDaysTakenBack": "撤回空气日值",
    "BulletinTaken": "通报导入",
    "BulletinTakenBack": "撤回通报",
    "QuestionsTaken": "题库导入",
    "QuestionAmended": "改试题",
    "QuestionRetired": "停用试题",
    "SessionPlanned": "发布学习",
    "SessionCancelled": "取消学习",
    "SessionJoined": "学习报名",
    "SessionLeft": "退出报名",
    "SessionHeld": "登记到场",
    "ExamSet": "组织考试",
    "ExamCancelled": "取消考试",
    "ExamBegun": "开始作答",
    "ExamHandedIn": "交卷",
    "ExamClosed": "结束考试",
    "DemandSet": "年度学习要求",
    "DemandLifted": "取消学习要求",
    "ResultsTaken": "成绩导入",
    "ResultsTakenBack": "撤回成绩导入",
    "ClockWentBack": "时钟回拨",
    "SigningKeyMade": "启用签名密钥",
    "CheckpointSigned": "签署检查点",
    "ReceiptIssued": "出具见证回执",
    "RecordExported": "导出档案",
    "EvidenceTaken": "收存证据",
    "EvidenceHandedOut": "调取证据",
    "EvidenceWithdrawn": "撤回证据",
    "ClipIndexed": "登记音像",
    "SecretsKept": "存入保密信息",
    "UnmaskAsked": "申请查看保密信息",
    "UnmaskApproved": "批准查看保密信息",
    "SecretsUnmasked": "查看保密信息",
    "ErasureAsked": "申请抹除保密信息",
    "ValuesErased": "抹除保密信息",
    "PlanMade": "编制抽查计划",
    "PlanPublished": "公开抽查计划",
    "FrameFrozen": "冻结名录",
    "RedrawDecided": "批准、不批准重新抽取",
    "FramePublished": "公开名录摘要",
    "SeedGiven": "录入种子",
    "DrawMade": "抽取",
    "BoundariesBrought": "更新地图边界",
    "RecusalStated": "登记回避",
    "RecusalLifted": "解除回避",
    "OtherVisitStated": "登记其他部门的检查",
    "OtherVisitWithdrawn": "撤回其他部门的检查",
    "OtherTaskStated": "登记其他部门要查的事",
    "OtherTaskWithdrawn": "撤回其他部门要查的事",
    "CampaignDeclared": "登记专项检查",
    "OffsiteLooked": "非现场检查",
    "VisitOpened": "开检查",
    "VisitTakenOut": "检查带出到手机",
    "VisitCalledBack": "检查从手机收回",
    "VisitCancelled": "取消检查",
    "VisitEntryMade": "检查记录",
    "VisitConcluded": "检查完成",
    "ProblemRechecked": "复查问题",
    "ProblemHandedOver": "问题转案件",
    "ResultPublished": "公示检查结果",
    "VisitRated": "企业评价检查",
    "FindingAccepted": "认可检查发现",
    "FindingReopened": "撤销认可",
    "FigureSealed": "封存指标",
    "ReportBegun": "起草年度报告",
    "ReportReviewed": "审核年度报告",
    "ReportReturned": "退回年度报告",
    "ReportSigned": "签发年度报告",
    "ReportDropped": "放弃起草",
    "AutosavesThinned": "整理自动保存",
    "ReportPublished": "公开年度报告",
    "AnswerAsked": "催报",
    "AskClosed": "了结催报",
    "DrillRun": "恢复演练",
    "AccountOpened": "开通账号",
    "AccountClosed": "停用账号",
    "RolesGranted": "授予岗位",
    "PasswordReset": "重置密码",
    "PasswordChanged": "修改密码",
    "SignedIn": "登录",
    "SignInRefused": "登录被拒",
}
# Acts on the ledger as a whole rather than on one row.
WHOLE = (
    "WorkbookImported", "ImportUndone", "AirDaysRecorded", "AirDaysTakenBack", "BulletinTaken", "BulletinTakenBack", "ResultsTaken",
    "ResultsTakenBack", "LedgerExported", "RecordExported", "ReceiptIssued", "SigningKeyMade",
)
_CHUNK = 5000


@dataclass(frozen=True)
class SealView:
    """One act in a row's history, as a page shows it; `changes` are (column, before, after) as text."""

    index: int
    verb: str
    actor: str
    at: datetime
    mode: str
    digest: str
    source: str
    batch: str
    changes: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class EntryView:
    """A sealed act as its page shows it; `values` are (column, before, after) as text."""

    seal: SealView
    sheet: str
    subject: str
    number: str
    basis: str
    sha256: str
    sm3: str
    salt: str
    values: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class FindingView:
    """A finding that stands on the row `subject`."""

    sheet: str
    subject: str
    number: str
    grade: str
    rule: str
    text: str
    article: str


@dataclass(frozen=True)
class ReceiptView:
    """A receipt that was handed out: the act's index, who keeps it, since when, the checkpoints, the signed text."""

    index: int
    witness: str
    received: date
    checkpoint: int
    previous: int
    text: str


def checkpoints() -> QuerySet[SignedCheckpoint]:
    """Signed checkpoints, newest first."""
    return SignedCheckpoint.objects.order_by("-number")


def receipts() -> list[ReceiptView]:
    """The receipts handed out, newest first."""
    acts = Entry.objects.filter(event="ReceiptIssued").order_by("-index").values_list("index", "after")
    return [_receipt(index, after) for index, after in acts if after]


def receipt(index: int) -> ReceiptView | None:
    """The receipt that the act of this index handed out."""
    after = Entry.objects.filter(index=index, event="ReceiptIssued").values_list("after", flat=True).first()
    return _receipt(index, after) if after else None


def last_receipt(witness: str) -> ReceiptView | None:
    """The latest receipt that a witness was handed."""
    return next((view for view in receipts() if view.witness == witness), None)


def timeline(uid: str) -> list[SealView]:
    """Every act about the row with this id, newest first."""
    return [_seal(entry) for entry in Entry.objects.filter(subject=str(uid)).order_by("-index")]


def seals(uids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """For each id the index and digest of its latest act."""
    found: dict[str, tuple[int, str]] = {}
    iterator = iter([str(uid) for uid in uids])
    while chunk := list(islice(iterator, _CHUNK)):
        for subject, index, digest in (
            Entry.objects.filter(subject__in=chunk).order_by("index").values_list("subject", "index", "sha256")
        ):
            found[subject] = (index, bytes(digest).hex())
    return found


def sealed_after(uid: str, index: int) -> str | None:
    """What a row said after the act of this index (canonical JSON), None where that act is not about it."""
    return Entry.objects.filter(index=index, subject=str(uid)).values_list("after", flat=True).first()


@dataclass(frozen=True)
class RowAct:
    """What an act did to a row: its lasting id and the values it had before (canonical JSON, None where it was new)."""

    index: int
    sheet: str
    subject: str
    number: str
    before: str | None


def last_act(sheet: str, uid: str) -> RowAct | None:
    """The latest act that left a row of a register as it is."""
    rows = Entry.objects.filter(subject=str(uid), sheet=sheet).order_by("-index")
    values = rows.values_list("index", "sheet", "subject", "number", "before").first()
    return None if values is None else RowAct(*values)


def row_acts(batch: str) -> list[RowAct]:
    """The acts on rows of one batch, in order."""
    rows = Entry.objects.filter(batch=batch, event__in=("RowRecorded", "RowChanged")).order_by("index")
    return [RowAct(*values) for values in rows.values_list("index", "sheet", "subject", "number", "before")]


def later_acts(acts: Sequence[RowAct], settled: Collection[str]) -> list[RowAct]:
    """Acts on the same rows that came after these, but those of the `settled` batches (this one, and those taken back)."""
    found: list[RowAct] = []
    last = {act.subject: act.index for act in acts}
    iterator = iter(last)
    while chunk := list(islice(iterator, _CHUNK)):
        rows = Entry.objects.filter(subject__in=chunk).exclude(batch__in=settled).order_by("index")
        for values in rows.values_list("index", "sheet", "subject", "number", "before"):
            act = RowAct(*values)
            if act.index > last[act.subject]:
                found.append(act)
    return found


def findings(*, uid: str | None = None, sheet: str | None = None, grade: str | None = None) -> list[FindingView]:
    """Findings of one row, of a sheet, of a grade, or all of them."""
    rows = Finding.objects.order_by("sheet", "number", "rule")
    if uid is not None:
        rows = rows.filter(subject=str(uid))
    if sheet is not None:
        rows = rows.filter(sheet=sheet)
    if grade is not None:
        rows = rows.filter(grade=grade)
    return [FindingView(r.sheet, r.subject, r.number, r.grade, r.rule, r.text, r.article) for r in rows]


def entries(*, text: str = "", event: str = "") -> QuerySet[Entry]:
    """Sealed acts, newest first; `text` is a 工号, a number or a whole digest."""
    found = Entry.objects.order_by("-index")
    if event:
        found = found.filter(event=event)
    if text:
        found = found.filter(Q(actor=text) | Q(number__icontains=text) | Q(subject=text) | _digest(text))
    return found


def latest(count: int) -> list[SealView]:
    """The latest acts on the ledger as a whole (imports, exports, what was taken back), newest first."""
    return [_seal(entry) for entry in Entry.objects.filter(event__in=WHOLE).order_by("-index")[:count]]


def entry(index: int) -> EntryView | None:
    """One sealed act with all that its digest covers; None where there is none."""
    found = Entry.objects.filter(index=index).first()
    if found is None:
        return None
    before, after = (json.loads(text) if text else {} for text in (found.before, found.after))
    names = list({**before, **after})
    values = [(_header(found.sheet, n), _shown(found.sheet, n, before.get(n)), _shown(found.sheet, n, after.get(n))) for n in names]
    return EntryView(
        seal=_seal(found), sheet=found.sheet, subject=found.subject, number=found.number, basis=found.basis,
        sha256=bytes(found.sha256).hex(), sm3=bytes(found.sm3).hex(), salt=found.salt, values=values,
    )


def head() -> tuple[int, str]:
    """Number of entries and SHA-256 root over them (that of the empty tree for an empty ledger)."""
    stored = Head.objects.filter(pk=1).values_list("edge", flat=True).first()
    frontier = Frontier.read(stored) if stored else Frontier()
    return frontier.size, frontier.root().sha256.hex()


def _digest(text: str) -> Q:
    """Entries whose leaf digest is this one, written in hexadecimal."""
    try:
        return Q(sha256=bytes.fromhex(text)) | Q(sm3=bytes.fromhex(text))
    except ValueError:
        return Q(pk__in=())


def _receipt(index: int, after: str) -> ReceiptView:
    value = json.loads(after)
    return ReceiptView(
        index, value["witness"], date.fromisoformat(value["received"]), value["checkpoint"], value["previous"], value["receipt"],
    )


def _seal(entry: Entry) -> SealView:
    before = json.loads(entry.before) if entry.before else {}
    after = json.loads(entry.after) if entry.after else {}
    return SealView(
        index=entry.index, verb=VERBS.get(entry.event, entry.event), actor=entry.actor, at=entry.at, mode=entry.mode,
        digest=bytes(entry.sha256).hex(), source=entry.source, batch=entry.batch,
        changes=_differences(entry.sheet, before, after) if before and after else [],
    )


def _differences(sheet: str, before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return [(_header(sheet, name), _shown(sheet, name, before.get(name)), _shown(sheet, name, after.get(name))) for name in names]


def _header(sheet: str, name: str) -> str:
    own = {"withdrawn": "作废", "remark": "备注", "extra": "其他列"}
    table = registry.table(sheet)
    return own.get(name) or (table.sheet.header(name) if table else LABELS.get(name, name))


def _shown(sheet: str, name: str, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return "；".join(f"{key}：{item}" for key, item in value.items())
    table = registry.table(sheet)
    column = table.sheet.by_field.get(name) if table else None
    return f"{value} 元" if column and column.kind is Kind.MONEY else str(value)
