"""Join the draws of separate units that used one seed into one list. Neither draw is changed: a ticket depends on seed and id alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from fadu.core.refusal import Refusal
from fadu.core.sampling.writing import parse, replay

FORMAT = "fadu-list/1"


def join(texts: Sequence[str]) -> dict[str, Any]:
    """One list from several DRAW.json: `parts` name each draw by its digests, `drawn` are the entries of all as they stand there, with
    `part` (1, 2, …), by class and ticket. Raises Unreadable where one isn't a draw, Refusal where one doesn't replay, the seeds differ, or
    an object or an officer is in the frames of two: it would be one firm with two chances, one officer with two lists."""
    if len(texts) < 2:
        raise Refusal("只有一份抽取结果", "请给出两份以上的 DRAW.json")
    parts = []
    for place, text in enumerate(texts, 1):
        if found := replay(text):
            raise Refusal(f"第 {place} 份重算不符：{found[0]}", "请向发布单位索取原始文件")
        parts.append(parse(text))
    if len({part["seed"] for part in parts}) > 1:
        raise Refusal(f"种子不同：{'；'.join(part['seed'] for part in parts)}", "票号只在同一种子下可比；请用同一种子抽取以后再合并")
    for (one, left), (other, right) in combinations(enumerate(parts, 1), 2):
        for kind, word in (("objects", "对象"), ("officers", "人员")):
            if both := sorted(_ids(left, kind) & _ids(right, kind)):
                raise Refusal(f"第 {one} 份和第 {other} 份的{word}名录都有 {both[0]}（共 {len(both)} 个）", "更正名录，重新冻结和抽取")
    drawn = [{**entry, "part": place} for place, part in enumerate(parts, 1) for entry in part["drawn"]]
    return {
        "format": FORMAT, "seed": parts[0]["seed"],
        "parts": [
            {"title": part["plan"].get("title", ""), "office": part["plan"].get("office", ""), "digest": part["digest"]["sha256"],
             "frame_digest": part["frame_digest"]["sha256"], "drawn": len(part["drawn"])}
            for part in parts
        ],
        "drawn": sorted(drawn, key=lambda each: (each["class"], each.get("supplement", 0), each.get("round", 1), each["ticket"], each["object"])),
    }


def _ids(part: dict[str, Any], kind: str) -> set[str]:
    return {row["id"] for row in part["frames"][kind]}
