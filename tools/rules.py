"""Write docs/rules: for each statute, which of its articles a rule rests on, where the rule is, its examples and its test.

    python tools/rules.py            # writes; a test compares the folder with what this would write
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from fadu.core.law import citations, rules  # noqa: E402
from fadu.core.procedure.guards import guards  # noqa: E402
from fadu.core.procedure.instruments import Reference  # noqa: E402
from fadu.core.procedure.limits import limits  # noqa: E402

TARGET = ROOT / "docs" / "rules"
HEAD = "<!-- written by tools/rules.py; do not edit -->\n\n"


@dataclass(frozen=True, order=True)
class Line:
    """A rule and one article that it rests on."""

    statute: str
    article: int
    cited: str
    rule: str
    where: str
    examples: str
    test: str


def lines() -> Iterator[Line]:
    """Every rule once for each article."""
    for limit in limits().values():
        for basis in limit.basis:
            yield _of(basis, f"{limit.id} {limit.name}", "src/fadu/core/procedure/data/limits.csv", "", "tests/core/procedure/test_limits.py")
    for guard in guards().values():
        for basis in guard.basis:
            where, example = f"src/fadu/core/procedure/guards/{guard.name}.py", f"tests/core/procedure/examples/{guard.name}.yaml"
            yield _of(basis, f"{guard.id} {guard.rule}", where, example, "tests/core/procedure/test_guards.py")
    for id, rule in rules.rules().items():
        for found in citations.find(rule.basis):
            where, example = "src/fadu/core/law/data/rules.csv", "tests/core/law/examples.yaml"
            yield _cited(found.citation, f"{id} {rule.text}", where, example, "tests/core/law/test_examples.py")
    for path in sorted((ROOT / "src/fadu/core/workbook/rules").glob("[a-z]*.py")):
        text = path.read_text("utf-8")
        said = text.split('"""')[1].split("\n")[0]
        for found in {str(one.citation): one for one in citations.find(text)}.values():
            yield _cited(found.citation, said, str(path.relative_to(ROOT)), "", "tests/core/workbook/test_rules.py")


def _of(basis: Reference, rule: str, where: str, examples: str, test: str) -> Line:
    number = re.match(r"\d+", basis.article)
    return Line(basis.instrument.title, int(number[0]) if number else 0, basis.cited(), rule, where, examples, test)


def _cited(citation: citations.Citation, rule: str, where: str, examples: str, test: str) -> Line:
    name = citation.statute.removeprefix("中华人民共和国")
    article = citation.places[0].article if citation.places else 0
    return Line(name, article, f"《{name}》{str(citation).partition('》')[2]}", rule, where, examples, test)


def pages() -> dict[str, str]:
    """File name -> content."""
    by_statute: dict[str, list[Line]] = {}
    for line in sorted(set(lines())):
        by_statute.setdefault(line.statute, []).append(line)
    index = ["# Rules by article\n", "| statute | rules |", "|---|---|"]
    found = {}
    for statute, rows in by_statute.items():
        name = re.sub(r"[^\w]", "", statute)[:40] + ".md"
        body = [f"# 《{statute}》\n", "| article | rule | where | examples | test |", "|---|---|---|---|---|"]
        body += [f"| {_cell(r.cited)} | {_cell(r.rule)} | `{r.where}` | {f'`{r.examples}`' if r.examples else ''} | `{r.test}` |" for r in rows]
        found[name] = HEAD + "\n".join(body) + "\n"
        index.append(f"| [《{statute}》]({name}) | {len(rows)} |")
    return {"README.md": HEAD + "\n".join(index) + "\n", **found}


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "／").split())


def main() -> int:
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for name, text in pages().items():
        (TARGET / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
