"""The steps of measures that go beside a case: preservation of evidence, sealing, daily penalty, limits of production, substitute performance."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.apps.cases.planning.step import CLOSE, COLLECTIVE, NOTICE, REVIEW, SERVE, SERVICE, SHOWN, SIGNED, Step
from fadu.web import policy

# Where a hearing has a matter of its own, what it ended with is not asked once more.
HEARD = Step("waived_in_writing hearing_requested objection_on points", needs="points hearing_told")

PRESERVATION: Mapping[str, Step] = {
    "E01": Step("items", stamps="measure_taken_on", needs="team"),
    "E02": Step("measure_taken_at items", stamps="measure_taken_on", sets={"measure_urgent": True}, needs="team"),
    "E03": Step("measure_approved_at", stamps="measure_approved_on"), "E04": Step("reason", stamps="released_on"),
    "E05": Step("disposal reason", stamps="preservation_decided_on"), "E06": Step("remark", stamps="released_on", needs="lapsed"),
}

SEIZURE: Mapping[str, Step] = {
    "Q01": Step("reason", stamps="measure_approved_on"),
    "Q02": Step(
        f"measure_number items {SHOWN} rights_told_on_spot spot_record_made items_related",
        stamps="measure_taken_on", sets={"seizure_extension": 0, "seizure_pauses": []}, needs="team",
    ),
    "Q03": Step(
        f"measure_number measure_taken_at items {SHOWN} rights_told_on_spot spot_record_made items_related",
        stamps="measure_taken_on", sets={"seizure_extension": 0, "seizure_pauses": [], "measure_urgent": True}, needs="team",
    ),
    "Q04": Step("measure_approved_at", stamps="measure_approved_on"), "Q05": Step("reason", stamps="released_on"),
    "Q06": Step("seizure_extension reason", needs="extension"),
    "Q07": Step("reason", stamps="released_on"),
    "Q08": Step(SERVICE, stamps="release_served_on", needs="proved"),
    "Q09": Step("remark", stamps="claim_notice_on"),
    "Q11": Step("remark", stamps="claimed_on"), "Q12": Step("result", stamps="claimed_on"),
}

_DAILY_DECIDED = Step(f"measure_number {SIGNED}", "decided_on", me="decider", needs="answered decider discussed signs", outcome="处罚")

DAILY: Mapping[str, Step] = {
    "R01": Step("order_number lab_report_on? discharge_case order_states_remedy order_warns_of_daily_penalty", stamps="order_served_on"),
    "R02": Step(f"{SHOWN} still_unlawful", stamps="rechecked_on", needs="team"),
    "R03": Step("remark", needs="corrected"),
    "R04": Step("order_number discharge_case order_states_remedy order_warns_of_daily_penalty", needs="unlawful"),
    "R05": Step(f"{SHOWN} still_unlawful", stamps="rechecked_on", needs="team"),
    "R06": Step(f"{NOTICE} recusals_complete", stamps="notice_served_on", needs="signer notice_by_paper", right=policy.HANDLE_CASE),
    "R07": HEARD,
    "R08": Step("reviewer", needs="answered reviewer_here"),
    "R09": COLLECTIVE, "R11": COLLECTIVE,
    "R12": Step("reason", clears=REVIEW),
    "R13": _DAILY_DECIDED, "R14": _DAILY_DECIDED, "R15": _DAILY_DECIDED,
    "R16": SERVE, "R17": Step(), "R18": CLOSE, "R22": CLOSE, "R23": Step("closing_reason", stamps="closed_on", needs="paid court_ended"),
    "R19": Step("appeal_pending", stamps="reminder_served_on", needs="unpaid settled"),
    "R21": Step("appeal_pending court transfer_number", stamps="court_applied_on", needs="unpaid settled"),
}

_LIMIT_DECIDED = Step(
    f"measure_number {SIGNED}", stamps="limit_decided_on", sets={"limit_extension": 0}, me="decider", needs="answered decider discussed signs",
    outcome="处罚", right=policy.DECIDE_CASE,
)

LIMITS: Mapping[str, Step] = {
    "L01": Step("limit_kind reason livelihood_exempt public_interest weighty_rights complex_case"),
    "L02": Step(NOTICE, stamps="notice_served_on", needs="signer notice_by_paper", right=policy.HANDLE_CASE),
    "L03": HEARD,
    "L04": Step("reviewer", needs="answered reviewer_here", clears=REVIEW),
    "L05": COLLECTIVE, "L06": COLLECTIVE,
    "L07": Step("reason", clears=f"{REVIEW} notice_served_on waived_in_writing hearing_requested objection_on"),
    "L08": _LIMIT_DECIDED, "L09": _LIMIT_DECIDED, "L11": _LIMIT_DECIDED,
    "L12": SERVE,
    "L13": Step("rectification_plan", stamps="plan_filed_on"),
    "L14": Step("limit_extension reason", needs="limit_term"),
    "L15": Step("rectified_on remark?", stamps="rectification_filed_on lifted_on"),
    "L16": Step(f"{SHOWN} still_unlawful", stamps="tracked_on", needs="team"),
    "L17": Step("remark", needs="kept_to"), "L18": Step("reason", needs="relapsed"),
}

SUBSTITUTE: Mapping[str, Step] = {
    "X01": Step(f"{SIGNED} performer estimate {SERVICE}", stamps="decided_on", me="decider", needs="decider proved signs"),
    "X02": Step("service_proof", stamps="reminder_served_on"),
    "X03": Step("items", stamps="substitute_on", sets={"must_remove_at_once": False}, needs="team"),
    "X04": Step("performer reason items", stamps="substitute_on", sets={"must_remove_at_once": True}, needs="team"),
    "X05": Step("remark"), "X06": Step("amount cost_basis"), "X07": Step("receipt_number"),
}
