"""Reviews as the sealed acts tell them, and the computed review of a matter, of a row of the register, and of all files of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fadu.apps.cases import decided
from fadu.apps.cases.archive import queries as archive
from fadu.apps.cases.filereview.reading import case_file
from fadu.apps.cases.models import Case, Document, Matter
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.queries.matters import acts_of, state_of
from fadu.apps.record.acts import Act
from fadu.apps.record.models import Entry
from fadu.core.filereview import Place, Review, edition, review
from fadu.core.procedure.documents import documents
from fadu.core.refusal import Refusal

REVIEWED, DRAWN = "FileReviewed", "ReviewSampleDrawn"
BANDS = ("0（否决）", "不足60", "60—70", "70—80", "80—90", "90—100")


class Given(Act):
    """A review that somebody gave."""

    @property
    def score(self) -> Decimal:
        return Decimal(self.said["score"])


@dataclass(frozen=True)
class Reviewed:
    """A file of a year: its case, its matter (None: it stands in the register only), the computed review, the last review given."""

    case: Case
    matter: Matter | None
    computed: Review
    given: Given | None

    @property
    def closed(self) -> bool:
        return self.case.closed_on is not None


def given(subjects: Iterable[str]) -> list[Given]:
    """The reviews of these matters, the oldest first."""
    return Given.read(Entry.objects.filter(event=REVIEWED, subject__in=[str(one) for one in subjects]).order_by("index"))


def draws(year: int) -> list[Given]:
    """The draws among the files of a year, the oldest first."""
    return [one for one in Given.read(Entry.objects.filter(event=DRAWN).order_by("index")) if one.said["year"] == year]


def of_matter(matter: Matter, around: Bureau, on: date) -> Review:
    """The computed review of a matter, with the places in its file. Raises Refusal where no edition is known for the day."""
    state, parent = state_of(matter), matter.parent
    acts = acts_of(str(matter.uid)) + (acts_of(str(parent.uid)) if parent else [])
    held = papers([one for one in (parent, matter) if one])
    merged: dict[int, list[Place]] = {}
    for part in held.values():
        for kind, places in part.items():
            merged.setdefault(kind, []).extend(places)
    bound = archive.bound(str((parent or matter).uid)) is not None
    held_by = state_of(parent) if parent else None
    return review(case_file(state, around, on, acts=acts, parent=held_by, papers=merged, bound=bound), edition(on), on)


def glance(matter: Matter, around: Bureau, on: date) -> Review | None:
    """The computed review for the page of a case, None on a day for which no edition is known."""
    try:
        return of_matter(matter, around, on)
    except Refusal:
        return None


def papers(matters: Iterable[Matter]) -> dict[int, dict[int, list[Place]]]:
    """Issued documents: primary key of the matter -> number in the catalogue -> where they stand."""
    found: dict[int, dict[int, list[Place]]] = {}
    listed = list(matters)
    issued = Document.objects.filter(matter__in=listed, status="issued").order_by("issued_on", "pk")
    rows = list(issued.values_list("matter", "uid", "kind", "number", "issued_on", "seen"))
    files = {str((one.parent or one).uid) for one in listed}  # a parallel track lies in the file of its case
    pages = archive.pages_of(files) if rows else {}
    for matter, uid, kind, number, on, act in rows:
        place = Place(act, f"{documents()[kind].name} {number}".strip(), str(on), pages.get(f"document:{uid}", ""))
        found.setdefault(matter, {}).setdefault(kind, []).append(place)
    return found


def of_year(year: int, around: Bureau, on: date) -> list[Reviewed]:
    """Every file whose case was decided in the year, by number of the case."""
    rules = edition(on)
    listed = decided.of_year(year)
    matters = [one.matter for one in listed if one.matter]
    held, bound = papers(matters), {one.subject for one in archive.files(str(one.uid) for one in matters)}
    last = {one.subject: one for one in Given.read(Entry.objects.filter(event=REVIEWED).order_by("index"))} if matters else {}
    found = []
    for one in listed:
        uid = str(one.matter.uid) if one.matter else ""
        file = case_file(one.state, around, on, papers=held.get(one.matter.pk) if one.matter else None, bound=uid in bound)
        found.append(Reviewed(one.case, one.matter, review(file, rules, on), last.get(uid)))
    return found


def spread(files: Iterable[Reviewed]) -> tuple[list[int], list[int]]:
    """How many files lie in each of `BANDS`: by the computed ceiling, and by the score that was given."""
    computed, scored = Counter[int](), Counter[int]()
    for one in files:
        computed[band(one.computed.ceiling)] += 1
        if one.given:
            scored[band(one.given.score)] += 1
    return [computed[place] for place in range(len(BANDS))], [scored[place] for place in range(len(BANDS))]


def band(score: Decimal) -> int:
    """The place of a score in `BANDS`."""
    return 0 if score == 0 else 1 if score < 60 else min(int(score) // 10 - 4, len(BANDS) - 1)
