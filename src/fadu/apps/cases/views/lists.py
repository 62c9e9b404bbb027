"""The list of matters, and the list as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.cases import lists
from fadu.apps.cases.actions.exporting import export_list
from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.filters import Filter, sort_of
from fadu.apps.cases.handover import absent, returned
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.planning.taking_over import name_of, stage_of
from fadu.core.law.violations import catalogue
from fadu.core.refusal import Refusal

PAGE = 30
_TABS = {"open": "在办", "all": "全部", "register": "登记簿里还没有接续的"}
_HEADS = (("number", "编号"), ("", "案由"), ("party", "当事人"), ("stage", "阶段"), ("lead", "主办人"), ("due", "最近的期限"))


def matter_list(request: HttpRequest) -> HttpResponse:
    """Matters under way, all of them, or cases of the register that nobody took on."""
    on, around = timezone.localdate(), bureau()
    tab = request.GET.get("tab", "")
    tab = tab if tab in _TABS else "open"
    form = Filter(request.GET or None, officers=officers(around))
    wanted, sort = form.wanted(), sort_of(request.GET.get("sort", ""))
    tabs = [{"label": label, "url": f"?tab={key}", "current": key == tab, "count": None} for key, label in _TABS.items()]
    context: dict[str, Any] = {"filter": form, "tab": tab, "is_filtered": bool(wanted), "tabs": tabs, "violations": catalogue()}
    if tab == "register":
        cases = Paginator(lists.not_taken_on(wanted.get("text", "")), PAGE).get_page(request.GET.get("page"))
        shown = list(cases.object_list)
        read = lists.snapshots(shown)
        context |= {"page": cases, "cases": [{"case": one, "stage": name_of(stage_of(read[one.pk]))} for one in shown]}
    else:
        page = Paginator(lists.matters(**wanted, ended=_ended(tab), sort=sort, on=on), PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "rows": lists.rows(list(page.object_list), around, on), "heads": _heads(sort)}
        context |= {"absent": absent(around, on), "returned": returned(around, on)}
    return render(request, "cases/list.html", context)


def officers(around: Bureau) -> list[tuple[str, str]]:
    """The officers to choose from, those who left behind the others and marked."""
    found = sorted((man for man in around.people.values() if man.is_officer), key=lambda man: (man.left_on is not None, man.number))
    return [(man.number, man.label + ("，已离岗" if man.left_on else "")) for man in found]


def _ended(tab: str) -> bool | None:
    return None if tab == "all" else False


def _heads(sort: str) -> list[dict[str, str]]:
    """The headings; one that sorts leads to its own order, or turns it round."""
    aria = {sort: "ascending"} if not sort.startswith("-") else {sort[1:]: "descending"}
    return [
        {"key": key, "label": label, "sort": f"-{key}" if sort == key else key, "aria": aria.get(key, "none")} for key, label in _HEADS
    ]


def export(request: HttpRequest) -> HttpResponseBase:
    """The list with its criteria as a workbook; sent by POST, since it is sealed."""
    if request.method != "POST":
        return redirect("cases:list")
    on, at, around = timezone.localdate(), timezone.localtime(), bureau()
    form = Filter(request.POST, officers=officers(around))
    tab, sort = request.POST.get("tab", "open"), sort_of(request.POST.get("sort", ""))
    found = lists.matters(**form.wanted(), ended=_ended(tab), sort=sort, on=on)
    words = f"{_TABS['all' if tab == 'all' else 'open']}；{form.words()}"
    try:
        stream = export_list(
            headers=lists.HEADERS, rows=lists.exported(found, around, on), wanted=words, actor=request.user.get_username(), at=at,
        )
    except Refusal as refused:
        messages.error(request, f"{refused.reason}。{refused.mend}")
        return redirect(f"{reverse('cases:list')}?tab={tab}")
    return FileResponse(stream, as_attachment=True, filename=f"案件清单-{at:%Y%m%d}.xlsx")
