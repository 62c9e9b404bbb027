"""Tags and filters of the design system: icons, links that keep the filter, status tags, numbers and dates as reports write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# How a state is shown. Words on the left are the ledger's own; a word that is not here is shown neutral, never guessed.
TONES = {
    "ok": ("已结案", "已完成", "已整改", "已办结", "已公开", "已封存", "合格", "通过", "相符", "已导入", "已生效", "正常", "在岗", "有效"),
    "info": ("已立案", "调查取证", "案件审查", "告知听证", "处罚决定", "执行", "办理中", "在办", "已核对", "补录"),
    "warn": ("待办", "待签字", "待审核", "待整改", "待公开", "待批准", "临期", "发现问题", "有发现", "整改中", "缺数据"),
    "danger": ("逾期", "不合格", "不相符", "未通过", "失败", "被篡改", "不能导入", "不符"),
    "over": ("已超期",),
    "done": ("已归档", "已撤回", "已放弃", "无变化", "不予立案", "已离岗", "已注销", "未开始", "不适用"),
}
_TONE_OF = {word: tone for tone, words in TONES.items() for word in words}
# Levels of django.contrib.messages, in the words of our style sheet.
_LEVELS = {"error": "danger", "warning": "warn", "success": "ok", "info": "info", "debug": "done"}
_DASH = "—"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One drawing of the sprite; with `label` it speaks, without one it is decoration."""
    href = f"{static('web/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="g-icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href)
    return format_html('<svg class="g-icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', href)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The query string of this page with some parameters changed (`None` or empty removes one): `?year=2024&page=2`.

    A change of anything but the page goes back to the first page.
    """
    request = context.get("request")
    params = request.GET.copy() if request is not None else QueryDict(mutable=True)
    if set(changes) != {"page"}:
        params.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            params.pop(name, None)
        else:
            params[name] = str(value)
    return f"?{params.urlencode()}" if params else "?"


@register.filter
def tone(state: str) -> str:
    """Class of a status tag or alert for a state of the ledger or a level of a message."""
    return _TONE_OF.get(str(state)) or _LEVELS.get(str(state), "done")


@register.simple_tag
def tag(state: str, tone_name: str = "") -> SafeString:
    """A status tag: the word itself, with a colour that only repeats it."""
    return format_html('<span class="tag {}">{}</span>', tone_name or tone(state), state)


@register.filter
def num(value: Any, places: int | None = None) -> str:
    """A number as a report writes it: no needless zeros, an unknown one as a dash. `places` fixes the decimals.

    Digits are grouped only where the setting `FADU_DIGIT_GROUPING` says so (3 or 4), since Chinese reports do not group.
    """
    if value is None or value == "":
        return _DASH
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    text = f"{number:.{places}f}" if places is not None else _plain(number)
    return _grouped(text, getattr(settings, "FADU_DIGIT_GROUPING", 0))


@register.filter
def yuan(value: Any) -> str:
    """Money in yuan, as the ledger keeps it, in 万元 from ten thousand on."""
    if value is None or value == "":
        return _DASH
    amount = Decimal(str(value))
    if abs(amount) < 10_000:
        return f"{num(amount)} 元"
    return f"{num(amount / 10_000)} 万元"


@register.simple_tag
def change(value: Any, unit: str = "%") -> SafeString:
    """A change against the year before in words: 上升3.2%, 下降2.4个百分点, 持平. Direction is never shown by colour."""
    if value is None or value == "":
        return SafeString(_DASH)
    amount = Decimal(str(value))
    if amount == 0:
        return format_html('<span class="g-change">{} 持平</span>', icon("flat"))
    drawing, word = ("up", "上升") if amount > 0 else ("down", "下降")
    measure = "个百分点" if unit in {"百分点", "个百分点"} else unit
    return format_html('<span class="g-change">{} {}{}{}</span>', icon(drawing), word, num(abs(amount)), measure)


@register.filter
def elided(page: Page[Any]) -> Iterator[int | str]:
    """Page numbers to show: the ends, the neighbours of this page, and gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """2024-03-15."""
    return f"{_local(value):%Y-%m-%d}" if value else _DASH


@register.filter
def day_cn(value: dt.date | dt.datetime | None) -> str:
    """2024年3月15日."""
    local = _local(value) if value else None
    return f"{local.year}年{local.month}月{local.day}日" if local else _DASH


@register.filter
def moment(value: dt.datetime | None) -> str:
    """2024-03-15 16:42, on the clock of the bureau."""
    return f"{_local(value):%Y-%m-%d %H:%M}" if value else _DASH


@register.filter
def short(value: str, length: int = 12) -> str:
    """The beginning of a digest or trace code; the whole stands in print and in the title."""
    return value if len(value) <= length else f"{value[:length]}…"


@register.inclusion_tag("web/_field.html")
def field(bound: BoundField, span: bool = False) -> dict[str, Any]:
    """One form field: label, control, help, errors. Django ties help and errors to the control by id."""
    kind = getattr(bound.field.widget, "input_type", "")
    look = {"select": "form-select", "checkbox": "form-check-input", "radio": ""}.get(kind, "form-control")
    if bound.errors:
        look += " is-invalid"
    return {"field": bound, "control": bound.as_widget(attrs={"class": look.strip()}), "kind": kind, "span": span}


def _local(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    return value.astimezone(timezone.get_current_timezone()) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(text: str, size: int) -> str:
    if not size:
        return text
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, rest = digits.partition(".")
    first = len(whole) % size
    groups = ([whole[:first]] if first else []) + [whole[i : i + size] for i in range(first, len(whole), size)]
    return f"{sign}{','.join(groups)}{dot}{rest}"
