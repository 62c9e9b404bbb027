"""The ledger: is it signed, are the signatures kept, do outsiders keep receipts, is it backed up?"""

from __future__ import annotations

from datetime import datetime, timedelta

from fadu.site.doctor.result import Check, Result, judged

_UNSIGNED = timedelta(days=7)  # an act may wait so long for a checkpoint
_RECEIPT = timedelta(days=35)  # monthly, and a few days
_BACKUP = timedelta(days=1)
_DRILL = timedelta(days=35)
_WITNESSES = 2


def checkpoint(at: datetime) -> Result:
    """Does the ledger still begin with what was last signed, and how much came since?"""
    from fadu.apps.record import proving, queries
    from fadu.apps.record.models import Entry
    from fadu.core.refusal import Refusal

    try:
        size, _ = queries.head()
        latest = proving.latest_checkpoint()
        if latest is None:
            return Result("检查点", "warn" if size else "ok", f"还没有检查点，{size} 条封存没有签名覆盖", "fadu ledger checkpoint")
        signed = latest[0]
        same = signed.size <= size and proving.root(signed.size) == signed.roots
    except Refusal as refusal:
        return Result("检查点", "fail", refusal.reason, "请运行 fadu verify")
    if not same:
        return Result("检查点", "fail", f"档案不是第 {signed.number} 号检查点的延续：被改过或被截去", "请运行 fadu verify 查明，从备份恢复")
    waiting = Entry.objects.filter(index__gte=signed.size).order_by("index").values_list("at", flat=True).first()
    late = f"有 {size - signed.size} 条封存等待签名，最早的在 {waiting:%Y-%m-%d}" if waiting and at - waiting > _UNSIGNED else ""
    said = f"第 {signed.number} 号检查点覆盖前 {signed.size} 条，其后 {size - signed.size} 条"
    return judged("检查点", late, said, "fadu ledger checkpoint（每周至少一次）", "warn")


def signatures(at: datetime) -> Result:
    """Signatures, the key, the kept copies."""
    from fadu.apps.record.verifying.signatures import check_signatures
    from fadu.core.ledger.note import NAMES

    found = check_signatures()
    wrong = "；".join(f"{fault.where}：{fault.reason}" for fault in found.faults[:3])
    notes = "；".join(found.notes)
    if not wrong and notes and found.held:
        return Result("签名", "warn", notes, "缺密钥的，放回 keys/ledger.key；确已丢失的，fadu ledger key --new；缺程序库的，pip install gmalg")
    by = "、".join(f"{NAMES[kind]} {count} 个" for kind, count in found.by.items() if count)
    said = f"{len(found.held)} 个检查点的签名有效{f'（{by}）' if by else ''}，文件里都有留存"
    return judged("签名", wrong, said, "请运行 fadu verify 查明，不要再签署")


def receipts(at: datetime) -> Result:
    """Two outside bodies keep a receipt of the last month."""
    from fadu.apps.record import queries

    size, _ = queries.head()
    fresh = {receipt.witness for receipt in queries.receipts() if at.date() - receipt.received <= _RECEIPT}
    few = f"近一个月只有 {len(fresh)} 个外单位收存回执" if len(fresh) < _WITNESSES and size else ""
    mend = "fadu ledger receipt --witness 县司法局 --witness 县档案馆 -o 文件夹：没有外单位的回执，另立一本档案无从发现"
    return judged("见证回执", few, "、".join(sorted(fresh)) or "档案还是空的", mend, "warn")


def backups(at: datetime) -> Result:
    """A backup of the last day, and a drill of the last month that passed."""
    import json

    from fadu.apps.record import queries
    from fadu.apps.record.models import Entry
    from fadu.site.backup import journal

    size, _ = queries.head()
    made = journal.made()
    drill = Entry.objects.filter(event="DrillRun").order_by("-index").first()
    wrong = []
    if not made or at - made[0].moment > _BACKUP:
        wrong.append(f"最近一次备份在 {made[0].moment:%Y-%m-%d}" if made else "还没有备份")
    if drill is None or at - drill.at > _DRILL:
        wrong.append("近一个月没有做过恢复演练")
    elif not json.loads(drill.after or "{}").get("passed"):
        return Result("备份", "fail", "最近一次恢复演练没有通过", "请看“恢复演练”里的原因")
    said = f"最近一次备份在 {made[0].moment:%Y-%m-%d %H:%M}，恢复演练通过" if made else ""
    mend = "fadu backup 文件（每天），fadu drill（每月）；另存一份到别处"
    return judged("备份", "；".join(wrong) if size else "", said or "档案还是空的", mend, "warn")


ALWAYS: tuple[Check, ...] = ()
WITH_DATA: tuple[Check, ...] = (checkpoint, signatures, receipts, backups)
