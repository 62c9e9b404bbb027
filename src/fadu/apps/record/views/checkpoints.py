"""Checkpoints: what was signed, what witnesses keep, and whether what they keep belongs to one history."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.record import keys, proving, queries, registry, verifying
from fadu.apps.record.actions import signing
from fadu.apps.record.documents import qr
from fadu.apps.record.documents import receipt as documents
from fadu.core.ledger import standalone
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.note import Key
from fadu.core.refusal import Refusal
from fadu.web.fields import Day
from fadu.web.paper import fonts, layout

PAGE = 30
_LARGEST = 100_000  # of one receipt; a real one has a few kilobytes
_BOX = forms.Textarea(attrs={"rows": 8})


class Issue(forms.Form):
    """To whom a receipt is handed."""

    witness = forms.CharField(label="收存单位", max_length=60, help_text="全称，例如“县司法局”。同一单位每次写同样的名称")
    received = Day(label="收存日期")


class Compare(forms.Form):
    """Two receipts, pasted or as files."""

    first = forms.CharField(label="第一份", required=False, max_length=_LARGEST, widget=_BOX, help_text="粘贴回执全文，或扫码读出的检查点")
    first_file = forms.FileField(label="第一份的文件", required=False, max_length=200)
    second = forms.CharField(label="第二份", required=False, max_length=_LARGEST, widget=_BOX, help_text="可以不填：只与本机的档案比")
    second_file = forms.FileField(label="第二份的文件", required=False, max_length=200)

    def clean(self) -> dict[str, object]:
        """Take the text of a file where one was given."""
        cleaned = super().clean() or {}
        for name in ("first", "second"):
            upload = cleaned.get(f"{name}_file")
            if upload is None:
                continue
            if upload.size > _LARGEST:
                self.add_error(f"{name}_file", "文件太大，不是回执")
                continue
            try:
                cleaned[name] = upload.read().decode()
            except UnicodeDecodeError:
                self.add_error(f"{name}_file", "不是文本文件，请选回执的 .txt 文件")
        if not cleaned.get("first") and not self.errors:
            self.add_error("first", "请粘贴回执，或选择文件")
        return cleaned


def checkpoint_list(request: HttpRequest) -> HttpResponse:
    """Checkpoints and receipts, newest first."""
    return _list(request, Issue(initial={"received": timezone.localdate()}))


def sign(request: HttpRequest) -> HttpResponse:
    """Sign a checkpoint now."""
    if request.method == "POST":
        try:
            signed = signing.sign_checkpoint(actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
        else:
            number, size = signed.checkpoint.number, signed.checkpoint.size
            said = f"已签署第 {number} 号检查点，覆盖 {size} 条。" if signed.is_new else f"此后没有新的封存，最近的仍是第 {number} 号。"
            messages.success(request, said)
    return redirect("record:checkpoints")


def issue(request: HttpRequest) -> HttpResponse:
    """Hand a receipt to a witness; its page is what is printed."""
    if request.method != "POST":
        return redirect("record:checkpoints")
    form = Issue(request.POST)
    if not form.is_valid():
        return _list(request, form)
    try:
        index = signing.issue_receipt(**form.cleaned_data, actor=request.user.get_username(), at=timezone.localtime())
    except Refusal as refusal:
        form.add_error(None, f"{refusal.reason}。{refusal.mend}")
        return _list(request, form)
    return redirect("record:receipt", receipt=index)


def checkpoint_page(request: HttpRequest, checkpoint: int) -> HttpResponse:
    """One checkpoint: what was signed, to the letter."""
    signed, note = _checkpoint(checkpoint)
    steps = verifying.compare([note])
    return render(request, "record/checkpoint.html", {
        "signed": signed, "roots": signed.roots.hex(), "at": documents.signed_at(signed), "note": note, "steps": steps,
    })


def note_file(request: HttpRequest, checkpoint: int) -> FileResponse:
    """The signed note of a checkpoint."""
    _, note = _checkpoint(checkpoint)
    return _text(note, f"检查点-{checkpoint}号.txt")


def qr_code(request: HttpRequest, checkpoint: int) -> HttpResponse:
    """The signed note as a code."""
    _, note = _checkpoint(checkpoint)
    return HttpResponse(qr.image(note), content_type="image/svg+xml")


def receipt_page(request: HttpRequest, receipt: int) -> HttpResponse:
    """A receipt that was handed out, as it is printed."""
    return render(request, "record/receipt.html", {"page": _page(receipt)})


def receipt_file(request: HttpRequest, receipt: int) -> FileResponse:
    """The signed text of a receipt."""
    view = queries.receipt(receipt)
    if view is None:
        raise Http404("没有这份回执")
    return _text(view.text, f"见证回执-{view.received}-{view.checkpoint}号.txt")


def receipt_pdf(request: HttpRequest, receipt: int) -> FileResponse:
    """A receipt as one page to print and sign."""
    page, stream = _page(receipt), BytesIO()
    documents.write_pdf(page, stream, fonts.chosen(layout.BODY, fonts.installed()))
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"见证回执-{page.received}-{page.number}号.pdf", content_type="application/pdf")


def verifier(request: HttpRequest) -> FileResponse:
    """The stand-alone verifier, to be handed out with receipts and proofs."""
    return _text(Path(str(standalone.__file__)).read_text(encoding="utf-8"), "standalone.py")


def compare(request: HttpRequest) -> HttpResponse:
    """Compare what witnesses kept."""
    form = Compare(request.POST or None, request.FILES or None)
    steps = None
    if form.is_bound and form.is_valid():
        steps = verifying.compare([text for name in ("first", "second") if (text := form.cleaned_data[name])])
    return render(request, "record/compare.html", {"form": form, "steps": steps, "agree": steps is not None and all(step.holds for step in steps)})


def _list(request: HttpRequest, form: Issue) -> HttpResponse:
    page = Paginator(queries.checkpoints(), PAGE).get_page(request.GET.get("page"))
    known = proving.readable_keys()
    rows = [(item, _signed_with(item.note, known)) for item in page]
    size, _ = queries.head()
    return render(request, "record/checkpoints.html", {
        "page": page, "rows": rows, "size": size, "covered": proving.covered(), "receipts": queries.receipts(), "form": form,
        "keys": proving.named_keys(),
    })


def _signed_with(note: str, known: list[Key]) -> str:
    try:
        return keys.told(note, known)
    except Refusal:
        return "读不出来"


def _checkpoint(number: int) -> tuple[Checkpoint, str]:
    found = proving.checkpoint(number)
    if found is None:
        raise Http404("没有这个检查点")
    return found


def _page(index: int) -> documents.ReceiptPage:
    view = queries.receipt(index)
    if view is None:
        raise Http404("没有这份回执")
    return documents.receipt_page(view, registry.bureau())


def _text(text: str, name: str) -> FileResponse:
    return FileResponse(BytesIO(text.encode()), as_attachment=True, filename=name, content_type="text/plain; charset=utf-8")
