"""Questions rest on articles of a version of the law; this says which version, and what became of it on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fadu.core.law import citations, validity
from fadu.core.law.citations import Citation
from fadu.core.law.statutes import Book, Statute, book
from fadu.core.refusal import Refusal

__all__ = ["Binding", "Flag", "bind", "flags"]


@dataclass(frozen=True, slots=True)
class Binding:
    """A citation and the version of its statute: the day from which that version is in force, as the law pack writes it."""

    citation: str
    version: str


@dataclass(frozen=True, slots=True)
class Flag:
    """What became of a binding: repealed, changed (another version is in force), not_yet, unknown, no_such_article, unknown_name."""

    kind: str
    citation: str
    reason: str
    mend: str


def bind(cited: str, versions: str, on: date, known: Book | None = None) -> tuple[Binding, ...]:
    """Bind citations such as 《行政处罚法》第四十二条 to versions.

    `versions` are days joined by ；, in the order of the citations; empty means the versions in force `on` that day. Raises Refusal for an
    unknown or wrong name, an article that the statute does not have, a version that the law pack does not know, and where no version is
    given and none is in force.
    """
    laws = known or book()
    found = citations.parse(cited)
    given = [part.strip() for part in versions.replace(";", "；").replace("、", "；").split("；") if part.strip()]
    if given and len(given) != len(found):
        raise Refusal(f"依据有 {len(found)} 处，版本有 {len(given)} 个", "请按依据的次序逐个写明版本，或者都不写")
    return tuple(_bound(one, given[place] if given else "", on, laws) for place, one in enumerate(found))


def _bound(cited: Citation, version: str, on: date, laws: Book) -> Binding:
    wrong = [fault for fault in validity.check(cited, on, laws) if fault.kind in ("unknown_name", "wrong_name", "no_such_article")]
    if wrong:
        raise Refusal(wrong[0].reason, wrong[0].mend)
    statute = laws.find(cited.statute).statute
    known = [each.begins.written for each in statute.versions]
    if version:
        if version not in known:
            raise Refusal(f"《{statute.short}》没有自 {version} 起施行的版本", f"名录里的版本：{'、'.join(known) or '无'}")
    else:
        standing = laws.standing(statute.short, on)
        if standing.version is None:
            raise Refusal(standing.text, "请在“版本”里写明所依据的版本自哪一天施行")
        version = standing.version.begins.written
    return Binding(str(Citation(statute.short, cited.places)), version)


def flags(bindings: Iterable[Binding], on: date, known: Book | None = None) -> tuple[Flag, ...]:
    """What became of the articles by a day; empty where each is in force in the version that the question rests on."""
    laws = known or book()
    found: list[Flag] = []
    for each in bindings:
        (cited,) = citations.parse(each.citation)
        faults = validity.check(cited, on, laws)
        found += [Flag(fault.kind, each.citation, fault.reason, fault.mend) for fault in faults]
        if not faults and (changed := _changed(laws.find(cited.statute).statute, each, on, laws)):
            found.append(changed)
    return tuple(found)


def _changed(statute: Statute, binding: Binding, on: date, laws: Book) -> Flag | None:
    now = laws.standing(statute.short, on).version
    if now is None or now.begins.written == binding.version:
        return None
    earlier = now.begins.written < binding.version
    reason = f"题目依据《{statute.short}》{binding.version} 起施行的版本，当日有效的是 {now.begins.written} 起施行的版本"
    return Flag("not_yet" if earlier else "changed", binding.citation, reason, "请按当日有效的条文核对题目，改好后连同新版本重新导入")
