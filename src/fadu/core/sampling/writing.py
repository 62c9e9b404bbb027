"""DRAW.json: the draw with all that it rests on, under digests; and the replay that repeats it from the file alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.hashes import digests
from fadu.core.refusal import Refusal, Unreadable
from fadu.core.sampling.drawing import Draw, Drawn, draw
from fadu.core.sampling.frame import Row, frozen
from fadu.core.sampling.planning import plan

FORMAT = "fadu-draw/1"
ALGORITHM = {
    "order": "名录按编号的字符顺序排列；编号、种子为 NFC 的 UTF-8 文本",
    "ticket": "SHA-256(种子 LF 编号)，再次抽到的为 SHA-256(种子 LF 编号 LF 轮次)；每类取票号最小的若干个",
    "officers": "SHA-256(种子 LF 编号 LF \"officer\" LF 轮次 LF 序号) 的前13位十六进制数对可派人员数取余，不合规则的取下一序号",
    "frame_digest": "名录和计划(不含补抽)的规范 JSON(键排序、无空白，非整数写作文本)的 SHA-256 和 SM3",
    "digest": "除 frames、digest 外全部内容(含 frame_digest)的规范 JSON 的 SHA-256 和 SM3",
}


def frame_digest(objects: list[Row], officers: list[Row], written: Mapping[str, Any]) -> dict[str, str]:
    """The digest to publish before the seed is known: both frames (frozen) and the plan without its later 补抽."""
    first = {name: value for name, value in written.items() if name != "supplements"}
    # Rows are text only, so JSON's own encoder gives their canonical form, ten times as fast where there are millions.
    frames = json.dumps({"objects": objects, "officers": officers}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digests(f'{frames[:-1]},"plan":{canonical(first)}}}'.encode()).hex()


def freeze(objects: list[Row], officers: list[Row], written: Any) -> dict[str, str]:
    """The same from the files, before there is a seed. Raises Refusal and Unreadable like the draw."""
    return frame_digest(frozen(objects, "objects"), frozen(officers, "officers"), plan(written).written)


def digest(written: Mapping[str, Any]) -> dict[str, str]:
    """SHA-256 and SM3 of the canonical form of everything but the frames, which their own digest stands for."""
    return digests(canonical({name: value for name, value in written.items() if name not in ("frames", "digest")}).encode()).hex()


def document(made: Draw) -> dict[str, Any]:
    """The draw as the file holds it."""
    written: dict[str, Any] = {
        "format": FORMAT, "algorithm": ALGORITHM, "seed": made.seed, "frames": {"objects": made.objects, "officers": made.officers},
        "frame_digest": frame_digest(made.objects, made.officers, made.plan.written), "plan": dict(made.plan.written),
        "drawn": [entry(each) for each in made.drawn], "skipped": made.skipped, "unfit": made.unfit,
    }
    return {**written, "digest": digest(written)}


def entry(drawn: Drawn) -> dict[str, Any]:
    """One object drawn; round, quarter and 补抽 only where they say something."""
    found: dict[str, Any] = {"object": drawn.object, "class": drawn.cls, "ticket": drawn.ticket, "officers": list(drawn.officers)}
    if drawn.quarter is not None:
        found["quarter"] = drawn.quarter
    if drawn.round > 1:
        found["round"] = drawn.round
    if drawn.supplement is not None:
        found["supplement"] = drawn.supplement
    return found


def dump(written: Mapping[str, Any]) -> str:
    """The file's text: one object of the frames a line, so that two draws can be compared line by line."""
    lines = []
    for name, value in written.items():
        if name == "frames":
            parts = ",\n".join(f"{json.dumps(kind)}: {rows(each)}" for kind, each in value.items())
            lines.append(f'"frames": {{\n{parts}\n}}')
        else:
            lines.append(f"{json.dumps(name)}: {rows(value) if isinstance(value, list) else compact(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def rows(values: list[Any]) -> str:
    """A list with one item a line."""
    return "[\n" + ",\n".join(map(compact, values)) + "\n]" if values else "[]"


def compact(value: Any) -> str:
    """JSON on one line; a decimal as the number it is."""
    return json.dumps(value, ensure_ascii=False, default=float)


def parse(text: str) -> Any:
    """JSON with exact decimals. Raises Unreadable."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once)
    except json.JSONDecodeError as problem:
        raise Unreadable(f"不是 JSON：第 {problem.lineno} 行 {problem.msg}", "请检查文件是否完整") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):  # readers differ on which of two counts, so a file could show one and hash the other
        raise Unreadable("JSON 里同一名称写了两次", "请删去重复的一项")
    return found


def _refuse(constant: str) -> None:
    raise Unreadable(f"JSON 里有 {constant}", "请改为有限的数字")


def replay(text: str) -> list[str]:
    """Repeat the draw of a file from its frames, plan and seed: where it differs, nothing where it doesn't.

    Raises Unreadable where the text isn't a draw. The digests are recomputed too, so a change of an object that wasn't drawn is found; a
    file made anew with other frames is consistent in itself and is found by its frame digest, which was published before the seed.
    """
    read = parse(text)
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise Unreadable(f"不是抽取结果文件（format 应为 {FORMAT}）", "请用 fadu draw 生成的 DRAW.json")
    found = []
    if read.get("digest") != digest(read):
        found.append("digest：与文件内容不符，文件在抽取之后被改动")
    try:
        again = document(draw(read["frames"]["objects"], read["frames"]["officers"], plan(read["plan"]), read["seed"]))
    except Refusal as refusal:
        return [*found, f"按文件里的名录、计划和种子不能重算：{refusal.reason}"]
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        return [*found, f"文件缺少名录、计划或者种子，或者写法不对：{problem}"]
    if read.get("frame_digest") != again["frame_digest"]:
        found.append("frame_digest：与文件里的名录和计划不符，名录或者计划被改动")
    frames, frozen = read.pop("frames"), again.pop("frames")
    parts = [] if frames == frozen else [differences(frames, frozen, "frames")]
    parts.append(differences(read, parse(compact(again)), ""))
    return found + [f"{path}：文件为 {shown(left)}，重算为 {shown(right)}" for each in parts for path, left, right in each]


MISSING = object()


def differences(left: Any, right: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """Where two JSON values differ, by path."""
    if isinstance(left, dict) and isinstance(right, dict):
        for name in dict.fromkeys([*left, *right]):
            yield from differences(left.get(name, MISSING), right.get(name, MISSING), f"{path}.{name}" if path else name)
    elif isinstance(left, list) and isinstance(right, list):
        yield from in_lists(left, right, path)
    elif type(left) is not type(right) or left != right:
        yield path, left, right


def in_lists(left: list[Any], right: list[Any], path: str) -> Iterator[tuple[str, Any, Any]]:
    """Rows are compared by their ids, so that one row changed doesn't make all that follow it differ; other lists place by place."""
    one, other = ({named(each): each for each in rows} for rows in (left, right))
    if None in (*one, *other) or len(one) != len(left) or len(other) != len(right):
        for at, (mine, theirs) in enumerate(zip_longest(left, right, fillvalue=MISSING)):
            yield from differences(mine, theirs, f"{path}[{at}]")
        return
    for name in dict.fromkeys([*one, *other]):
        yield from differences(one.get(name, MISSING), other.get(name, MISSING), f"{path}[{name}]")
    if list(one) != list(other) and set(one) == set(other):
        yield f"{path} 的顺序", list(one), list(other)


def named(row: Any) -> str | None:
    """What a row of a frame or of the result is about."""
    if not isinstance(row, dict):
        return None
    name = row.get("id", row.get("object"))
    if not isinstance(name, str):
        return None
    return name if "quarter" not in row else f"{name} 第{row['quarter']}季度"


def shown(value: Any) -> str:
    """A value in a message, cut short."""
    text = "（没有）" if value is MISSING else compact(value)
    return text if len(text) <= 80 else text[:79] + "…"
