"""File review over 10,000 cases, against the fold of the same cases alone, and how much memory it takes.

Method: 40 acts of one ordinary case (from clue to closing, as the procedure leaves them) are varied over 10,000 cases by days, fines and a few
faults. In this process: (1) the fold of each case from its acts alone, as the page of a case makes it; (2) fold, facts for guards and the
computed review, with places; (3) the review alone from the state that a row keeps, as the page of a year makes it. The median of three runs
of 2,000 each decides the ratios, in time of the processor, so that a busy machine doesn't; then 10,000 are reviewed once and their scores
kept, and the growth of the process is what that took.

    python -m bench.filereview
"""

from __future__ import annotations

import json
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import django
from django.conf import settings

CASES, SOME, RUNS = 10_000, 2_000, 3
ON = date(2026, 9, 1)


def main() -> None:
    """Print the figures."""
    settings.configure(INSTALLED_APPS=["fadu.apps.record", "fadu.apps.officers", "fadu.apps.facilities", "fadu.apps.complaints",
                                       "fadu.apps.inspections", "fadu.apps.cases"], USE_TZ=True)
    django.setup()
    from fadu.apps.cases.filereview.reading import case_file
    from fadu.apps.cases.planning.knowing import Bureau
    from fadu.apps.cases.queries.folding import Act, State, fold
    from fadu.core.filereview import edition, review

    rules, around, starts = edition(ON), Bureau(_people()), {"penalty": "S00"}
    cases = [
        [Act(index, event, "案", json.dumps(said, ensure_ascii=False)) for index, (event, said) in enumerate(_life(n))] for n in range(SOME)
    ]
    states = [fold(acts, starts) for acts in cases]

    def reviewed(state: State, acts: Sequence[Act]) -> Any:
        return review(case_file(state, around, ON, acts=acts), rules, ON)

    alone = _median(lambda: [fold(acts, starts) for acts in cases])
    whole = _median(lambda: [reviewed(fold(acts, starts), acts) for acts in cases])
    year = _median(lambda: [reviewed(state, ()) for state in states])
    print(f"{len(cases[0])} acts a case, {SOME} cases, median of {RUNS}; per case:")
    print(f"{'fold alone':<42} {alone / SOME * 1e6:8.0f} µs  1.0")
    print(f"{'fold, review, places (the page of a case)':<42} {whole / SOME * 1e6:8.0f} µs  {whole / alone:.1f}")
    print(f"{'review from the row (the page of a year)':<42} {year / SOME * 1e6:8.0f} µs  {year / alone:.1f}")
    before, start = _peak(), time.process_time()
    scores = [(found.floor, found.ceiling, tuple(one.id for one in found.fatal)) for found in (reviewed(states[n % SOME], ()) for n in range(CASES))]
    took, fatal = time.process_time() - start, sum(bool(one[2]) for one in scores)
    print(f"{CASES} reviews, scores kept: {took:.1f} s, {fatal} with a fatal item, the process grew by {_peak() - before:.1f} MB")


def _peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def _median(work: Callable[[], object]) -> float:
    runs = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        runs.append(time.process_time() - start)
    return statistics.median(runs)


def _people() -> dict[str, Any]:
    from fadu.apps.cases.queries.people import Man

    return {
        number: Man(number, name, date(2020, 1, 1), date(2030, 1, 1), True, True, True, None)
        for number, name in (("1", "甲"), ("2", "乙"), ("3", "丙"), ("4", "丁"), ("5", "戊"))
    }


def _life(n: int) -> list[tuple[str, dict[str, Any]]]:
    """The acts of one case; every eleventh has a seal of another organ, every seventh was decided before the time for a statement was over."""
    first = date(2024, 6, 3) + timedelta(n % 300)
    day = {key: (first + timedelta(after)).isoformat() for key, after in (
        ("found", 0), ("filed", 4), ("ended", 24), ("noticed", 30), ("reviewed", 50), ("decided", 33 if n % 7 == 0 else 55), ("served", 58),
        ("closed", 70),
    )}
    fine = str(Decimal(20_000 + 1_000 * (n % 100)))
    team = {"team": ["1", "2"]}
    acts: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
        ("MatterOpened", "found", {"found_on": day["found"], "discovered_on": day["found"]}, {
            "cause": "未批先建", "party": f"企业{n}", "party_kind": "单位", "source": "日常巡查"}),
        ("WorkDone", "found", {}, team),
        ("StepTaken", "found", {"certificates_shown": True, "certificates_confirmed": True}, {}),
        ("StepTaken", "filed", {"filed_on": day["filed"], "conduct_continuing": False, "conduct_ended_on": day["found"]}, {"case_number": f"{n}号"}),
        ("WorkDone", "filed", {"law_cited": "A", "law_applicable": "A", "fine_min": "10000", "fine_max": "200000"}, {}),
        ("WorkDone", "filed", {}, {"matrix": dict.fromkeys(("element_party", "element_act", "element_when", "element_weight"), "笔录")}),
        *(("WorkDone", "filed", {}, {f"note_{place}": "情况说明" * 20}) for place in range(26)),
        ("WorkDone", "ended", {
            "penalty_kinds": ["罚款"], "fine": fine, "public_interest": False, "weighty_rights": False, "complex_case": False,
            "head_wants_collective": False}, {"sheet": ["基准", "因素"], "computed": fine}),
        ("StepTaken", "ended", {"licence_name": f"企业{n}", "last_new_evidence_on": day["ended"]}, {"reports_complete": True}),
        ("StepTaken", "ended", {}, {"examiner": "3"}),
        ("StepTaken", "noticed", {
            "notice_served_on": day["noticed"], "notice_parts": ["事实", "理由", "依据", "拟处罚内容", "权利"], "notice_offers_hearing": True,
            "notice_service_proof": True, "noticed_fine": fine}, {"recusals_complete": True}),
        ("StepTaken", "noticed", {"hearing_requested": False, "waived_in_writing": False}, {}),
        ("WorkDone", "reviewed", {"legal_review_passed": True, "legal_review_on": day["reviewed"]}, {"reviewer": "4"}),
        ("StepTaken", "decided", {
            "decided_on": day["decided"], "issuer": "市局", "issuer_level": "市局", "seal": "支队" if n % 11 == 0 else "市局"}, {
            "decider": "5", "outcome": "处罚", "decision_number": f"罚{n}号", "pauses_complete": True}),
        ("StepTaken", "served", {"served_on": day["served"], "service_receipt": True, "paid_on": day["served"]}, {}),
        ("StepTaken", "closed", {"closed_on": day["closed"]}, {}),
    ]
    found = []
    for event, key, facts, file in acts:
        said = {"on": day[key], "facts": facts, "file": file, "name": "办理"}
        found.append((event, {**said, "procedure": "penalty", "stage": "S00"} if event == "MatterOpened" else said))
    return found


if __name__ == "__main__":
    main()
