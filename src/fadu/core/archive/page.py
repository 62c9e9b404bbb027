"""The plain pages of a package: what the file holds, and every act on it. No script, no style from elsewhere, nothing to install."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from fadu.core.archive.filing import VOLUMES, Piece

_STYLE = (
    "body{font:16px/1.6 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#eee}"
    ".c td:nth-child(n+4){white-space:nowrap}code{overflow-wrap:anywhere}@media print{a{color:inherit;text-decoration:none}}"
)


def index(
    title: str, cover: Sequence[tuple[str, str]], pieces: Iterable[Piece], paths: Mapping[Piece, str], *, volumes: Sequence[str], check: str,
) -> bytes:
    """The first page: cover, catalogue of each volume with links to what is in the package, and how to check all of it."""
    parts = [_table(("项目", "内容"), [(escape(name), escape(value)) for name, value in cover])]
    listed = list(pieces)
    for volume in VOLUMES:
        held = [one for one in listed if one.volume == volume]
        parts.append(f"<h2>{volume}目录（{len(held)} 件）</h2>")
        if volume not in volumes:
            parts.append("<p>本包不含这一卷的文件，只列目录。</p>")
        rows = [(str(place), _linked(one, paths), escape(one.number), escape(one.on), _pages(one)) for place, one in enumerate(held, 1)]
        parts.append(_table(("序号", "题名", "文号", "日期", "页码"), rows, "c") if rows else "<p>没有。</p>")
    if "record.html" in paths.values() or volumes == VOLUMES:
        parts.append('<p><a href="record.html">办理记录：每一步、谁办的、封存的摘要</a></p>')
    parts.append(f"<h2>怎样核验</h2><p>装有 Python 3.8 以上的任何电脑，在解开的文件夹里运行：</p><p><code>{escape(check)}</code></p>")
    parts.append("<p>公钥请向出具单位或者收存过见证回执的单位核对。改过、少了、换过任何一个文件，都会指出。</p>")
    return _page(title, parts)


def record(title: str, acts: Iterable[tuple[int, str, str, str, str, str]]) -> bytes:
    """All acts: index, day, what, who, what it says (already in words), digest."""
    rows = [
        (str(index), escape(on), escape(what), escape(who), escape(says).replace("\n", "<br>"),
         f'<a href="proofs/{index}.json"><code>{escape(digest[:16])}…</code></a>')
        for index, on, what, who, says, digest in acts
    ]
    parts = [_table(("封存", "日期", "办了什么", "经办", "内容", "证明"), rows), '<p><a href="index.html">回到目录</a></p>']
    return _page(f"{title} 办理记录", parts)


def _linked(piece: Piece, paths: Mapping[Piece, str]) -> str:
    path = paths.get(piece)
    return f'<a href="{escape(path)}">{escape(piece.title)}</a>' if path else f"{escape(piece.title)}（只有纸质，或不在本包）"


def _pages(piece: Piece) -> str:
    return str(piece.first) if piece.first == piece.last else f"{piece.first}—{piece.last}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], look: str = "") -> str:
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{look}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _page(title: str, parts: Iterable[str]) -> bytes:
    head = f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style></head>'
    return f"{head}<body><h1>{escape(title)}</h1>{''.join(parts)}</body></html>\n".encode()
