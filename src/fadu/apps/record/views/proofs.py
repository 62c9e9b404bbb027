"""Verify this: one entry or row checked step by step, its proof as a file and as a code."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fadu.apps.record import proving, queries, registry, verifying
from fadu.apps.record.documents import qr
from fadu.core.refusal import Refusal


def entry_proof(request: HttpRequest, index: int) -> HttpResponse:
    """One entry, checked now."""
    steps = verifying.check_entry(index)
    if not steps:
        raise Http404("没有这一条封存")
    return render(request, "record/proof.html", {"name": f"档案第 {index} 条", "steps": steps, **_proof(index)})


def row_proof(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """One row and all its acts, checked now."""
    table = registry.table(sheet)
    last = queries.last_act(sheet, uid)
    if table is None or last is None:
        raise Http404("没有这一行")
    context = {"name": f"{sheet} {last.number}", "steps": verifying.check_row(table, uid), "row": last}
    return render(request, "record/proof.html", {**context, **_proof(last.index)})


def proof_file(request: HttpRequest, index: int) -> FileResponse:
    """The proof of an entry, for the stand-alone verifier."""
    try:
        text = proving.with_rows(proving.prove(index)).file()
    except Refusal as refusal:
        raise Http404(refusal.reason) from refusal
    return FileResponse(BytesIO(text.encode()), as_attachment=True, filename=f"档案第{index}条-证明.json", content_type="application/json")


def qr_code(request: HttpRequest, index: int) -> HttpResponse:
    """The proof of an entry as a code; where it is too long, the signed checkpoint that covers it."""
    try:
        proof = proving.with_rows(proving.prove(index))
    except Refusal as refusal:
        raise Http404(refusal.reason) from refusal
    return HttpResponse(qr.image(proof.slip() if qr.fits(proof.slip()) else proof.note), content_type="image/svg+xml")


def _proof(index: int) -> dict[str, object]:
    try:
        proof = proving.with_rows(proving.prove(index))
    except Refusal:
        return {"proof": None, "index": index}
    return {"proof": proof, "index": index, "whole": qr.fits(proof.slip()), "path": [step.hex() for step in proof.path], "keys": proving.key_texts()}
