"""The catalogue of documents with their templates, the book of numbers, and the page that checks a paper against the record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.cases.actions import documents as actions
from fadu.apps.cases.documents import composing, docx, listing, pdf, templating
from fadu.apps.cases.documents.issuing import form_of
from fadu.apps.cases.models import Form as Own
from fadu.apps.cases.queries import numbers
from fadu.apps.cases.views.documents import WORD, file_answer
from fadu.apps.cases.views.matters import roles_of
from fadu.core import documents
from fadu.core.documents.elements import of_kind
from fadu.core.documents.numbering import Number
from fadu.core.pack import UNREVIEWED
from fadu.core.refusal import Refusal
from fadu.web.fields import Day
from fadu.web.paper import fonts
from fadu.web.policy import DECIDE_CASE

PAGE = 200


def catalogue(request: HttpRequest) -> HttpResponse:
    """Every kind of document by the stage in which it is made."""
    own = set(Own.objects.filter(withdrawn=False).values_list("kind", flat=True))
    stages: dict[str, list[Any]] = {}
    for form in documents.forms().values():
        stages.setdefault(form.document.stage, []).append({"form": form, "own": form.number in own})
    return render(request, "cases/documents/catalogue.html", {"stages": stages, "count": len(documents.forms()), "unreviewed": UNREVIEWED})


class AdoptForm(forms.Form):
    """A template and the day from which it is used."""

    use_required_attribute = False
    file = forms.FileField(label="模板（.docx）", help_text="用 WPS 改好的模板；字段写作 {{字段名}}", error_messages={"required": "请选择文件"})
    since = Day(label="启用日期")


def kind(request: HttpRequest, kind: int) -> HttpResponse:
    """One kind: its text, its fields, the elements it must have, the bureau's own templates."""
    return _kind_page(request, kind, AdoptForm(initial={"since": timezone.localdate().isoformat()}))


def adopt(request: HttpRequest, kind: int) -> HttpResponse:
    """Check a template of the bureau's own and use it."""
    built_in = _form(kind)
    form, refusal = AdoptForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        data = upload.read()
        try:
            lines = templating.read_template(data, built_in)
            if request.POST.get("do") == "preview":
                looked_at = composing.sample(composing.with_lines(built_in, lines))
                return file_answer(pdf.pdf(looked_at, pdf.SAMPLE), f"样张-{built_in.name}.pdf", "application/pdf")
            actions.adopt_form(
                kind=kind, since=form.cleaned_data["since"], name=upload.name, data=data, lines=lines, actor=request.user.get_username(),
                at=timezone.localtime(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, "模板已启用并封存。")
            return redirect("cases:kind", kind)
    return _kind_page(request, kind, form, refusal)


def _kind_page(request: HttpRequest, kind: int, form: AdoptForm, refusal: Refusal | None = None) -> HttpResponse:
    built_in = _form(kind)
    own = list(Own.objects.filter(kind=kind).order_by("-since", "-pk"))
    chosen = _own(request, kind)
    return render(request, "cases/documents/kind.html", {
        "form": form, "refusal": refusal, "kind": built_in, "lines": form_of(kind, chosen).lines, "own": own, "chosen": chosen,
        "elements": of_kind(built_in), "fields": list(documents.fields().values()), "named": built_in.stated,
        "may_adopt": DECIDE_CASE.allows(roles_of(request)), "advice": fonts.advice(fonts.installed()),
    })


def starter(request: HttpRequest, kind: int) -> HttpResponse:
    """The text of a kind as DOCX, to be edited in WPS."""
    form = form_of(_form(kind).number, _own(request, kind))
    return file_answer(docx.starter(form), f"{form.name}-模板.docx", WORD, attached=True)


def sample(request: HttpRequest, kind: int) -> HttpResponse:
    """The template on an invented case."""
    form = form_of(_form(kind).number, _own(request, kind))
    return file_answer(pdf.pdf(composing.sample(form), pdf.SAMPLE), f"样张-{form.name}.pdf", "application/pdf")


def withdraw(request: HttpRequest, kind: int) -> HttpResponse:
    """Stop using a template."""
    _form(kind)
    if request.method == "POST":
        try:
            own = _uid(request.POST.get("form", ""))
            actions.withdraw_form(uid=own, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as refused:
            messages.error(request, f"{refused.reason}。{refused.mend}")
        else:
            messages.success(request, "模板已停用；已经制发的文书不变。")
    return redirect("cases:kind", kind)


def number_book(request: HttpRequest) -> HttpResponse:
    """The numbers by prefix and year, gaps and voided ones with their reasons."""
    found = numbers.series(numbers.uses())
    years = sorted({one.year for one in found}, reverse=True)
    year = request.GET.get("year", "")
    chosen = int(year) if year.isdigit() and int(year) in years else (years[0] if years else None)
    shown = [one for one in found if one.year == chosen]
    wanted = request.GET.get("prefix", shown[0].prefix if shown else "")
    one = next((each for each in shown if each.prefix == wanted), None)
    page = Paginator(one.uses if one else (), PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/documents/numbers.html", {
        "years": years, "year": chosen, "series": shown, "one": one, "page": page, "may_void": DECIDE_CASE.allows(roles_of(request)),
    })


def void_number(request: HttpRequest) -> HttpResponse:
    """Void a number that nobody bears."""
    if request.method == "POST":
        prefix, year, serial = (request.POST.get(name, "") for name in ("prefix", "year", "serial"))
        known = next((one for one in numbers.series(numbers.uses()) if one.prefix == prefix and str(one.year) == year), None)
        try:
            if known is None or not serial.isdigit() or int(serial) not in known.gaps:
                raise Refusal("没有这个空号", "请从文号簿里选择")
            kind = next((form.number for form in documents.forms().values() if form.is_numbered and prefix.endswith(form.document.prefix[1:])), 0)
            actions.void_number(
                kind=kind, number=Number(prefix, known.year, int(serial)), organ="", reason=request.POST.get("reason", ""),
                actor=request.user.get_username(), at=timezone.localtime(),
            )
        except Refusal as refused:
            messages.error(request, f"{refused.reason}。{refused.mend}")
        else:
            messages.success(request, "已作废并封存。")
    return redirect("cases:numbers")


class CheckForm(forms.Form):
    """A code as it stands on the paper, or a file."""

    use_required_attribute = False
    code = forms.CharField(label="核对码", required=False, max_length=20, help_text="二维码旁的十个字母、数字")
    file = forms.FileField(label="文件", required=False, help_text="收到的 PDF，或者签收件")


def check(request: HttpRequest) -> HttpResponse:
    """Whether a paper or a file is what was issued."""
    form = CheckForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "asked": request.method == "POST"}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["file"]:
            data = form.cleaned_data["file"].read()
            row, digest = listing.by_file(data)
            context |= {"row": row, "digest": digest, "is_issued": row is not None and row.pdf == digest}
            if row is None and (row := listing.by_scan(data)) is not None:
                context |= {"row": row, "by_scan": True}
        elif form.cleaned_data["code"].strip():
            context |= {"row": listing.by_code(form.cleaned_data["code"]), "by_code": True}
        else:
            context["asked"] = False
    return render(request, "cases/documents/check.html", context)


def _form(kind: int) -> documents.Form:
    if kind not in documents.forms():
        raise Http404("没有这种文书")
    return documents.forms()[kind]


def _own(request: HttpRequest, kind: int) -> Own | None:
    uid = request.GET.get("form", "")
    if not uid:
        return None
    found = Own.objects.filter(kind=kind, uid=_uid(uid)).first()
    if found is None:
        raise Http404("没有这个模板")
    return found


def _uid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise Http404("没有这个模板") from None
