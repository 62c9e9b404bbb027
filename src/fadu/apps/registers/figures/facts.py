"""Dated facts, counted by kind: publicity, meetings, campaigns."""

from __future__ import annotations

from django.db.models import IntegerField, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from fadu.apps.record.figures import Counter, Dated, adding
from fadu.apps.registers.models import Fact
from fadu.core.figures import Figure

_FACTS = Dated(lambda: Fact.standing.filter(register__in=("普法活动", "会议学习", "专项整治")), "day")
_outreach = Counter("普法宣传", "普法活动", _FACTS, "day", Q(register="普法活动"))
_meeting = Counter("组织领导", "会议学习", _FACTS, "day", Q(register="会议学习"))
_campaign = Counter("专项整治", "专项整治", _FACTS, "day", Q(register="专项整治"))

_ON_LAW = Q(values__on_law=True)


def _audience(key: str, kind: str) -> Figure:
    return _outreach(f"outreach.for.{key}", f"面向{kind}的普法活动", "场", f"日期在统计期内、普法对象为{kind}的普法活动", Q(kind=kind))


def _held(key: str, kind: str) -> Figure:
    return _meeting(f"meeting.{key}", f"{kind}（涉法）", "次", f"日期在统计期内、类型为{kind}、涉法的会议学习", Q(kind=kind) & _ON_LAW)


def _done(key: str, name: str, unit: str, kind: str) -> Figure:
    return _campaign(f"campaign.{key}", name, unit, f"日期在统计期内、类型为{kind}的专项整治记录", Q(kind=kind))


FIGURES: tuple[Figure, ...] = (
    _meeting("meeting.leading_group", "法治建设领导小组会", "次", "日期在统计期内的法治建设领导小组会", Q(kind="法治建设领导小组会")),
    _held("party", "党组会"),
    _held("office", "局务会"),
    _held("theory", "理论学习中心组学习"),
    _held("staff", "干部职工会"),
    _meeting("meeting.on_law", "涉法会议学习", "次", "日期在统计期内、涉法的会议学习", _ON_LAW),
    _meeting("meeting.total", "会议学习", "次", "日期在统计期内的会议学习"),
    _outreach("outreach.events", "普法活动", "场", "日期在统计期内的普法活动"),
    _outreach("outreach.audience", "普法受众", "人次", "统计期内普法活动的受众人数合计", None, adding(Cast(KT("values__audience"), IntegerField()))),
    _audience("firms", "企业"),
    _audience("schools", "学校"),
    _audience("communities", "社区"),
    _audience("villages", "农村"),
    _audience("offices", "机关"),
    _audience("public", "公众"),
    _outreach("outreach.for.unknown", "对象未记的普法活动", "场", "日期在统计期内、没有记普法对象的普法活动", Q(kind="")),
    _done("rules", "专项整治建章立制", "个", "建章立制"),
    _done("services", "专项整治为民办实事", "件", "为民办实事"),
    _done("problems_reported", "专项整治上报问题", "条", "上报问题"),
    _done("one_size_corrected", "纠正“一刀切”问题", "个", "纠正“一刀切”"),
)
