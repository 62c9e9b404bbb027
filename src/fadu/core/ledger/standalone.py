#!/usr/bin/env python3
"""Checks what Fadu (法度) handed out, without Fadu: one file, Python 3.8 or later, nothing else to install, no network.

    python3 standalone.py [--key 公钥]… [--json] [--plain] [--jobs N] FILE…

FILE is an exported ledger (fadu-ledger-1), the proof of an entry or a figure (fadu-proof-1), a witness receipt
(fadu-receipt-1), a bare signed checkpoint, a package (a folder with bagit.txt), or any document: a document must be sealed
by an entry of a proof or ledger given with it, and nothing may be missing from a package that an entry in it lists.
All signed checkpoints in all files are compared, so two receipts, or a receipt and a ledger, expose a second
history. Without --key the keys in the ledger's own first line are used, and the output says so. --plain does without
OpenSSL's SM3. Exit: 0 all holds, 1 something does not, 2 unreadable or nothing to check it with.

The form of the files is in docs/ledger-format.md. Hash trees: RFC 9162. Signatures: RFC 8032, GB/T 32918, C2SP signed-note. SM3: GB/T 32905.
This file shares no code with the product that writes what it checks.
"""

# ruff: noqa: B905 (zip has no strict in Python 3.8)
from __future__ import annotations

import argparse
import base64
import gc
import hashlib
import json
import os
import re
import sys
from binascii import hexlify
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from datetime import datetime, timedelta
from decimal import Decimal
from operator import add, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SHOWN = 200  # faults told one by one
LAG = timedelta(minutes=15)
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
CHARACTER = r'[^"\\\x00-\x1f]'  # of a text without escapes: one with them is taken apart
WHOLE = "(?:0|-?[1-9][0-9]{0,17})"
PLAIN = rf'(?:"{CHARACTER}*"|{WHOLE}|null|true|false)'
MOST_FORMS = 64
FORMS: list[tuple[str, Callable[[str], Any], str]] = []  # of entries (`learn`), the last used first
NUMBER = re.compile(r"-?\d+(\.\d+)?")
TIME_AND_SALT = re.compile(TIME.pattern + "[0-9a-f]{32}")
HEX, SALT = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{32}")
ENTRY_KEYS = {"actor", "event", "mode", "subject", "at", "salt", "form", "version"}
TEXTS = ENTRY_KEYS - {"form", "version"} | {"basis", "batch", "number", "sheet", "source"}
ALL_KEYS = ENTRY_KEYS | TEXTS | {"before", "after", "device", "private"}
HEADER = {"algorithms", "format", "keys", "openings", "origin"}
SHAPES: dict[tuple[str, ...], Callable[[Any], tuple[Any, ...]]] = {}  # keys that were found to be complete -> the values that are texts
RUN = 512  # entries that are checked at once
ALONE = 32 << 20  # bytes of a ledger up to which one process is quicker than many
JOBS = os.cpu_count() or 1
TAIL_BYTES = len(',"index":,"sha256":"","sm3":""}\n') + 2 * 64  # and the digits of the index
TAIL = re.compile(rb',"index":(\d+),"sha256":"([0-9a-f]{64})","sm3":"([0-9a-f]{64})"\}\n\Z')


class Wrong(Exception):
    """Something does not hold; says what, in Chinese."""


# What reading a forged file may raise: whatever it is, the file does not hold.
BROKEN = (Wrong, ValueError, TypeError, AttributeError, KeyError, ArithmeticError, RecursionError)


def sm3(data: bytes) -> bytes:
    """SM3 (GB/T 32905-2016) in plain Python."""
    mask = 0xFFFFFFFF

    def turn(x: int, n: int) -> int:
        n %= 32
        return (x << n | x >> 32 - n) & mask if n else x

    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    data += b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    for start in range(0, len(data), 64):
        w = [int.from_bytes(data[i : i + 4], "big") for i in range(start, start + 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ turn(w[j - 3], 15)
            w.append(x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            s1 = turn(turn(a, 12) + e + turn(0x79CC4519 if j < 16 else 0x7A879D8A, j) & mask, 7)
            ff, gg = (a ^ b ^ c, e ^ f ^ g) if j < 16 else (a & b | a & c | b & c, e & f | ~e & g & mask)
            t1, t2 = ff + d + (s1 ^ turn(a, 12)) + (w[j] ^ w[j + 4]) & mask, gg + h + s1 + w[j] & mask
            a, b, c, d, e, f, g, h = t1, a, turn(b, 9), c, t2 ^ turn(t2, 9) ^ turn(t2, 17), e, turn(f, 19), g
        new = [a, b, c, d, e, f, g, h]
        state = [new[i] ^ state[i] for i in range(8)]
    return b"".join(x.to_bytes(4, "big") for x in state)


def sha256(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def fast_sm3(data: bytes) -> bytes:
    """SM3 by OpenSSL."""
    return hashlib.new("sm3", data).digest()


HASHES: dict[str, Callable[[bytes], bytes]] = {"sha256": sha256, "sm3": fast_sm3 if "sm3" in hashlib.algorithms_available else sm3}

# Ed25519 (RFC 8032, 5.1): points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def plus(p: tuple[int, int, int, int], q: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Sum of two points."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n: int, p: Any, adding: Callable[[Any, Any], Any], total: Any) -> Any:
    """n·p on the curve with this addition; `total` is its zero."""
    while n:
        if n & 1:
            total = adding(total, p)
        p, n = adding(p, p), n >> 1
    return total


def point(data: bytes) -> tuple[int, int, int, int]:
    """The point of 32 bytes. Raises Wrong where there is none, or where the bytes are not its only form."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if len(data) != 32 or y >= P or x * x % P != square or (x == 0 and sign):
        raise Wrong("不是 Ed25519 公钥")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Is this the signature over the message by the owner of the key?"""
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ORDER:
        return False
    try:
        x, y, z, t = point(public)
    except Wrong:
        return False
    k = int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % ORDER
    zero = (0, 1, 1, 0)
    x, y, z, _ = plus(times(s, BASE, plus, zero), times(k, (-x % P, y, z, -t % P), plus, zero))
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little") == r


# SM2 (GB/T 32918.2-2016) on the curve of GB/T 32918.5-2017, a = -3: points as (x, y), () at infinity.
SM2_P = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFF_00000000_FFFFFFFF_FFFFFFFF
SM2_B = 0x28E9FA9E_9D9F5E34_4D5A9E4B_CF6509A7_F39789F5_15AB8F92_DDBCBD41_4D940E93
SM2_N = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_7203DF6B_21C6052B_53BBF409_39D54123
SM2_G = (
    0x32C4AE2C_1F198119_5F990446_6A39C994_8FE30BBF_F2660BE1_715A4589_334C74C7,
    0xBC3736A2_F4F6779C_59BDCEE3_6B692153_D0A9877C_C62A4740_02DF32E5_2139F0A0,
)
SM2_ID = b"1234567812345678"  # GB/T 35276: of a signer that agreed on no other


def sm2_plus(p: tuple[int, ...], q: tuple[int, ...]) -> tuple[int, ...]:
    """Sum of two points."""
    if not p or not q:
        return p or q
    (x, y), (u, v) = p, q
    if x == u and (y + v) % SM2_P == 0:
        return ()
    slope = 3 * (x * x - 1) * pow(2 * y, -1, SM2_P) if x == u else (v - y) * pow(u - x, -1, SM2_P)
    w = (slope * slope - x - u) % SM2_P
    return w, (slope * (x - w) - y) % SM2_P


def sm2(public: bytes, message: bytes, signature: bytes, ident: bytes = SM2_ID) -> bool:
    """Is r ‖ s the signature over the message by the owner of the key x ‖ y (GB/T 32918.2, 7.1)?"""
    x, y, r, s = (int.from_bytes(half, "big") for text in (public, signature) for half in (text[:32], text[32:]))
    if len(public) != 64 or len(signature) != 64 or max(x, y) >= SM2_P or (y * y - x * x * x + 3 * x - SM2_B) % SM2_P:
        return False
    t = (r + s) % SM2_N
    if not (0 < r < SM2_N and 0 < s < SM2_N and t):
        return False
    curve = b"".join(number.to_bytes(32, "big") for number in (SM2_P - 3, SM2_B, *SM2_G))
    signer = HASHES["sm3"]((8 * len(ident)).to_bytes(2, "big") + ident + curve + public)
    found = sm2_plus(times(s, SM2_G, sm2_plus, ()), times(t, (x, y), sm2_plus, ()))
    digest = int.from_bytes(HASHES["sm3"](signer + message), "big")
    return bool(found) and (digest + found[0]) % SM2_N == r


def node(name: str, left: bytes, right: bytes) -> bytes:
    """An inner node of the tree of one algorithm."""
    return HASHES[name](b"\x01" + left + right)


def each(name: str, mark: bytes, parts: Iterable[bytes]) -> list[bytes]:
    """The digests of mark ‖ part, of many parts at once."""
    if name == "sm3" and HASHES[name] is not sm3:
        copy, made = hashlib.new("sm3", mark).copy, []  # copied, not looked up by name for each
        for part in parts:
            state = copy()
            state.update(part)
            made.append(state.digest())
        return made
    hash = hashlib.sha256 if name == "sha256" else None
    return [hash(mark + part).digest() if hash else HASHES[name](mark + part) for part in parts]


class Tree:
    """A hash tree that grows by runs of leaves: waiting[k] is a full subtree of 2^k leaves that has no partner yet."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.waiting: list[bytes] = []

    def add(self, leaves: list[bytes]) -> None:
        k = 0
        while leaves:
            if k == len(self.waiting):
                self.waiting.append(b"")
            row = [self.waiting[k], *leaves] if self.waiting[k] else leaves
            self.waiting[k] = row[-1] if len(row) % 2 else b""
            leaves = each(self.name, b"\x01", map(add, row[0::2], row[1::2]))
            k += 1

    def root(self) -> bytes:
        root = b""
        for left in filter(None, self.waiting):
            root = node(self.name, left, root) if root else left
        return root or HASHES[self.name](b"")


def half(size: int) -> int:
    """The largest power of two below a size of 2 or more."""
    return 1 << (size - 1).bit_length() - 1


def rooted(name: str, leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root to which an inclusion path (used up from its end) leads."""
    if size == 1:
        return leaf
    k = half(size)
    if not path:
        raise Wrong("路径短了")
    other = path.pop()
    if index < k:
        return node(name, rooted(name, leaf, index, k, path), other)
    return node(name, other, rooted(name, leaf, index - k, size - k, path))


def grown(name: str, old: int, size: int, path: list[bytes], known: bytes) -> tuple[bytes, bytes]:
    """The roots before and after to which a consistency path (used up from its end) leads; `known` is the root before."""
    if old == size and known:
        return known, known
    if not path:
        raise Wrong("路径短了")
    other = path.pop()
    if old == size:
        return other, other
    k = half(size)
    if old <= k:
        before, after = grown(name, old, k, path, known)
        return before, node(name, after, other)
    before, after = grown(name, old - k, size - k, path, b"")
    return node(name, other, before), node(name, other, after)


def no_number(text: str) -> Any:
    raise Wrong(f"有不是整数的数 {text}")


DECODE = json.JSONDecoder(parse_float=no_number, parse_constant=no_number).raw_decode
ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical(value: Any) -> bytes:
    """The one byte form of a JSON value: keys sorted, no blanks, UTF-8, no needless escapes."""
    return ENCODE(value).encode()


def strict(data: bytes) -> Any:
    """The JSON value of bytes that are in the one byte form. Raises Wrong otherwise."""
    try:
        text = data.decode()
        value, _ = DECODE(text)
        if ENCODE(value) == text:
            return value
    except (ValueError, RecursionError):
        value = None
    raise Wrong("不完整，或不是规范 JSON")


def told(fault: BaseException) -> str:
    """A fault in words."""
    return str(fault) if isinstance(fault, Wrong) else "写法不对，读不出来"


def need(holds: Any, reason: str) -> None:
    """Raises Wrong with the reason unless it holds."""
    if not holds:
        raise Wrong(reason)


def named(value: Any) -> dict[str, bytes]:
    """{algorithm: digest} of {algorithm: hex}."""
    need(set(value) == set(HASHES), "缺一种算法的摘要")
    need(all(HEX.fullmatch(text) for text in value.values()), "摘要写法不对")
    return {name: bytes.fromhex(text) for name, text in value.items()}


def hashed(data: bytes) -> dict[str, bytes]:
    """{algorithm: digest} of bytes."""
    return {name: hash(data) for name, hash in HASHES.items()}


class Checkpoint(NamedTuple):
    """What the bureau signed."""

    origin: str
    number: int
    size: int
    time: str
    sha256: bytes
    sm3: bytes

    def name(self) -> str:
        return f"第 {self.number} 号检查点（{self.size} 条，{self.time}）"


class Keys:
    """The keys that are believed, as name+id+base64(type ‖ key)."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.known: dict[tuple[str, bytes], tuple[str, Callable[[bytes, bytes, bytes], bool], bytes]] = {}
        self.unread = 0  # signature lines of other keys
        self.notes = 0  # signed texts that were read
        self.good: dict[str, int] = {}  # algorithm -> how many of them it signed
        for text in texts:
            name, ident, raw = [*text.split("+", 2), "", ""][:3]
            data = unbase(raw)
            need(ident == sha256(name.encode() + b"\n" + data)[:4].hex(), f"公钥写法不对：{text}")
            for mark, algorithm, check in ((b"\x01", "Ed25519", ed25519), (b"\xfffadu/sm2-with-sm3", "SM2", sm2)):
                if data.startswith(mark):
                    self.known[name, bytes.fromhex(ident)] = algorithm, check, data[len(mark) :]
                    self.good[algorithm] = 0

    def read(self, note: str) -> str:
        """The signed text of a note."""
        text, _, tail = note.rpartition("\n\n")
        found = re.fullmatch(r"(?:— [^\s+]+ [A-Za-z0-9+/]+=*\n)+", tail)
        need(text and found, "不是签名文本")
        signed = set()
        for name, raw in (line.split(" ")[1:] for line in tail.splitlines()):
            data = unbase(raw)
            if (name, data[:4]) not in self.known:
                self.unread += 1
                continue
            algorithm, check, public = self.known[name, data[:4]]
            need(check(public, (text + "\n").encode(), data[4:]), f"{name} 的 {algorithm} 签名不符")
            signed.add(algorithm)
        need(signed, "没有一个签名出自所给的公钥")
        self.notes += 1
        for algorithm in signed:
            self.good[algorithm] += 1
        return text + "\n"

    def lacking(self) -> list[str]:
        """Where an algorithm did not sign though its key is given: a signature that was taken away shows so."""
        few = [f"{algorithm} {self.notes - count} 份" for algorithm, count in self.good.items() if count < self.notes]
        return [f"{self.notes} 份签名文本中没有签名的：{'，'.join(few)}（启用公钥之前签署的没有；此后的也没有，就要查问）"] if few else []


def unbase(text: str) -> bytes:
    """Bytes of Base64 in its one form."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        data = b""
    need(data and base64.b64encode(data).decode() == text, "Base64 写法不对")
    return data


def checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a signed text."""
    found = re.fullmatch(r"([^\s+]+)\n(0|[1-9]\d*)\n(\S{44})\nsm3 (\S{44})\nnumber ([1-9]\d*)\ntime (\S+)\n", text, re.ASCII)
    need(found and TIME.fullmatch(found[6]), "不是检查点")
    assert found
    return Checkpoint(found[1], int(found[5]), int(found[2]), found[6], unbase(found[3]), unbase(found[4]))


def formed(record: Any) -> None:
    """Has an entry all it must have, and nothing that is null, empty or unknown?"""
    keys = tuple(record)
    if keys not in SHAPES:
        need(record.keys() >= ENTRY_KEYS, "条目缺项")
        need(record.keys() <= ALL_KEYS, "条目有不认识的项")
        SHAPES[keys] = itemgetter(*sorted(record.keys() & TEXTS))
    values, texts = record.values(), SHAPES[keys](record)
    if None in values or "" in values:
        raise Wrong("有空的项")
    if {*map(type, texts)} != {str}:
        raise Wrong("有的项不是文字")
    if (type(record["form"]), record["form"], type(record["version"])) != (int, 1, int):
        raise Wrong("条目的版式不认识")
    if record["mode"] not in ("done", "recorded"):
        raise Wrong("mode 不认识")
    if not TIME_AND_SALT.fullmatch(record["at"] + record["salt"]):
        raise Wrong("时间或盐的写法不对")
    if "private" in record:
        need(record["private"], "private 是空的")
        for commitment in record["private"].values():
            named(commitment)


def entry(text: bytes, whole: bool) -> Any:
    """The record of a sealed text: in the one byte form, with all it must have. Raises what is in BROKEN otherwise.

    One of a form that was met before is not taken apart again, unless `whole` is wanted: then its event and time are all that matters.
    """
    shown = text.decode()
    for place, (event, fits, _) in enumerate(() if whole else FORMS):
        found = fits(shown)
        if found:
            FORMS.insert(0, FORMS.pop(place))
            return {"event": event, "at": found[1]}
    record = strict(text)
    formed(record)
    if len(FORMS) < MOST_FORMS and not record.keys() & {"device", "private"} and record["event"] not in ("ClockWentBack", "ValuesErased"):
        learn(record)
    return record


def learn(record: Any) -> None:
    """Keep the form of a record that was found good: a pattern of all texts with these keys, for this event, that would be found good."""
    sides = {name: form(record[name]) if type(record[name]) is dict else "" for name in ("after", "before") if name in record}
    if not all(sides.values()):
        return
    fixed = {
        "event": re.escape(ENCODE(record["event"])), "form": "1", "version": WHOLE, "mode": '"(?:done|recorded)"', "at": f'"({TIME.pattern})"',
        "salt": f'"{SALT.pattern}"', **sides,
    }
    pairs = [f'"{name}":' + fixed.get(name, f'"{CHARACTER}+"') for name in sorted(record)]
    pattern = r"\{" + ",".join(pairs) + r"\}"
    if all(pattern != known for _, _, known in FORMS):
        FORMS.insert(0, (record["event"], re.compile(pattern).fullmatch, pattern))


def form(value: Any) -> str:
    """A pattern of all values in the one byte form that have the keys of this one; "" where there is none (a list of objects)."""
    if type(value) is dict:
        pairs = [(re.escape(ENCODE(key)), form(value[key])) for key in sorted(value)]
        return r"\{" + ",".join(f"{key}:{inner}" for key, inner in pairs) + r"\}" if all(inner for _, inner in pairs) else ""
    if type(value) is list and any(type(item) in (dict, list) for item in value):
        return ""
    return rf"(?:{PLAIN}|\[(?:{PLAIN}(?:,{PLAIN})*)?\])"


def opened(record: Any, values: Any) -> None:
    """Are these the values that the entry committed to?"""
    need(values, "没有可核的个人信息")
    for path, opening in values.items():
        need(path in record.get("private", {}), f"{path} 没有封存过")
        need(set(opening) == {"salt", "value"} and SALT.fullmatch(opening["salt"]), f"{path} 的盐或值写法不对")
        data = b"\x02" + bytes.fromhex(opening["salt"]) + path.encode() + b"\x00" + canonical(opening["value"])
        need(hashed(data) == named(record["private"][path]), f"{path} 与封存的承诺不符")


def walk(value: Any) -> Iterator[Any]:
    """Every object inside a JSON value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from walk(item)


def sealing(data: bytes) -> dict[str, Any]:
    """How an entry seals bytes: both digests and the size."""
    return {**{name: digest.hex() for name, digest in hashed(data).items()}, "size": len(data)}


def stated(record: Any, wanted: dict[str, Any]) -> bool:
    """Does an entry seal what has these digests and this size?"""
    return any(all(item.get(name) == value for name, value in wanted.items()) for item in walk(record.get("after")))


def together(first: int, lines: list[bytes], marks: list[bytes], plain: bool = False) -> tuple[dict[str, list[bytes]], list[Any]]:
    """Leaves and records of entries in a row, of which the first must be entry `first`. Raises what is in BROKEN where one does not hold.

    Entries with one of the `marks` (digests of documents) come back whole. A helper process is told by `plain` to do without OpenSSL's SM3.
    """
    if plain:
        HASHES["sm3"] = sm3
    texts = [line[9 : -(TAIL_BYTES + len(str(index)))] for index, line in enumerate(lines, first)]
    leaves = {name: each(name, b"\x00", texts) for name in HASHES}
    for index, (line, one, other) in enumerate(zip(lines, leaves["sha256"], leaves["sm3"]), first):
        need(line.endswith(b',"index":%d,"sha256":"%b","sm3":"%b"}\n' % (index, hexlify(one), hexlify(other))), "内容与摘要不符")
    return leaves, [entry(text, whole=any(mark in text for mark in marks)) for text in texts]


def runs(file: Iterable[bytes], stops: set[int]) -> Iterator[tuple[int, int, list[bytes]]]:
    """(number of the first line, index that the first entry should have, lines): entries in runs that end at each of `stops`, every
    other line alone under the index -1."""
    run: list[bytes] = []
    number = count = 0
    for number, line in enumerate(file, 1):
        if line.startswith(b'{"entry":'):
            run.append(line)
            count += 1
            if len(run) < RUN and count not in stops:
                continue
        if run:
            yield number + line.startswith(b'{"entry":') - len(run), count - len(run), run
            run = []
        if not line.startswith(b'{"entry":'):
            yield number, -1, [line]
    if run:
        yield number + 1 - len(run), count - len(run), run


class Check:
    """All files of one call: what holds, what does not, what should be known."""

    def __init__(self, keys: Keys, documents: dict[str, bytes]) -> None:
        self.keys, self.documents = keys, documents
        self.seals = {name: sealing(data) for name, data in documents.items()}
        self.marks = [wanted["sha256"].encode() for wanted in self.seals.values()]
        self.held: list[str] = []
        self.notes: list[str] = []
        self.faults: list[str] = []
        self.sealed: set[str] = set()
        self.seen: list[tuple[str, Checkpoint]] = []
        self.listed: list[tuple[str, Any]] = []  # files that a proof's entry names by path, with their digests

    def fault(self, where: str, reason: str) -> None:
        """Keep a fault; the first of very many tell enough."""
        if len(self.faults) < SHOWN:
            self.faults.append(f"{where}：{reason}")
        elif len(self.faults) == SHOWN:
            self.faults.append("不符之处很多，其余不再列出")

    def signed(self, where: str, note: Any) -> Checkpoint:
        """A checkpoint whose signature holds; kept to be compared with all others."""
        found = checkpoint(self.keys.read(note))
        self.seen.append((where, found))
        return found

    def match(self, where: str, index: int, record: Any) -> None:
        """Which of the documents does this entry seal?"""
        for name, wanted in self.seals.items():
            if stated(record, wanted):
                self.sealed.add(name)
                self.held.append(f"{name}：与{where}第 {index} 条所封存的一致")

    def proof(self, where: str, data: bytes) -> None:
        """The proof of one entry: its form, its place, the signature; then what is opened and what is counted."""
        need(data.endswith(b"\n"), "文件不完整")
        value = strict(data[:-1])
        keys = {"checkpoint", "entry", "format", "index", "path"}
        need(keys <= set(value) <= keys | {"open", "rows", "shown"} and value["format"] == "fadu-proof-1", "不是证明文件")
        record, index, path = value["entry"], value["index"], value["path"]
        seal = self.signed(where, value["checkpoint"])
        included(record, index, path, seal)
        if "open" in value:
            opened(record, value["open"])
        if "rows" in value:
            self.figure(where, record, index, value["rows"])
            self.counted(where, record, value["rows"], value.get("shown", []), seal)
        elif "shown" in value:
            raise Wrong("附有各行，而没有行的清单")
        elif any(isinstance(item.get("rows"), dict) for item in walk(record.get("after"))):
            raise Wrong("数字所据的行没有附上")
        self.match(where, index, record)
        self.listed += [(where, item) for item in walk(record.get("after")) if {"path", "sha256"} <= set(item)]
        self.held.append(f"{where}：第 {index} 条在 {seal.origin} 的{seal.name()}之内，算法 {'、'.join(path)}")

    def figure(self, where: str, record: Any, index: int, rows: Any) -> None:
        """The rows that a reported figure counts: sealed with it, each once, each before it, and adding up."""
        after = record.get("after", {})
        need(all(len(row) == 2 for row in rows), "行的写法不对")
        need(stated({"after": after.get("rows")}, sealing(canonical(rows))), "行与数字封存时的不符")
        acts = [row[0] for row in rows]
        need(all(type(act) is int and 0 <= act < index for act in acts) and len(set(acts)) == len(acts), "行重复，或不在数字之前")
        if after.get("how") == "sum":
            need(all(NUMBER.fullmatch(str(row[1])) for row in rows), "行的数额不是数")
            total = sum(Decimal(row[1]) for row in rows)
            need(total == Decimal(str(after.get("value"))), f"各行之和 {total} 不等于封存的数 {after.get('value')}")
        elif after.get("how") == "distinct":
            different = len({row[1] for row in rows} - {""})
            need(str(different) == after.get("value"), f"各行共有 {different} 个不同的值，不等于封存的数 {after.get('value')}")
        else:
            self.notes.append(f"{where}：这个数不能由各行逐一复算，只核了行未变，没有复算")
        days = f"（{after['first']} 至 {after['last']}，统计时点 {after['as_of']}）" if {"first", "last", "as_of"} <= set(after) else ""
        self.held.append(f"{where}：指标 {after.get('figure')} 为 {after.get('value')}{days}，所据 {len(rows)} 行与封存时一致")

    def counted(self, where: str, record: Any, rows: Any, shown: Any, seal: Checkpoint) -> None:
        """The acts of the rows where the figure says from which field of theirs it follows: each in the ledger, each saying what it counts for."""
        after = record.get("after", {})
        field = after.get("field")
        if not field:
            need(not shown, "附有各行，而数字没有写明取自哪一栏")
            return
        need([act["index"] for act in shown] == [row[0] for row in rows], "附的各行与清单不一致")
        for place, act in enumerate(shown):
            index, contribution = rows[place]
            need(set(act) == {"entry", "index", "path"}, "各行的写法不对")
            included(act["entry"], index, act["path"], seal)
            values = act["entry"].get("after", {})
            need(field in values, f"第 {index} 条没有 {field} 这一栏")
            need(contribution == contributed(values[field], after.get("how")), f"第 {index} 条的 {field} 与计入的数不符")
        sheets = {act["entry"].get("sheet", "") for act in shown}
        need(len(sheets) <= 1 and len({act["entry"]["subject"] for act in shown}) == len(shown), "各行不在同一登记簿，或同一行计了两次")
        self.held.append(f"{where}：已按{'、'.join(sheets)} {len(shown)} 行封存时的 {field} 逐行复算")

    def receipt(self, where: str, data: bytes) -> None:
        """A witness receipt: its own signature, its checkpoint, and that it extends the one before."""
        text = self.keys.read(data.decode())
        value = strict(text.split("\n", 1)[1][:-1].encode())
        need({"checkpoint", "received", "witness"} <= set(value) <= {"checkpoint", "received", "witness", "previous", "path"}, "不是见证回执")
        need(("previous" in value) == ("path" in value), "缺前一检查点或延续证明")
        new = self.signed(where, value["checkpoint"])
        self.held.append(f"{where}：{value['witness']} {value['received']} 收存的{new.name()}签名有效")
        if "previous" not in value:
            return
        old = self.signed(where, value["previous"])
        need(old.origin == new.origin and 0 < old.size <= new.size and set(value["path"]) == set(HASHES), "前后检查点不成一对")
        for name in HASHES:
            steps = digests(value["path"][name])
            roots = grown(name, old.size, new.size, steps, getattr(old, name))
            need(roots == (getattr(old, name), getattr(new, name)) and not steps, f"{name}：后一检查点不是前一个的延续")

    def compare(self) -> None:
        """Checkpoints that can't belong to one history, whoever kept them."""
        last: dict[str, tuple[str, Checkpoint]] = {}
        roots: dict[tuple[str, int], tuple[str, Checkpoint]] = {}
        for where, new in sorted(self.seen, key=lambda pair: pair[1]):
            by, old = last.get(new.origin, (where, new))
            if new.number == old.number and new != old:
                self.fault(where, f"账本分叉：与{by}的第 {new.number} 号检查点不同，而两个签名都有效")
            elif new.size < old.size:
                self.fault(where, f"账本分叉：第 {new.number} 号在{by}的第 {old.number} 号之后，条数却更小，而两个签名都有效")
            elif new.time < old.time:
                self.notes.append(f"{where}：第 {new.number} 号检查点的时间早于第 {old.number} 号（时钟曾经不准）")
            by, old = roots.setdefault((new.origin, new.size), (where, new))
            if (old.sha256, old.sm3) != (new.sha256, new.sm3):
                self.fault(where, f"账本分叉：与{by}的根不同（同为 {new.size} 条），而两个签名都有效")
            last[new.origin] = (where, new)


def contributed(value: Any, how: str) -> str:
    """What a value of a row counts for, as text: an empty one adds nothing, and is no value of its own."""
    if value is None:
        return "0" if how == "sum" else ""
    return value if isinstance(value, str) else canonical(value).decode()


def included(record: Any, index: Any, path: Any, seal: Checkpoint) -> None:
    """Does an entry have the right form, and do its paths lead to the roots that were signed?"""
    formed(record)
    need(type(index) is int and 0 <= index < seal.size, "序号不在检查点之内")
    need(path and set(path) <= set(HASHES), "没有路径")
    for name in path:
        steps = digests(path[name])
        root = rooted(name, HASHES[name](b"\x00" + canonical(record)), index, seal.size, steps)
        need(root == getattr(seal, name) and not steps, f"{name} 路径不通向所签的根")


def digests(value: Any) -> list[bytes]:
    """The digests of a list of hex texts."""
    need(all(HEX.fullmatch(text) for text in value), "路径写法不对")
    return [bytes.fromhex(text) for text in value]


class Ledger:
    """An exported ledger, read once from start to end."""

    def __init__(self, check: Check, where: str) -> None:
        self.check, self.where = check, where
        self.trees = {name: Tree(name) for name in HASHES}
        self.count = self.next = 0  # entries read; index that the next line must state
        self.header: Any = {}
        self.record: Any = None  # of the line before, if that was an entry
        self.latest: Any = None  # datetime
        self.devices: dict[str, tuple[int, str]] = {}
        self.places: dict[str, set[tuple[int, str]]] = {"private": set(), "open": set(), "erased": set()}
        self.last = Checkpoint("", 0, 0, "", b"", b"")
        self.wanted = {seal.size for _, seal in check.seen}
        self.roots: dict[int, list[bytes]] = {0: [tree.root() for tree in self.trees.values()]}

    def read(self, path: Path) -> None:
        """Check every line; each fault is kept with its line."""
        helpers = JOBS if path.stat().st_size > ALONE else 1
        with path.open("rb") as file, ProcessPoolExecutor(helpers) if helpers > 1 else nullcontext() as pool:
            waiting: deque[tuple[int, int, list[bytes], Any]] = deque()
            for number, first, lines in runs(file, self.wanted):
                work = pool.submit(together, first, lines, self.check.marks, HASHES["sm3"] is sm3) if pool and first >= 0 else None
                waiting.append((number, first, lines, work))
                while len(waiting) > (4 * helpers if pool else 0):
                    self.take(*waiting.popleft())
            while waiting:
                self.take(*waiting.popleft())
        try:
            self.end()
        except Wrong as fault:
            self.check.fault(self.where, str(fault))

    def told(self, number: int, check: Callable[..., None], *what: Any) -> None:
        """Check something of a line; what does not hold is kept with the number of the line."""
        try:
            check(*what)
        except BROKEN as fault:
            self.check.fault(f"{self.where} 第 {number} 行", told(fault))

    def take(self, number: int, first: int, lines: list[bytes], work: Any) -> None:
        """A run of lines from the line `number`: entries all at once where they hold, else one by one, to say which does not."""
        if first < 0:
            self.told(number, self.line, number, lines[0])
            return
        try:
            need(first == self.next, "前面缺少条目")
            leaves, records = work.result() if work else together(first, lines, self.check.marks)
        except (*BROKEN, RuntimeError):  # also where a helper could not go on
            for at, line in enumerate(lines, number):
                self.record = None
                self.told(at, self.single, line)
            return
        self.grow(leaves)
        for at, record in enumerate(records):
            self.told(number + at, self.said, first + at, record)
        self.record = records[-1]

    def grow(self, leaves: dict[str, list[bytes]]) -> None:
        """Take leaves into both trees."""
        for name, tree in self.trees.items():
            tree.add(leaves[name])
        self.count += len(leaves["sha256"])
        self.next += len(leaves["sha256"])
        if self.count in self.wanted:
            self.roots[self.count] = [tree.root() for tree in self.trees.values()]

    def line(self, number: int, line: bytes) -> None:
        before, self.record = self.record, None
        need(line.endswith(b"\n"), "这一行不完整")
        value = strict(line[:-1])
        if number == 1:
            need(set(value) == HEADER and value["format"] == "fadu-ledger-1", "第一行不是账本的文件头")
            need(value["algorithms"] == list(HASHES) and value["openings"] in ("all", "none"), "算法或 openings 不认识")
            self.header = value
        elif set(value) == {"checkpoint"}:
            self.checkpoint(value["checkpoint"])
        else:
            need(set(value) == {"index", "open"} and self.header.get("openings") == "all", "不认识的行")
            need(before and value["index"] == self.next - 1, "个人信息没有跟在它的条目后面")
            opened(before, value["open"])
            self.places["open"].update((value["index"], place) for place in value["open"])

    def single(self, line: bytes) -> None:
        index, size = self.next, TAIL_BYTES + len(str(self.next))
        text = line[9:-size]
        leaf = {name: hash(b"\x00" + text) for name, hash in HASHES.items()}
        self.grow({name: [digest] for name, digest in leaf.items()})
        if line[-size:] != f',"index":{index},"sha256":"{leaf["sha256"].hex()}","sm3":"{leaf["sm3"].hex()}"}}\n'.encode():
            found = TAIL.search(line)
            if not found:
                raise Wrong("这一行不完整")
            stated = int(found[1])
            self.next = stated + 1
            need(stated == index, f"写着第 {stated} 条，应是第 {index} 条：缺少、重复或换序")
            raise Wrong("内容与摘要不符")
        record = self.record = entry(text, whole=True)
        self.said(index, record)

    def said(self, index: int, record: Any) -> None:
        """What an entry says that others must fit: values withheld or erased, documents, the clock, the device."""
        if "private" in record:
            self.places["private"].update((index, place) for place in record["private"])
        if record["event"] == "ValuesErased":
            self.erased(record)
        self.check.match(self.where, index, record)
        self.clock(record)
        if "device" in record:
            self.device(record["device"], index)

    def erased(self, record: Any) -> None:
        places = record.get("after", {}).get("erased")
        need(places, "没有写明抹除了哪些值")
        self.places["erased"].update((index, place) for index, place in places)

    def clock(self, record: Any) -> None:
        try:
            at = datetime.fromisoformat(record["at"][:-1])
        except ValueError:
            raise Wrong("没有这个时刻") from None
        back = self.latest is not None and at < self.latest - LAG
        if record["event"] == "ClockWentBack":
            need(back and record.get("after") == {"latest": self.latest.isoformat(timespec="microseconds") + "Z"}, "所述的时钟倒退与前面的条目不符")
            self.check.notes.append(f"{self.where}：服务器时钟从 {self.latest} 退到 {at}（已声明）")
            self.latest = at
        elif back:
            raise Wrong(f"时间早于此前的 {self.latest}，而没有声明时钟倒退")
        self.latest = max(self.latest or at, at)

    def device(self, stamp: Any, index: int) -> None:
        need(set(stamp) == {"at", "id", "seq"} and type(stamp["seq"]) is int and TIME.fullmatch(stamp["at"]), "device 的写法不对")
        last, at = self.devices.get(stamp["id"], (0, ""))
        need(stamp["seq"] > last, f"设备 {stamp['id']} 的第 {stamp['seq']} 号重复或换序")
        if stamp["seq"] > last + 1:
            self.check.notes.append(f"第 {index} 条：设备 {stamp['id']} 缺第 {last + 1} 至 {stamp['seq'] - 1} 号")
        if stamp["at"] < at:
            self.check.notes.append(f"第 {index} 条：设备 {stamp['id']} 的时钟倒退")
        self.devices[stamp["id"]] = stamp["seq"], stamp["at"]

    def checkpoint(self, note: Any) -> None:
        seal, last = self.check.signed(self.where, note), self.last
        self.last = seal
        need(seal.origin == self.header.get("origin"), "检查点属于另一个账本")
        need(seal.number == last.number + 1, f"第 {last.number} 号检查点之后是第 {seal.number} 号：缺少、重复或换序")
        need(seal.size == self.count, f"检查点签的是 {seal.size} 条，前面有 {self.count} 条")
        need([seal.sha256, seal.sm3] == [tree.root() for tree in self.trees.values()], f"前 {self.count} 条的根与第 {seal.number} 号检查点所签的不符")

    def end(self) -> None:
        """What only shows at the end: a cut tail, values neither shown nor erased, receipts that say otherwise."""
        need(self.last.number and self.last.size == self.count, f"末尾没有覆盖全部 {self.count} 条的检查点：文件被截断，或检查点不符")
        private, shown, erased = (self.places[name] for name in ("private", "open", "erased"))
        need(erased <= private, "抹除了不曾封存的值")
        need(not shown & erased, f"声明已抹除的值还在：{sorted(shown & erased)[:3]}")
        missing = private - shown - erased if self.header.get("openings") == "all" else set()
        need(not missing, f"有 {len(missing)} 个个人信息值既未出示也未声明抹除：{sorted(missing)[:3]}")
        for where, seal in self.check.seen:
            if where != self.where and seal.origin == self.last.origin:
                need(seal.size <= self.count, f"{where}签的是 {seal.size} 条，这里只有 {self.count} 条：末尾被截去")
                need(self.roots[seal.size] == [seal.sha256, seal.sm3], f"前 {seal.size} 条与{where}所签的不符")
        self.check.held.append(f"{self.where}：{self.last.origin} 共 {self.count} 条，末为{self.last.name()}，抹除个人信息值 {len(erased)} 个")


def kind(data: bytes) -> str:
    """What a file is, by its beginning."""
    if data.startswith(b'{"algorithms":') or b'\n{"entry":{' in data:
        return "ledger"
    if data.startswith(b'{"checkpoint":"'):
        return "proof"
    if data.startswith(b"fadu-receipt-"):
        return "receipt"
    return "note" if b"\n\n\xe2\x80\x94 " in data[:4096] and b"\nsm3 " in data[:4096] else "document"


def start(path: Path) -> bytes:
    """The beginning of a file."""
    with path.open("rb") as file:
        return file.read(1 << 16)


def packed(folder: Path) -> tuple[list[Path], list[str]]:
    """The payload of a package, and where it or what stands beside is not what the manifests say: that tells of damage, the proofs in it
    of forgery."""
    need((folder / "bagit.txt").is_file(), f"{folder} 不是归档包（没有 bagit.txt）")
    stated, beside = manifest(folder / "manifest-sha256.txt"), manifest(folder / "tagmanifest-sha256.txt")
    files = {path.relative_to(folder).as_posix(): path for path in sorted((folder / "data").rglob("*")) if not path.is_dir()}
    faults = [f"{folder / path}：清单上有，文件不在" for path in stated if path not in files]
    faults += [f"{path}：不在清单上" for name, path in files.items() if name not in stated]
    tags = {name: folder / name for name in beside if (folder / name).is_file()}
    faults += [f"{folder / name}：清单上有，文件不在" for name in beside if name not in tags]
    faults += [
        f"{path}：与清单的摘要不符" for name, path in (*files.items(), *tags.items())
        if {**beside, **stated}.get(name) not in (None, sha256(path.read_bytes()).hex())
    ]
    return list(files.values()), faults


def manifest(path: Path) -> dict[str, str]:
    """Digest by path, of a list in a package."""
    need(path.is_file(), f"包里没有清单 {path.name}")
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def complete(check: Check, folder: Path) -> None:
    """Is everything there that an entry proven in the package lists? Whoever takes a file out can rewrite the manifest, not the entry."""
    inside = [item for where, item in check.listed if folder in Path(where).parents]
    if not inside:
        check.fault(str(folder), "包里没有一份证明列出过它的文件")
    for item in inside:
        name = str(folder / "data" / str(item["path"]))
        if name not in check.documents:
            check.fault(name, "封存的清单上有，包里没有")
        elif sha256(check.documents[name]).hex() != item["sha256"]:
            check.fault(name, "与封存的清单不符")


def run(paths: list[Path], keys: list[str]) -> Check:
    """Check all files together. Raises Wrong for an unusable key, OSError for a file that can't be read."""
    folders = {path: packed(path) for path in paths if path.is_dir()}
    read = {str(file): start(file) for path in paths for file in (folders[path][0] if path in folders else [path])}
    kinds = {name: kind(data) for name, data in read.items()}
    own = [] if keys else [key for name, data in read.items() if kinds[name] == "ledger" for key in claimed(data)]
    own += [] if keys else [key for folder in folders for key in (folder / "keys.txt").read_text("utf-8").split()]
    need(keys or own, "没有公钥可用：请用 --key 给出该单位公布的公钥")
    check = Check(Keys(keys or own), {name: Path(name).read_bytes() for name in read if kinds[name] == "document"})
    need(len(check.documents) < len(read), "只有文件，没有证明或账本可核对")
    if own:
        check.notes.append("公钥取自账本或者包自身，请与回执或公示处核对：" + "、".join(own))
    for name in sorted(read, key=lambda name: kinds[name] == "ledger"):
        try:
            if kinds[name] == "ledger":
                Ledger(check, name).read(Path(name))
            elif kinds[name] == "note":
                check.held.append(f"{name}：第 {check.signed(name, Path(name).read_bytes().decode()).number} 号检查点签名有效")
            elif kinds[name] != "document":
                getattr(check, kinds[name])(name, Path(name).read_bytes())
        except BROKEN as fault:
            check.fault(name, told(fault))
    check.compare()
    for folder, (_, faults) in folders.items():
        check.faults += faults[:SHOWN]
        complete(check, folder)
    for name in set(check.documents) - check.sealed:
        check.fault(name, "没有一条封存过这个文件：被改过，或不是原件")
    check.notes += check.keys.lacking()
    if check.keys.unread:
        check.notes.append(f"另有 {check.keys.unread} 行签名出自所给公钥之外的密钥，没有核验")
    return check


def claimed(data: bytes) -> list[str]:
    """The keys that a ledger's first line names."""
    keys = strict(data.split(b"\n", 1)[0]).get("keys")
    need(keys, "文件头没有公钥")
    return list(map(str, keys))


def main() -> int:
    """The command."""
    global JOBS  # noqa: PLW0603
    gc.disable()  # nothing here refers to itself in a circle
    parser = argparse.ArgumentParser(description="核验法度导出的账本、证明、回执和文件（不依赖法度）")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--key", action="append", default=[], help="该单位公布的公钥，可给多把")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")
    parser.add_argument("--plain", action="store_true", help="不用 OpenSSL 的 SM3（慢）")
    parser.add_argument("--jobs", type=int, default=JOBS, help="大的账本用几个进程核验，缺省为处理器的个数")
    args = parser.parse_args()
    JOBS = args.jobs
    if args.plain:
        HASHES["sm3"] = sm3
    try:
        check = run(args.files, args.key)
    except (Wrong, OSError) as error:
        sys.stderr.write(f"不能核验：{error}\n请核对文件和公钥，用法见 --help\n")
        return 2
    if args.json:
        result = {"ok": not check.faults, "held": check.held, "signatures": check.keys.good, "faults": check.faults, "notes": check.notes}
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    else:
        signed = "核过的签名：" + "，".join(f"{algorithm} {count} 个" for algorithm, count in check.keys.good.items())
        sys.stdout.writelines(f"{line}\n" for line in [*check.held, signed, *check.notes, "不符" if check.faults else "全部相符"])
        sys.stderr.writelines(f"{line}\n" for line in check.faults)
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
