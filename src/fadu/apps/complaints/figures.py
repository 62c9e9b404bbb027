"""Figures of complaints: received, by channel and element, closed, closed in time."""

from __future__ import annotations

from django.db.models import Q

from fadu.apps.complaints.models import Complaint
from fadu.apps.record.figures import Counter, Dated, broken
from fadu.core.figures import Figure, Scope, derived, percent

_SYSTEM = "信访"
_received = Counter(_SYSTEM, "信访", Dated(Complaint.standing.all, "received_on"), "received_on")
_closed_in = Counter(_SYSTEM, "信访", Dated(Complaint.standing.all, "closed_on"), "closed_on")


def _closed(scope: Scope) -> Q:
    return Q(closed_on__lte=scope.as_of)


def _open(scope: Scope) -> Q:
    return ~_closed(scope)


def _answered(scope: Scope) -> Q:
    return Q(answered_on__lte=scope.as_of)


def _on_time(scope: Scope) -> Q:
    return _closed(scope) & ~broken("信访", "complaint_in_60_days")


def _channel(key: str, channel: str) -> Figure:
    return _received(f"complaint.channel.{key}", f"{channel}渠道信访", "件", f"受理日期在统计期内、渠道为{channel}的信访", Q(channel=channel))


def _element(key: str, element: str) -> Figure:
    return _received(f"complaint.element.{key}", f"反映{element}的信访", "件", f"受理日期在统计期内、要素为{element}的信访", Q(element=element))


_RECEIVED = _received("complaint.received", "受理环境信访投诉", "件", "受理日期在统计期内的信访")
_CLOSED = _received("complaint.closed", "信访办结", "件", "统计期内受理的信访中，截至统计时点已办结的", _closed)
_ON_TIME = _received("complaint.closed_on_time", "信访按期办结", "件",
                     "统计期内受理并已办结的信访中，没有超期办结发现的（《信访工作条例》第三十四条）", _on_time)
_ANSWERED = _received("complaint.answered", "信访已答复", "件", "统计期内受理的信访中，截至统计时点已答复的", _answered)

FIGURES: tuple[Figure, ...] = (
    _RECEIVED,
    _CLOSED,
    derived("complaint.closed_rate", "信访办结率", "%", "办结信访÷受理信访", (_CLOSED, _RECEIVED), percent),
    _received("complaint.open", "信访在办", "件", "统计期内受理的信访中，截至统计时点尚未办结的", _open),
    _ON_TIME,
    derived("complaint.on_time_rate", "信访按期办结率", "%", "按期办结信访÷办结信访", (_ON_TIME, _CLOSED), percent),
    _ANSWERED,
    derived("complaint.answered_rate", "信访答复率", "%", "已答复信访÷受理信访", (_ANSWERED, _RECEIVED), percent),
    _received("complaint.repeat", "重复信访", "件", "统计期内受理的信访中的重复信访", Q(is_repeat=True)),
    _received("complaint.leapfrog", "越级信访", "件", "统计期内受理的信访中的越级信访", Q(is_leapfrog=True)),
    _received("complaint.named", "实名信访", "件", "统计期内受理的信访中的实名信访", Q(is_named=True)),
    _closed_in("complaint.closed_in_period", "统计期内办结信访", "件", "办结日期在统计期内的信访，不论何时受理"),
    _channel("web", "网络"),
    _channel("wechat", "微信"),
    _channel("phone", "电话"),
    _channel("letter", "来信"),
    _channel("visit", "来访"),
    _channel("hotline", "12345转办"),
    _element("water", "水"),
    _element("air", "大气"),
    _element("noise", "噪声"),
    _element("waste", "固废"),
    _element("radiation", "辐射"),
    _element("ecology", "生态"),
    _element("other", "其他"),
    _received("complaint.element.unknown", "要素未记的信访", "件", "受理日期在统计期内、没有记要素的信访", Q(element="")),
)
