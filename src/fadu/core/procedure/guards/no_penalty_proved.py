"""Each condition of not punishing is proved, and the party is educated (《行政处罚法》第三十三条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack

_CONDITIONS = {
    "轻微免罚": ("违法行为轻微", "及时改正", "没有造成危害后果"),
    "首违不罚": ("初次违法", "危害后果轻微", "及时改正"),
    "无主观过错": ("没有主观过错",),
    "其他法定情形": (),
}


def check(facts: Facts) -> Iterator[Lack]:
    ground = facts["no_penalty_ground"]
    if ground not in _CONDITIONS:
        yield Lack(f"不认识的不予处罚情形“{ground}”", f"应为{'、'.join(_CONDITIONS)}")
        return
    unproved = [one for one in _CONDITIONS[ground] if one not in facts["no_penalty_evidence"]]
    if unproved:
        yield Lack(f"{ground}缺证据证明：{'、'.join(unproved)}", "补充证据；证明不了的不能不予处罚")
    if ground == "其他法定情形" and not facts["no_penalty_basis"]:
        yield Lack("没有写明不予处罚的条文", "写明条文")
    yield from facts.must("education_given", "没有对当事人进行教育", "进行教育并记录")
