"""fadu ledger: sign a checkpoint, hand a receipt to a witness, export the ledger, prove one entry or file, show or replace the key."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from fadu.core.refusal import Refusal, Unreadable
from fadu.site.files import replace

NAME = "ledger"
HELP = "档案的检查点、见证回执、导出、证明和签名密钥"


def add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="做什么", required=True)
    signing = verbs.add_parser("checkpoint", help="签署检查点：现在有多少条、两个根各是多少")
    signing.add_argument("-o", "--output", type=Path, metavar="FILE", help="把签名检查点写到这个文件")
    receipt = verbs.add_parser("receipt", help="出具见证回执（一页 PDF、一个文本文件和核验程序），交两个外单位收存，每月一次")
    receipt.add_argument("--witness", action="append", required=True, metavar="单位", help="收存单位全称（可多次）")
    receipt.add_argument("--date", type=_day, metavar="日期", help="收存日期，缺省为今天")
    receipt.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="写到这个文件夹")
    export = verbs.add_parser("export", help="导出全部档案，供外单位核验")
    export.add_argument("file", type=Path, metavar="FILE.jsonl")
    export.add_argument("--openings", action="store_true", help="连同没有抹除的保密信息，只供法院等有权机关核对；须写 --purpose 和 --second")
    export.add_argument("--purpose", default="", metavar="目的", help="向谁提供、办理哪一件事")
    export.add_argument("--second", default="", metavar="工号", help="同意提供的另一人")
    proof = verbs.add_parser("proof", help="一条封存或一个封存过的文件的证明")
    proof.add_argument("what", metavar="序号|FILE", help="档案的序号，或封存过的文件")
    proof.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.json", help="证明写到哪里")
    key = verbs.add_parser("key", help="列出公钥；启用国密签名；密钥丢失或泄露时另立一把")
    key.add_argument("--sm2", action="store_true", help="启用 SM2 密钥：此后每个检查点、每份回执除 Ed25519 外另有 SM2 签名")
    key.add_argument("--new", action="store_true", help="另立一把，旧的移到一旁；与 --sm2 同用的，另立 SM2 密钥")
    for each in (signing, receipt, export, key):
        each.add_argument("--actor", default="命令行", help="经办人工号（记入档案）")
    for each in (signing, receipt, export, proof, key):
        each.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    told, value = {"checkpoint": _checkpoint, "receipt": _receipt, "export": _export, "proof": _proof, "key": _key}[args.verb](args)
    if args.json:
        print(json.dumps(value, ensure_ascii=False))
    else:
        print("\n".join(told))
    return 0


_Said = tuple[list[str], dict[str, Any]]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-03-04") from None


def _checkpoint(args: argparse.Namespace) -> _Said:
    from django.utils import timezone

    from fadu.apps.record import keys, proving
    from fadu.apps.record.actions.signing import sign_checkpoint

    signed = sign_checkpoint(actor=args.actor, at=timezone.localtime())
    checkpoint, known = signed.checkpoint, proving.known_keys()
    if args.output:
        replace(args.output, lambda stream: stream.write(signed.note.encode()))
    state = "已签署" if signed.is_new else "此后没有新的封存，仍是"
    said = [
        f"{state}第 {checkpoint.number} 号检查点：{checkpoint.size} 条", f"SHA-256 根 {checkpoint.roots.sha256.hex()}",
        f"SM3 根 {checkpoint.roots.sm3.hex()}", f"签名：{keys.told(signed.note, known)}",
    ]
    if signed.lacks:
        said.append(f"没有 SM2 签名：{signed.lacks}")
    value = {"number": checkpoint.number, "size": checkpoint.size, **checkpoint.roots.hex(), "time": checkpoint.time, "new": signed.is_new}
    return said, {**value, "signatures": keys.signed_with(signed.note, known), "note": signed.note}


def _receipt(args: argparse.Namespace) -> _Said:
    from django.utils import timezone

    from fadu.apps.officers import queries as officers
    from fadu.apps.record import queries
    from fadu.apps.record.actions.signing import issue_receipt
    from fadu.apps.record.documents.receipt import receipt_page, write_pdf
    from fadu.core.ledger import standalone
    from fadu.web.paper import fonts, layout

    if not args.output.is_dir():
        raise Unreadable(f"{args.output} 不是文件夹", "请先建立文件夹")
    at = timezone.localtime()
    faces = fonts.chosen(layout.BODY, fonts.installed())
    said, made = [], []
    replace(args.output / "standalone.py", lambda stream: stream.write(Path(str(standalone.__file__)).read_bytes()))
    for witness in args.witness:
        view = queries.receipt(issue_receipt(witness=witness, received=args.date or at.date(), actor=args.actor, at=at))
        assert view is not None
        page = receipt_page(view, officers.unit("名称"))
        stem = f"见证回执-{_file_name(view.witness)}-{view.received}-{view.checkpoint}号"
        replace(args.output / f"{stem}.txt", lambda stream, text=view.text: stream.write(text.encode()))  # type: ignore[misc]
        replace(args.output / f"{stem}.pdf", lambda stream, page=page: write_pdf(page, stream, faces))  # type: ignore[misc]
        said.append(f"已出具：{args.output / stem}.pdf，随附 {stem}.txt")
        made.append({"witness": view.witness, "index": view.index, "checkpoint": view.checkpoint, "files": [f"{stem}.pdf", f"{stem}.txt"]})
    return said, {"receipts": made}


def _export(args: argparse.Namespace) -> _Said:
    from django.utils import timezone

    from fadu.apps.record import proving, vault
    from fadu.apps.record.actions.handing import export_ledger

    counts: list[int] = []
    openings = vault.openings_of if args.openings else None
    said = {"actor": args.actor, "at": timezone.localtime(), "purpose": args.purpose, "second": args.second}
    replace(args.file, lambda stream: counts.append(export_ledger(stream, openings=openings, **said)))
    keys = proving.key_texts()
    believed = " ".join(f"--key '{key}'" for key in keys)
    lines = [f"已导出 {counts[0]} 条到 {args.file}", f"核验：python3 standalone.py {believed} {args.file}"]
    return lines, {"entries": counts[0], "file": str(args.file), "keys": keys}


def _proof(args: argparse.Namespace) -> _Said:
    from fadu.apps.record import proving

    if args.what.isascii() and args.what.isdigit():
        index = int(args.what)
    else:
        index = _sealed_at(Path(args.what))
    proof = proving.with_rows(proving.prove(index))
    replace(args.output, lambda stream: stream.write(proof.file().encode()))
    said = [f"第 {index} 条的证明已写到 {args.output}（第 {proof.checkpoint.number} 号检查点，{len(proof.path)} 个节点）"]
    return said, {"index": index, "checkpoint": proof.checkpoint.number, "nodes": len(proof.path), "file": str(args.output)}


def _sealed_at(path: Path) -> int:
    from fadu.apps.record import proving

    try:
        data = path.read_bytes()
    except OSError as problem:
        raise Unreadable(f"{path} 读不出来：{problem.strerror}", "请写档案的序号，或封存过的文件的路径") from problem
    found = next(proving.sealing(data), None)
    if found is None:
        raise Refusal(f"档案里没有一条封存过 {path}", "请核对是不是原件：改过一个字节就不再是封存的那个文件")
    return found


def _key(args: argparse.Namespace) -> _Said:
    from django.utils import timezone

    from fadu.apps.record import keys, proving
    from fadu.apps.record.actions.signing import add_sm2_key, replace_key
    from fadu.core.ledger.note import NAMES

    if args.new:
        replace_key(actor=args.actor, at=timezone.localtime(), kind="sm2" if args.sm2 else "ed25519")
    elif args.sm2:
        add_sm2_key(actor=args.actor, at=timezone.localtime())
    known = proving.known_keys()
    own = keys.own(known)
    said = [f"{key.text()} （{NAMES[key.kind]}{'，本机现用' if key in own else ''}）" for key in known]
    current = {key.kind: key.text() for key in own}
    told = {"keys": [key.text() for key in known], "current": current.get("ed25519", ""), "current_sm2": current.get("sm2", "")}
    return said or ["还没有启用签名密钥：第一次签署检查点时启用"], told


def _file_name(text: str) -> str:
    return "".join(char if char.isalnum() else "_" for char in text)
