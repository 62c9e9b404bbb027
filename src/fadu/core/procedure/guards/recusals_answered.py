"""Every request for recusal is answered, and who is recused takes no part (《行政处罚法》第四十三条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack, part

_DECIDERS = {"正职负责人": "集体讨论", "其他负责人": "正职负责人", "其他人员": "负责人"}


def check(facts: Facts) -> Iterator[Lack]:
    for request in facts["recusal_requests"]:
        person = part(request, "person", "被申请回避的人")
        if request.get("decided_on") is None:
            yield Lack(f"对{person}的回避申请没有作出决定", "依法决定是否回避；决定前不停止调查")
            continue
        role = part(request, "role", f"{person}的职务（{'、'.join(_DECIDERS)}）")
        if request.get("decided_by") != _DECIDERS.get(role):
            yield Lack(f"{person}（{role}）的回避由{request.get('decided_by') or '不明的人'}决定", f"应由{_DECIDERS.get(role, '有权的负责人')}决定")
        if request.get("recused") and person in facts["investigators"]:
            yield Lack(f"{person}已决定回避，仍是本案调查人员", "更换调查人员")
