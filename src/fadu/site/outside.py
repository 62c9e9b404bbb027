"""Check files that left the house: through the stand-alone verifier, and where there is a ledger in place against that too."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fadu.core.ledger import standalone
from fadu.core.ledger.note import NAMES
from fadu.core.refusal import Refusal, Unreadable
from fadu.site import environment, startup

_UNSEALED = "档案里没有一条封存过这个文件：被改过，或不是原件"


def verify(paths: list[Path], keys: list[str]) -> dict[str, Any]:
    """{ok, entries, root, signatures: {algorithm: count}, faults: [{where, reason}], held, notes} of the files taken together.

    `entries` and `root` (SHA-256) are those of the longest ledger that a checkpoint in the files states. Without `keys` the keys
    of the ledger in place are believed, and for an exported ledger of another house its own. Raises Unreadable.
    """
    kinds = {path: _kind(path) for path in paths}
    here = environment.has_data()
    if here:
        startup.set_up(needs_data=True)
    with tempfile.TemporaryDirectory(prefix="fadu-verify-") as scratch:
        alone = here and set(kinds.values()) == {"document"}
        proofs = list(_proofs(paths, Path(scratch))) if alone else []
        if alone and not proofs:
            return _result([{"where": str(path), "reason": _UNSEALED} for path in paths], [])
        try:
            check = standalone.run([*paths, *proofs], keys or (_own_keys(kinds) if here else []))
        except (standalone.Wrong, OSError) as problem:
            raise Unreadable(f"不能核验：{problem}", "请核对文件；回执和证明要用 --key 给出出具单位公布的公钥") from problem
    faults = [_fault(text, paths) for text in check.faults]
    faults += _against_place(check.seen) if here else []
    held = [line.replace(f"{scratch}/", "") for line in check.held]
    return _result(faults, [seal for _, seal in check.seen], held, check.notes, check.keys.good)


def _result(
    faults: list[dict[str, str]], seals: Iterable[standalone.Checkpoint], held: Iterable[str] = (), notes: Iterable[str] = (),
    signed: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    longest = max(seals, key=lambda seal: seal.size, default=None)
    return {
        "ok": not faults, "entries": longest.size if longest else 0, "root": longest.sha256.hex() if longest else "",
        "signatures": {kind: (signed or {}).get(name, 0) for kind, name in NAMES.items()}, "faults": faults, "held": list(held), "notes": list(notes),
    }


def _kind(path: Path) -> str:
    if path.is_dir():
        if not (path / "bagit.txt").is_file():
            raise Unreadable(f"{path} 是一个文件夹，不是归档包", "请给出账本、证明、回执、文件，或者解开的归档包的路径")
        return "package"
    try:
        return standalone.kind(standalone.start(path))
    except OSError as problem:
        raise Unreadable(f"{path} 读不出来：{problem.strerror}", "请核对路径和权限") from problem


def _own_keys(kinds: dict[Path, str]) -> list[str]:
    """The keys of the ledger in place, unless a ledger of another house is to be checked by what it says itself."""
    from fadu.apps.record import proving

    own = proving.key_texts()
    names = {text.partition("+")[0] for text in own}
    origins = {_origin(path) for path, kind in kinds.items() if kind in ("ledger", "package")}
    return own if origins <= names else []


def _origin(path: Path) -> str:
    try:
        if path.is_dir():
            return (path / "keys.txt").read_text("utf-8").partition("+")[0]
        return str(json.loads(standalone.start(path).split(b"\n", 1)[0])["origin"])
    except (ValueError, KeyError, TypeError, OSError):
        return ""


def _proofs(paths: list[Path], scratch: Path) -> Iterator[Path]:
    """Documents that come alone are looked up in the ledger in place; their proofs are then checked as an outsider's would be."""
    from fadu.apps.record import proving

    for place, path in enumerate(paths):
        for index in proving.sealing(path.read_bytes()):
            proof = scratch / f"档案第{index}条-{place}.json"
            proof.write_text(proving.prove(index).file(), encoding="utf-8")
            yield proof


def _against_place(seen: Iterable[tuple[str, standalone.Checkpoint]]) -> list[dict[str, str]]:
    """Does the ledger in place still begin with what the files' checkpoints signed?"""
    from fadu.apps.record import proving, queries

    size, _ = queries.head()
    own = {text.partition("+")[0] for text in proving.key_texts()}
    faults = []
    for where, seal in seen:
        if seal.origin not in own:
            continue
        try:
            same = seal.size <= size and proving.root(seal.size) == (seal.sha256, seal.sm3)
        except Refusal:
            same = False
        if not same:
            faults.append({"where": where, "reason": f"本机的档案不是它的延续：前 {seal.size} 条与所签的不符，或已被截去"})
    return faults


def _fault(text: str, paths: Iterable[Path]) -> dict[str, str]:
    """A fault of the stand-alone verifier as where and what; it writes both in one line."""
    path = next((str(path) for path in paths if text.startswith(str(path))), "")
    where, _, reason = text[len(path) :].partition("：")
    return {"where": path + where, "reason": reason}
