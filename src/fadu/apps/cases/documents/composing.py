"""One composition of a document, of which the print, the DOCX and the digest are made: kind, head, lines with their words, foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from fadu.apps.cases.documents.facts import SAYS
from fadu.apps.cases.documents.telling import TELLS, unlawful_issuer
from fadu.apps.cases.queries.sources import Source
from fadu.core import documents
from fadu.core.documents import Field, Filled, Form, Lack, Line
from fadu.core.documents.codes import code_of
from fadu.core.documents.fields import with_covered
from fadu.core.documents.filling import clean
from fadu.core.ledger.canonical import canonical

_EITHER = "查封/扣押"
DECISIONS = (38, 39, 50)  # made by a step of their own; the document follows it


@dataclass(frozen=True)
class Value:
    """What a field says and where it comes from: the case, law and day, or a person."""

    text: str
    by_hand: bool = False


@dataclass(frozen=True)
class Composition:
    """All that a document says. `number` is "" until it is issued."""

    kind: int
    title: str
    layout: str
    organ: str
    number: str
    on: str
    lines: tuple[Filled, ...]
    corrects: str = ""
    form: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As it is kept and hashed."""
        return asdict(self)

    @staticmethod
    def read(kept: Mapping[str, Any]) -> Composition:
        """A composition as it was kept."""
        lines = tuple(Filled(**line) for line in kept["lines"])
        return Composition(**{**kept, "lines": lines})

    @property
    def digest(self) -> str:
        """SHA-256 of the composition in canonical form: same facts, same digest."""
        return sha256(canonical(self.as_dict()).encode()).hexdigest()

    @property
    def code(self) -> str:
        """The digest's first fifty bits as people type them: ABCDE-FGHIJ."""
        return code_of(self.digest)


def values(source: Source, form: Form, written: Mapping[str, str], corrects: str = "") -> dict[str, Value]:
    """What each field of the form says. The case comes first; what a person wrote counts only where a person may write and the case is silent."""
    names = with_covered((*form.names, "机关", "成文日期"))
    found: dict[str, Value] = {}
    for name in names:
        said = clean(corrects if name == "补正的文书" else SAYS[name](source) if name in SAYS else "")
        if said:
            found[name] = Value(said)
        elif documents.fields()[name].by_hand and (text := clean(written.get(name, ""))):
            found[name] = Value(text, by_hand=True)
    for name in names & TELLS.keys():
        texts = {key: value.text for key, value in found.items()}
        if said := clean(TELLS[name](source, form, texts)):
            found[name] = Value(said)
    return found


def asked(source: Source, form: Form, found: Mapping[str, Value]) -> list[Field]:
    """The marked fields that a person fills in: those only a person can, and those the case leaves open."""
    return [documents.fields()[name] for name in form.asked if name not in found or found[name].by_hand]


def lacking(source: Source, form: Form, found: Mapping[str, Value]) -> list[Lack]:
    """What stands against issuing, each with its article."""
    missing = list(documents.lacking(form, {name: value.text for name, value in found.items()}))
    decided = source.state.facts.get("decided_on")
    if form.number in DECISIONS and (decided is None or decided > source.on):
        missing.append(Lack("机关负责人的决定", "先办理“作出决定”；成文日期不早于决定的日期", "《行政处罚法》第五十七条"))
    if refused := unlawful_issuer(source, form, found["机关"].text if "机关" in found else ""):
        missing.append(Lack(refused.reason, refused.mend, refused.article))
    return missing


def compose(
    form: Form, found: Mapping[str, Value], *, source: Source, number: str = "", corrects: str = "", template: str = "", marked: bool = False,
) -> Composition:
    """The composition. `number` is put into the text too, where the text names it; `template` is the digest of the bureau's own one.

    `marked`: what is missing is named where it would stand, as in a preview.
    """
    texts = {name: value.text for name, value in found.items()} | ({"文号": number} if number else {})
    return Composition(
        form.number, title_of(form, texts.get("措施", "")), form.layout, texts.get("机关", ""), number, source.on.isoformat(),
        documents.fill(form.lines, texts, marked=marked), corrects, template,
    )


def sample(form: Form) -> Composition:
    """An invented document of the kind, as a template is looked at."""
    said = documents.sample()
    number = said["文号"] if form.is_numbered else ""
    return Composition(form.number, title_of(form, said["措施"]), form.layout, said["机关"], number, "2026-10-28", documents.fill(form.lines, said))


def title_of(form: Form, measure: str = "") -> str:
    """The title as it is printed: full-width brackets, of 查封/扣押 the one that it is, no remark about the file."""
    title = form.name.removesuffix("(副卷)")
    if _EITHER in title and measure in ("查封", "扣押"):
        title = title.replace(_EITHER, measure)
    return title.replace("(", "（").replace(")", "）")


def with_lines(form: Form, lines: Iterable[Line]) -> Form:
    """The kind with the lines of the bureau's own template."""
    return Form(form.document, form.layout, tuple(lines))
