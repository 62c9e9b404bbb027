"""What a visit has come to, and what the law says of the next entry.

The order is the point: certificates are shown before anything is looked at (《行政处罚法》第五十五条), the record is signed or the refusal
witnessed before the result is told, and after the result only samples travel on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fadu.core import days, procedure
from fadu.core.days import Period, Unit
from fadu.core.procedure.model import Procedure
from fadu.core.refusal import Refusal
from fadu.core.visits.kinds import KINDS, NOBODY_THERE, OUTCOMES, PROBLEMS

ON_SITE = "I03"  # the move of the procedure `inspection` by which officers come to the place
_FREE = frozenset({"notice", "certificates", "result", "photo", "clip", "scene", "refusal", "signature"})


@dataclass(frozen=True)
class Problem:
    """A problem found: its number within the visit, what it is, how it was dealt with, until when it must be mended (None: no term)."""

    number: int
    what: str
    item: str
    order: str
    due: date | None


@dataclass
class State:
    """The entries of a visit, folded: the standing one of each kind that is taken once, all of the others."""

    count: int = 0
    once: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    many: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def take(self, kind: str, said: Mapping[str, Any]) -> None:
        """Take one more entry in."""
        self.count += 1
        if KINDS[kind].once:
            self.once[kind] = said
        else:
            self.many.setdefault(kind, []).append(said)

    @property
    def outcome(self) -> str:
        """The result that was told, "" where the visit is still on."""
        return str(self.once.get("result", {}).get("outcome", ""))

    def files(self) -> list[Mapping[str, Any]]:
        """What entries say of files that follow: photos and drawn signatures."""
        return [said for kind in KINDS.values() if kind.file for said in self.many.get(kind.key, []) if said.get(kind.file)]


def fold(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> State:
    """The state after these entries (kind, said), in order."""
    state = State()
    for kind, said in entries:
        state.take(kind, said)
    return state


def problems(state: State, on: date) -> list[Problem]:
    """The problems that were found; a term is counted from the day of the visit, as 《民法典》第二百零一条 counts."""
    return [
        Problem(number, str(said["what"]), str(said.get("item") or ""), str(said["order"]), _due(said, on))
        for number, said in enumerate(state.many.get("problem", []), 1)
    ]


def _due(said: Mapping[str, Any], on: date) -> date | None:
    if said["order"] == "责令立即改正":
        return on
    if said["order"] != "责令限期改正" or not said.get("days"):
        return None
    return term(said["days"], on)


def term(count: int, on: date) -> date:
    """The last day of a term of so many days that is given on a day (《民法典》第二百零一条)."""
    return days.count(Period(count, Unit.DAY), on, days.published()).due


def stands_against(
    state: State, kind: str, said: Mapping[str, Any], *, on: date, officers: Sequence[Mapping[str, Any]], items: Sequence[str],
    grounds: Sequence[Mapping[str, Any]] = (),
) -> list[Refusal]:
    """What stands against the next entry, each with its article; [] where it may be made.

    `officers` are those of the visit with `name`, `certificate_from`, `certificate_until` (None: not known, which refuses); `grounds` what
    else the visit is for (`missing`).
    """
    found: list[Refusal] = []
    if state.outcome and kind != "custody":
        found.append(Refusal("结果已经告知，这次检查的记录已经完成", "还要补充的，另开一次检查；样品交接仍可登记"))
    if "certificates" not in state.once and kind not in ("notice", "certificates") and not _absent(kind, said):
        article = KINDS["certificates"].article
        found.append(Refusal("还没有出示执法证件", "先向当事人出示证件、告知权利并记入；当事人有权拒绝未出示证件的检查", article))
    if kind == "certificates":
        found += _certificates(said, on, officers)
    if kind == "notice" and said.get("mode") == "不预先通知" and not said.get("reason"):
        found.append(Refusal("不预先通知没有写理由", "写明为什么不预先通知", KINDS["notice"].article))
    if kind == "problem" and said.get("order") == "责令限期改正" and not said.get("days"):
        found.append(Refusal("责令限期改正没有写期限", "填写多少日内改正", "《行政处罚法》第二十八条"))
    if kind == "recheck":
        found += _recheck(state, said, grounds)
    if kind == "custody":
        found += _custody(state, said)
    if kind == "result":
        found += _result(state, said, items, grounds)
    return found


def missing(state: State, items: Sequence[str], grounds: Sequence[Mapping[str, Any]] = ()) -> list[str]:
    """What is still to be recorded before the result can be told, in the words of the page.

    Each ground says its `kind`: recheck (a problem to look at again, by its `label`) asks for its re-check, joint (a `department`'s task)
    for that department's form.
    """
    lacks = []
    for kind in ("notice", "certificates", "scene"):
        if kind not in state.once:
            lacks.append(KINDS[kind].label)
    answered = state.once.get("checks", {}).get("answers", {})
    if left := [item for item in items if item not in answered]:
        lacks.append(f"检查表还有 {len(left)} 项")
    signed = any(said["role"] == "当事人" for said in state.many.get("signature", []))
    if not signed and "refusal" not in state.once:
        lacks.append("当事人签名，或者拒签和见证人")
    if sum(said["role"] == "执法人员" for said in state.many.get("signature", [])) < 2:
        lacks.append("两名执法人员签名")
    looked = {said["of"] for said in state.many.get("recheck", [])}
    lacks += [f"复查{one['label']}" for one in grounds if one["kind"] == "recheck" and one["label"] not in looked]
    there = {said["department"] for said in state.many.get("joint", [])}
    return lacks + [f"{one['department']}的检查" for one in grounds if one["kind"] == "joint" and one["department"] not in there]


def _recheck(state: State, said: Mapping[str, Any], grounds: Sequence[Mapping[str, Any]]) -> Iterator[Refusal]:
    if said.get("of") not in [one["label"] for one in grounds if one["kind"] == "recheck"]:
        yield Refusal(f"{said.get('of')}不在这次检查要复查的问题里", "请从这次检查的事由里选择")
    if said.get("mended") and not any(photo["stage"] == "整改后" for photo in state.many.get("photo", [])):
        yield Refusal("没有整改后的照片", "先拍“整改后”的照片，与检查时的照片对照")


def _absent(kind: str, said: Mapping[str, Any]) -> bool:
    """Nobody to show a certificate to: then the place is still recorded."""
    return kind in _FREE and (kind != "result" or said.get("outcome") in NOBODY_THERE)


def _certificates(said: Mapping[str, Any], on: date, officers: Sequence[Mapping[str, Any]]) -> Iterator[Refusal]:
    facts = {
        "act_on": on, "officers": list(officers), "certificates_shown": said.get("shown"), "certificates_confirmed": bool(said.get("confirmed")),
        "inspection_approved": True, "inspection_item_listed": True,  # opening the visit asked for both
    }
    yield from procedure.check(_inspection().moves[ON_SITE], {name: value for name, value in facts.items() if value is not None})
    if said.get("rights") is False:
        yield Refusal("没有告知权利义务", "告知陈述申辩、申请回避和配合检查的权利义务后再检查", KINDS["certificates"].article)
    if said.get("recusal") == "申请回避":
        yield Refusal("当事人申请回避，还没有决定", "停下来报负责人决定，换人后重新出示证件", "《行政处罚法》第四十三条")


def _custody(state: State, said: Mapping[str, Any]) -> Iterator[Refusal]:
    label = said.get("label")
    if label not in {one["label"] for one in state.many.get("sample", [])}:
        yield Refusal(f"没有采过样品 {label}", "请照采样记录填写样品编号")
        return
    steps = [one["step"] for one in state.many.get("custody", []) if one["label"] == label]
    wanted = ("交出", "接收", "出具报告")
    if len(steps) >= len(wanted) or said.get("step") != wanted[len(steps)]:
        after = wanted[len(steps)] if len(steps) < len(wanted) else "没有了"
        yield Refusal(f"样品 {label} 的下一个环节是{after}，不是{said.get('step')}", "样品交接按交出、接收、出具报告的顺序登记")
    if said.get("step") == "接收":
        if not said.get("paper"):
            yield Refusal("接收单位没有写资质认定（CMA）编号", "没有资质的机构出的报告不能作为证据，请核对", "《检验检测机构资质认定管理办法》")
        if said.get("intact") is not True:
            yield Refusal(f"样品 {label} 的封签不完好或者没有写", "封签破损的样品不能作为证据，请重新采样")


def _result(
    state: State, said: Mapping[str, Any], items: Sequence[str], grounds: Sequence[Mapping[str, Any]],
) -> Iterator[Refusal]:
    outcome, count = said.get("outcome"), len(state.many.get("problem", []))
    if outcome in NOBODY_THERE:
        if "scene" not in state.once:
            yield Refusal("没有现场检查（勘察）笔录", "无法联系、没有经营的，也要记下现场情况", KINDS["scene"].article)
        return
    if lacks := missing(state, items, grounds):
        yield Refusal(f"还缺{'、'.join(lacks)}", "补齐后再告知结果", "《行政处罚法》第四十七条；国办发〔2018〕118号")
    if outcome in PROBLEMS and not count and outcome != OUTCOMES[5]:
        yield Refusal(f"结果是“{outcome}”，却没有记下问题", "逐个记下问题后再告知结果")
    if outcome == OUTCOMES[0] and count:
        yield Refusal(f"记下了 {count} 个问题，结果却是“未发现问题”", "请核对结果")
    if said.get("told") is False:
        yield Refusal("结果没有告知当事人", "当场告知后再完成检查", KINDS["result"].article)


def _inspection() -> Procedure:
    return procedure.procedures()["inspection"]
