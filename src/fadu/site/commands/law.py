"""fadu law: a statute on a day, a search by words, the check of a citation."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from typing import Any

from fadu.core.law import citations, code, statutes, validity
from fadu.core.law.sources import sources
from fadu.core.pack import UNREVIEWED
from fadu.core.refusal import Unreadable

NAME = "law"
HELP = "法律法规：某日是否有效、由什么取代；检索名称；核对引用"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="动作", required=True)
    show = verbs.add_parser("show", help="一部法律法规、它的版本、某日是否有效")
    show.add_argument("name", metavar="NAME", help="全称、简称或常用名称")
    find = verbs.add_parser("find", help="名称中含有这些字词的法律法规")
    find.add_argument("words", nargs="+", metavar="WORDS", help="字词，全部都要出现")
    cite = verbs.add_parser("cite", help="核对引用：名称、条号、该日是否有效")
    cite.add_argument("text", metavar="TEXT", help="《法律名称》第…条第…款第…项，可以多个")
    for verb in (show, find, cite):
        verb.add_argument("--on", metavar="DATE", help="哪一天，YYYY-MM-DD（不写为今天）")
        verb.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    on = _day(args.on)
    return {"show": _show, "find": _find, "cite": _cite}[args.verb](args, on)


def _day(written: str | None) -> date:
    if written is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Unreadable(f"--on 不是日期：{written}", "请写作 YYYY-MM-DD，例如 2026-08-15") from None


def _show(args: argparse.Namespace, on: date) -> int:
    book = statutes.book()
    match = book.find(args.name)
    shown = _statute(match.statute, on) | {"name": args.name, "match": match.kind}
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return 0
    if match.kind == "wrong":
        print(f"没有名为“{args.name}”的规定，应为《{match.statute.short}》")
    adopted = f"，{match.statute.text_date} 文本" if match.statute.text_date else ""
    print(f"{match.statute.official}（{match.statute.level}，{match.statute.issuer}{adopted}）")
    print(f"{on}：{shown['text']}")
    for version in match.statute.versions:
        end = f" 至 {version.ends.written}" if version.ends else " 起"
        print(f"  {version.begins.written}{end}" + (f"  {version.note}" if version.note else ""))
    for line in _more(match.statute, book):
        print(line)
    return 0


def _more(statute: statutes.Statute, book: statutes.Book) -> list[str]:
    replaced = [f"取代：{'、'.join(f'《{old.short}》' for old in book.predecessors(statute.short))}"] if book.predecessors(statute.short) else []
    where = [f"内容移至：{statute.replaced_part}（第 {statute.replaced_articles} 条）"] if statute.replaced_part else []
    names = [f"也称：{'、'.join(statute.aliases)}"] if statute.aliases else []
    mistakes = [f"常见误称：{'、'.join(statute.wrong)}"] if statute.wrong else []
    notes = [f"说明：{statute.note}"] if statute.note else []
    articles = [f"第 {number} 条：{gist}" for number, gist in code.gists().items()] if statute.short == code.CODE else []
    source = f"来源：{sources()[statute.source].what}（信度 {statute.confidence}，{statute.checked} 核对）"
    mark = [] if book.pack.reviewed else [UNREVIEWED]
    return [*replaced, *where, *names, *mistakes, *notes, *articles, source, *mark]


def _statute(statute: statutes.Statute, on: date) -> dict[str, Any]:
    book = statutes.book()
    standing = book.standing(statute.short, on)
    return {
        "short_name": statute.short, "official_name": statute.official, "level": statute.level, "issuer": statute.issuer,
        "on": on.isoformat(), "status": standing.status,
        "in_force": None if standing.status == "unknown" else standing.status == "in_force",
        "text": standing.text, "version": _version(standing.version), "versions": [_version(one) for one in statute.versions],
        "replaced_by": _replaced(statute), "replaces": [old.short for old in book.predecessors(statute.short)],
        "also_known_as": list(statute.aliases), "common_wrong_names": list(statute.wrong), "articles": statute.articles,
        "text_date": statute.text_date or None,
        "confidence": statute.confidence, "source": sources()[statute.source].what, "checked": statute.checked.isoformat(),
        "note": statute.note, "reviewed": book.pack.reviewed,
    }


def _version(version: statutes.Version | None) -> dict[str, str | None] | None:
    if version is None:
        return None
    end = version.ends.written if version.ends else None
    return {"effective_from": version.begins.written, "effective_to": end, "note": version.note}


def _replaced(statute: statutes.Statute) -> dict[str, str] | None:
    if not statute.replaced_by:
        return None
    return {"statute": statute.replaced_by, "part": statute.replaced_part, "articles": statute.replaced_articles}


def _find(args: argparse.Namespace, on: date) -> int:
    found = statutes.book().search(" ".join(args.words))
    if args.json:
        print(json.dumps([_statute(statute, on) for statute in found], ensure_ascii=False, indent=1))
    else:
        for statute in found:
            print(f"{statute.short}  {statutes.book().standing(statute.short, on).text}")
        if not found:
            print(f"没有名称含“{' '.join(args.words)}”的法律法规")
    return 0 if found else 1


def _cite(args: argparse.Namespace, on: date) -> int:
    checked = [(one, validity.check(one, on)) for one in citations.parse(args.text)]
    if args.json:
        shown = [
            {
                "citation": str(one), "statute": one.statute, "places": one.notation,
                "faults": [{"kind": fault.kind, "reason": fault.reason, "mend": fault.mend} for fault in faults],
            }
            for one, faults in checked
        ]
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        for one, faults in checked:
            print(f"{one}：" + ("；".join(f"{fault.reason}，{fault.mend}" for fault in faults) or f"{on} 可以引用"))
    return 1 if any(faults for _, faults in checked) else 0
