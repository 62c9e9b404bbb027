"""The draw: frames, plan and seed in; objects with their tickets and officers out. Nothing else enters, so anyone can repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fadu.core.refusal import Refusal
from fadu.core.sampling.frame import Row, clean, frozen, listed, unfit
from fadu.core.sampling.pairing import Pool
from fadu.core.sampling.planning import QUARTERS, Plan
from fadu.core.sampling.tickets import Ticket, smallest


@dataclass(frozen=True, slots=True)
class Drawn:
    """One object drawn. `round` above 1: it comes again in the year. `quarter` only in the quarterly mode, `supplement` from 1 in a 补抽."""

    object: str
    cls: str
    ticket: str
    officers: tuple[str, ...]
    round: int = 1
    quarter: int | None = None
    supplement: int | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw with all that it rests on."""

    objects: list[Row]
    officers: list[Row]
    plan: Plan
    seed: str
    drawn: list[Drawn]
    skipped: dict[str, str]
    unfit: dict[str, str]


Pick = tuple[str, Ticket, int, int | None, int | None]  # class, ticket, round, quarter, supplement


def draw(objects: Iterable[Row], officers: Iterable[Row], plan: Plan, seed: str) -> Draw:
    """Draw objects of each class and officers for each object.

    `objects`: rows with id and class, `officers`: rows with id, further columns as frame.py names them. `seed`: text from outside, known
    to nobody before the frames were frozen. Raises Refusal where anything is doubtful; there is no draw in part.
    """
    things, people = frozen(objects, "objects"), frozen(officers, "officers")
    seed = clean(seed, "种子")
    if not seed.strip():
        raise Refusal("没有种子", "种子应取自事先公布的外部来源，例如当众掷骰、彩票开奖号码")
    out = dict(unfit(people, plan.on))
    able = [row["id"] for row in people if row["id"] not in out]
    if len(able) < plan.officers_per_object:
        raise Refusal(f"能派的执法人员有 {len(able)} 名，每个对象要 {plan.officers_per_object} 名", "请补充有执法证的在岗人员", ARTICLE)
    by_class = classes(things, plan)
    skipped = dict(passed_over(things, plan))
    picks = [pick for name in sorted(by_class) for pick in picked(name, by_class[name], skipped, plan, seed, len(able))]
    picks += supplements(picks, by_class, skipped, plan, seed)
    pool = Pool(able, plan, standing_aside(people))
    drawn = []
    for name, (hashed, id), round, quarter, extra in picks:
        row = by_class[name][id]
        drawn.append(Drawn(id, name, hashed.hex(), pool.take(seed, row, round), round, quarter, extra))
    return Draw(things, people, plan, seed, drawn, skipped, out)


def classes(things: Iterable[Row], plan: Plan) -> dict[str, dict[str, Row]]:
    """Objects by class. An object of a class without a rule could never be drawn, so it is refused."""
    found: dict[str, dict[str, Row]] = {name: {} for name in plan.classes}
    for row in things:
        if row["class"] not in found:
            raise Refusal(f"对象 {row['id']} 的类别 {row['class']} 不在计划里", f"计划里有：{'、'.join(plan.classes)}")
        found[row["class"]][row["id"]] = row
    return found


def passed_over(things: Iterable[Row], plan: Plan) -> Iterator[tuple[str, str]]:
    """Objects that take no part, with the reason: named in the list, or at the yearly cap of visits (国办发〔2024〕54号)."""
    for row in things:
        if "skip" in row:
            yield row["id"], row["skip"]
        elif plan.cap_per_object is not None and visits(row) >= plan.cap_per_object:
            yield row["id"], f"本年已查{row['visits']}次，达到上限{plan.cap_per_object}次"


def visits(row: Row) -> int:
    """Visits of the year so far."""
    text = row.get("visits", "0")
    if not (text.isascii() and text.isdigit()):
        raise Refusal(f"对象 {row['id']} 的“visits”不是整数：{text}", "请填写本年已查次数")
    return int(text)


def picked(name: str, things: Mapping[str, Row], skipped: Mapping[str, str], plan: Plan, seed: str, officers: int) -> Iterator[Pick]:
    """The tickets drawn of one class, in order."""
    rule = plan.classes[name]
    ids = [id for id in things if id not in skipped]
    count = min(rule.quota(len(things), officers), len(ids))
    if rule.mode == "pct_per_quarter":
        yield from quarterly(name, ids, count, seed, again=rule.replacement)
    else:
        yield from ((name, each, 1, None, None) for each in smallest(seed, ids, count))


def quarterly(name: str, ids: list[str], count: int, seed: str, *, again: bool) -> Iterator[Pick]:
    """So many each quarter: none twice before all were drawn once (or, with replacement, each quarter anew), none twice in a quarter."""
    queue: list[tuple[Ticket, int]] = []
    round = 0
    for quarter in range(1, QUARTERS + 1):
        if again:
            queue, round = [], quarter - 1
        seen: set[str] = set()
        held: list[tuple[Ticket, int]] = []
        while len(seen) < count:
            if not queue:
                round += 1
                queue = [(each, round) for each in reversed(smallest(seed, ids, len(ids), round))]
            each, drawn_in = queue.pop()
            if each[1] in seen:
                held.append((each, drawn_in))
            else:
                seen.add(each[1])
                yield name, each, drawn_in, quarter, None
        queue += reversed(held)


def supplements(
    picks: list[Pick], by_class: Mapping[str, Mapping[str, Row]], skipped: Mapping[str, str], plan: Plan, seed: str
) -> Iterator[Pick]:
    """The 补抽 of the plan in order: the next tickets of the class, as if more had been drawn at once."""
    gone = {each[1] for _, each, _, _, _ in picks}
    for extra, supplement in enumerate(plan.supplements, 1):
        ids = [id for id in by_class[supplement.cls] if id not in skipped and id not in gone]
        if supplement.count > len(ids):
            raise Refusal(f"类别 {supplement.cls} 还能补抽 {len(ids)} 个，不足 {supplement.count} 个", "请减少补抽的个数")
        for each in smallest(seed, ids, supplement.count):
            gone.add(each[1])
            yield supplement.cls, each, 1, None, extra


def standing_aside(people: Iterable[Row]) -> dict[str, frozenset[str]]:
    """By object the officers who must stand aside, from the officers' own rows."""
    found: dict[str, set[str]] = {}
    for row in people:
        for id in listed(row, "recuse"):
            found.setdefault(id, set()).add(row["id"])
    return {id: frozenset(officers) for id, officers in found.items()}


ARTICLE = "《中华人民共和国行政处罚法》第四十二条"
