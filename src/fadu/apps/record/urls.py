"""Addresses of the registers and of the sealed record."""

from fadu.apps.record.views import checkpoints, drills, entries, evidence, proofs, rows, vault
from fadu.web.policy import (
    APPROVE_UNMASK,
    ASK_UNMASK,
    ERASE,
    KEEP_SECRET,
    READ_EVIDENCE,
    READ_LEDGER,
    READ_RECORD,
    SIGN_CHECKPOINT,
    TAKE_EVIDENCE,
)
from fadu.web.routes import route

app_name = "record"
urlpatterns = [
    route("", rows.sheet_list, "sheets", READ_LEDGER),
    route("findings/", rows.finding_list, "findings", READ_LEDGER),
    route("entries/", entries.entry_list, "entries", READ_RECORD),
    route("entries/<int:index>/", entries.entry_page, "entry", READ_RECORD),
    route("entries/<int:index>/proof/", proofs.entry_proof, "proof", READ_RECORD),
    route("entries/<int:index>/proof.json", proofs.proof_file, "proof_file", READ_RECORD),
    route("entries/<int:index>/qr.svg", proofs.qr_code, "qr", READ_RECORD),
    route("checkpoints/", checkpoints.checkpoint_list, "checkpoints", READ_RECORD),
    route("checkpoints/sign/", checkpoints.sign, "sign", SIGN_CHECKPOINT),
    route("checkpoints/compare/", checkpoints.compare, "compare", READ_RECORD),
    route("checkpoints/verifier/", checkpoints.verifier, "verifier", READ_RECORD),
    route("checkpoints/<int:checkpoint>/", checkpoints.checkpoint_page, "checkpoint", READ_RECORD),
    route("checkpoints/<int:checkpoint>/note.txt", checkpoints.note_file, "note", READ_RECORD),
    route("checkpoints/<int:checkpoint>/qr.svg", checkpoints.qr_code, "checkpoint_qr", READ_RECORD),
    route("receipts/issue/", checkpoints.issue, "issue", SIGN_CHECKPOINT),
    route("receipts/<int:receipt>/", checkpoints.receipt_page, "receipt", READ_RECORD),
    route("receipts/<int:receipt>/receipt.txt", checkpoints.receipt_file, "receipt_file", READ_RECORD),
    route("receipts/<int:receipt>/receipt.pdf", checkpoints.receipt_pdf, "receipt_pdf", READ_RECORD),
    route("drills/", drills.drill_list, "drills", READ_RECORD),
    route("evidence/<int:file>/", evidence.file_page, "evidence", READ_EVIDENCE),
    route("evidence/<int:file>/preview.png", evidence.preview, "preview", READ_EVIDENCE),
    route("evidence/<int:file>/download/", evidence.download, "download", READ_EVIDENCE),
    route("evidence/<int:file>/withdraw/", evidence.withdraw, "withdraw_evidence", TAKE_EVIDENCE),
    route("<str:sheet>/", rows.row_list, "rows", READ_LEDGER),
    route("<str:sheet>/<str:uid>/", rows.row_page, "row", READ_LEDGER),
    route("<str:sheet>/<str:uid>/related/", rows.related, "related", READ_LEDGER),
    route("<str:sheet>/<str:uid>/proof/", proofs.row_proof, "row_proof", READ_LEDGER),
    route("<str:sheet>/<str:uid>/evidence/", evidence.take, "take_evidence", TAKE_EVIDENCE),
    route("<str:sheet>/<str:uid>/clips/", evidence.index_clip, "index_clip", TAKE_EVIDENCE),
    route("<str:sheet>/<str:uid>/vault/", vault.keep, "keep_secret", KEEP_SECRET),
    route("<str:sheet>/<str:uid>/vault/ask/", vault.ask, "ask_unmask", ASK_UNMASK),
    route("<str:sheet>/<str:uid>/vault/<int:ask>/approve/", vault.approve, "approve_unmask", APPROVE_UNMASK),
    route("<str:sheet>/<str:uid>/vault/<int:ask>/show/", vault.show, "unmask", ASK_UNMASK),
    route("<str:sheet>/<str:uid>/vault/erasure/", vault.ask_erasure, "ask_erasure", KEEP_SECRET),
    route("<str:sheet>/<str:uid>/vault/<int:ask>/erase/", vault.erase, "erase", ERASE),
]
