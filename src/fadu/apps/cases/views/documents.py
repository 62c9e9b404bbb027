"""Documents of a case: the list, writing and issuing one, one that was issued. The clock is read here."""

from __future__ import annotations

from base64 import b64decode
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from fadu.apps.cases.actions import documents as actions
from fadu.apps.cases.documents import composing, docx, listing, pdf
from fadu.apps.cases.documents.composing import Composition
from fadu.apps.cases.documents.issuing import Incomplete, Prepared, issue, prepare
from fadu.apps.cases.documents.scanning import digest_in
from fadu.apps.cases.models import Document, Matter
from fadu.apps.cases.views.matters import roles_of, the_matter
from fadu.apps.record import store
from fadu.core import documents
from fadu.core.documents import CORRECTION, Field
from fadu.core.ledger.canonical import canonical
from fadu.core.refusal import Refusal
from fadu.web.fields import Day
from fadu.web.policy import DECIDE_CASE, WORK_CASE

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WriteForm(forms.Form):
    """The day of a document and its marked fields. `was`: the draft that the form was opened on."""

    use_required_attribute = False
    was = forms.CharField(widget=forms.HiddenInput, required=False)
    on = Day(label="成文日期")

    def __init__(self, asked: list[Field], given_number: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given_number:
            self.fields["number"] = forms.CharField(
                label="文号", required=False, max_length=80, help_text="只在文号由上级机关编定时填写；本单位的文号制发时自动编",
            )
        self.names = {f"f{place}": one.name for place, one in enumerate(asked)}
        for key, one in zip(self.names, asked, strict=True):
            widget = forms.Textarea(attrs={"rows": 5}) if one.form == "长文" else forms.TextInput()
            self.fields[key] = forms.CharField(
                label=one.name, required=False, max_length=actions.LONGEST, widget=widget, help_text=one.note, strip=False,
            )

    def written(self) -> dict[str, str]:
        """What was typed, by the names of the fields."""
        return {name: self.cleaned_data[key] for key, name in self.names.items()}


def document_list(request: HttpRequest, matter: str) -> HttpResponse:
    """The documents of a matter: of this stage with what each lacks, issued ones, all other kinds."""
    found = the_matter(matter)
    here, rest = listing.of_matter(found, timezone.localdate())
    rows = list(Document.objects.filter(matter=found).exclude(status="draft").order_by("issued_on", "pk"))
    return render(request, "cases/documents/list.html", {
        "matter": found, "here": here, "rest": rest, "issued": rows, "may_write": WORK_CASE.allows(roles_of(request)),
    })


def write(request: HttpRequest, matter: str, kind: int) -> HttpResponse:
    """Fill in the marked fields, see what is missing and where each word comes from, look at it, issue it."""
    found = the_matter(matter)
    if kind not in documents.forms():
        raise Http404("没有这种文书")
    corrects = _corrected(request, found, kind)
    on = _default_day(found, kind, request)
    prepared = prepare(found, kind, on, corrects=corrects)
    was = _seen(found, kind)
    initial = {"on": on.isoformat(), "was": was}
    form = WriteForm(prepared.asked, prepared.form.is_numbered, request.POST or None, initial=initial)
    for key, name in form.names.items():
        form.fields[key].initial = prepared.written.get(name, "")
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = _written(request, found, kind, form, was, corrects)
        except Refusal as refused:
            refusal = refused
            data = request.POST.copy()  # what was typed stays; the draft that it stands on is the one of now
            data["was"] = _seen(found, kind)
            form.data = data
            prepared = prepare(found, kind, form.cleaned_data["on"], written={**prepared.written, **form.written()}, corrects=corrects)
        else:
            return redirect(done)
    return render(request, "cases/documents/write.html", {
        "matter": found, "form": form, "prepared": prepared, "lacks": prepared.lacks, "said": listing.said(prepared), "refusal": refusal,
        "is_incomplete": isinstance(refusal, Incomplete), "corrects": corrects,
        "has_draft": Document.objects.filter(matter=found, kind=kind, status="draft").exists(),
    })


def _written(request: HttpRequest, matter: Matter, kind: int, form: WriteForm, was: str, corrects: Document | None) -> str:
    """Save the draft or issue; returns the address to go on to."""
    if form.cleaned_data["was"] != was:
        raise Refusal("您打开以后，这种文书的草稿改过或者已经制发", "先看案件的文书页，再决定；您填的还在下面")
    actor = request.user.get_username()
    draft = actions.write_draft(matter=matter, kind=kind, written=form.written(), actor=actor)
    query = f"?corrects={corrects.uid}" if corrects else ""
    if request.POST.get("do") != "issue":
        messages.success(request, "草稿已保存。")
        return reverse("cases:write_document", args=[matter.uid, kind]) + query
    row = issue(
        uid=str(matter.uid), kind=kind, on=form.cleaned_data["on"], actor=actor, at=timezone.localtime(), number=form.cleaned_data.get("number", ""),
        corrects=str(corrects.uid) if corrects else "", written=draft.written,
    )
    messages.success(request, f"已制发并封存：{row.content['title']}{row.number}，档案第 {row.seen} 条。")
    return reverse("cases:document", args=[matter.uid, row.uid])


def preview(request: HttpRequest, matter: str, kind: int) -> HttpResponse:
    """The draft as it would be printed, what is missing named in its place."""
    found = the_matter(matter)
    if kind not in documents.forms():
        raise Http404("没有这种文书")
    prepared: Prepared = prepare(found, kind, _default_day(found, kind, request), corrects=_corrected(request, found, kind))
    try:
        made = pdf.pdf(prepared.composition(marked=True), pdf.DRAFT)
    except Refusal as refused:
        messages.error(request, f"{refused.reason}。{refused.mend}")
        return redirect("cases:documents", matter)
    return file_answer(made, f"草稿-{prepared.form.name}.pdf", "application/pdf")


def issued(request: HttpRequest, matter: str, document: str) -> HttpResponse:
    """A document that was issued: its digest, its copies, and what may be done with it."""
    found, row = _document(matter, document)
    stored = store.read(row.pdf)
    return render(request, "cases/documents/issued.html", {
        "matter": found, "row": row, "code": Composition.read(row.content).code, "form": SignForm(initial={"on": timezone.localdate().isoformat()}),
        "is_sound": stored is not None and sha256(stored).hexdigest() == row.pdf, "faces": pdf.faces(stored) if stored else [],
        "lines": Composition.read(row.content).lines, "corrections": row.corrections.filter(status="issued"),
        "may_void": DECIDE_CASE.allows(roles_of(request)), "may_work": WORK_CASE.allows(roles_of(request)), "correction": CORRECTION,
    })


def issued_pdf(request: HttpRequest, matter: str, document: str) -> HttpResponse:
    """The file as it was issued."""
    _, row = _document(matter, document)
    stored = store.read(row.pdf)
    if stored is None:
        raise Http404("文件不见了，请运行 fadu verify")
    return file_answer(stored, f"{row.content['title']}{row.number}.pdf", "application/pdf")


def issued_docx(request: HttpRequest, matter: str, document: str) -> HttpResponse:
    """A copy as DOCX, to copy words from; the PDF is the document."""
    _, row = _document(matter, document)
    return file_answer(docx.docx(Composition.read(row.content)), f"{row.content['title']}{row.number}-副本.docx", WORD, attached=True)


def void(request: HttpRequest, matter: str, document: str) -> HttpResponse:
    """Void a document."""
    _, row = _document(matter, document)
    if request.method == "POST":
        try:
            actions.void(uid=str(row.uid), reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as refused:
            messages.error(request, f"{refused.reason}。{refused.mend}")
        else:
            messages.success(request, "已作废并封存；文号不再使用，仍列在文号簿里。")
    return redirect("cases:document", matter, document)


_CODE = "扫描件上的二维码读得出的，自动核对是不是这份文书；读不出的，填二维码旁的十个字母、数字"


class SignForm(forms.Form):
    """How a copy was signed, by whom witnessed."""

    use_required_attribute = False
    on = Day(label="签收（签名）日期")
    way = forms.ChoiceField(label="方式", choices=[(one, one) for one in actions.WAYS])
    file = forms.FileField(label="签收件（扫描件、照片、PDF）", required=False, help_text="纸上签名的扫描或者拍照上传；在手机上用手指签名的不用上传")
    drawn = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2_000_000)
    code = forms.CharField(label="纸上的核对码", required=False, max_length=20, help_text=_CODE)
    witness = forms.CharField(label="见证人", required=False, max_length=200, help_text="拒绝签名的必填：姓名、单位")
    note = forms.CharField(label="说明", required=False, max_length=500, help_text="拒绝签名的写明事由")


def sign(request: HttpRequest, matter: str, document: str) -> HttpResponse:
    """Keep a signed copy: a scan, or a signature drawn by finger."""
    _, row = _document(matter, document)
    form = SignForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            _signed(request, form, row)
        except Refusal as refused:
            messages.error(request, f"{refused.reason}。{refused.mend}")
        else:
            messages.success(request, "签收件已收存并封存。")
    return redirect("cases:document", matter, document)


def _signed(request: HttpRequest, form: SignForm, row: Document) -> None:
    if not form.is_valid():
        raise Refusal("；".join(f"{form.fields[name].label}：{''.join(map(str, errors))}" for name, errors in form.errors.items()), "请改正后再提交")
    given = form.cleaned_data
    data, name = drawn(given["drawn"]), f"手指签名-{timezone.localtime():%Y%m%d%H%M%S}.png"
    if given["file"]:
        data, name = given["file"].read(), given["file"].name
    if not data:
        raise Refusal("没有选择文件，也没有签名", "纸上签名的上传扫描件；在手机上签名的在方框里写完再提交")
    scanned = digest_in(data) if given["file"] else ""
    actions.keep_copy(
        [data], uid=str(row.uid), scanned=scanned, name=name, way=given["way"], on=given["on"], witness=given["witness"], note=given["note"],
        code=given["code"], actor=request.user.get_username(), at=timezone.localtime(),
    )


def drawn(text: str) -> bytes:
    """The picture that the page's script puts into the form (a PNG as a data address), b"" for anything else."""
    head = "data:image/png;base64,"
    try:
        return b64decode(text.removeprefix(head), validate=True) if text.startswith(head) else b""
    except ValueError:
        return b""


def _document(matter: str, uid: str) -> tuple[Matter, Document]:
    found = the_matter(matter)
    try:
        row = Document.objects.select_related("form", "corrects").exclude(status="draft").filter(matter=found, uid=UUID(uid)).first()
    except ValueError:
        row = None
    if row is None:
        raise Http404("没有这份文书")
    return found, row


def _corrected(request: HttpRequest, matter: Matter, kind: int) -> Document | None:
    uid = request.GET.get("corrects", "")
    return _document(str(matter.uid), uid)[1] if kind == CORRECTION and uid else None


def _default_day(matter: Matter, kind: int, request: HttpRequest) -> date:
    """The day that the form bears; for a decision the day on which it was made."""
    typed = Day(required=False)
    try:
        given = typed.clean(request.POST.get("on") or request.GET.get("on"))
    except forms.ValidationError:
        given = None
    decided = matter.facts.get("decided_on") if kind in composing.DECISIONS else None
    return given or (date.fromisoformat(decided) if decided else timezone.localdate())


def _seen(matter: Matter, kind: int) -> str:
    """What the draft is now and how many were issued, in a word: a form that is sent twice issues one document."""
    rows = Document.objects.filter(matter=matter, kind=kind)
    written = rows.filter(status="draft").values_list("written", flat=True).first()
    return sha256(canonical([written, rows.exclude(status="draft").count()]).encode()).hexdigest()[:16]


def file_answer(data: bytes, name: str, kind: str, *, attached: bool = False) -> HttpResponse:
    """A file under its name, shown by the browser or saved."""
    answer = HttpResponse(data, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(attached, name.replace("/", "或")) or "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
