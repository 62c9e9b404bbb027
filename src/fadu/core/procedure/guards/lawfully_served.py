"""Served in a lawful way, with a receipt (《行政处罚法》第六十一条, 《民事诉讼法》第八十八条至第九十五条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack

_WAYS = ("直接", "留置", "邮寄", "转交", "委托", "公告", "电子")


def check(facts: Facts) -> Iterator[Lack]:
    way = facts["service_method"]
    if way not in _WAYS:
        yield Lack(f"“{way}”不是法定的送达方式", f"应为{'、'.join(_WAYS)}送达")
    yield from facts.must("service_receipt", "没有送达回证或者凭证", "取得送达回证或者保存送达凭证")
    if way == "电子":
        yield from facts.must("electronic_consent", "当事人没有签字同意电子送达", "取得确认书，或者改用其他方式送达")
    if way == "公告":
        yield from facts.must("other_service_exhausted", "还可以用其他方式送达", "其他方式无法送达的才能公告送达")
