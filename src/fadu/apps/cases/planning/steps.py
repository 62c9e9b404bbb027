"""What each move of the ordinary and the on-the-spot procedure asks of the person who takes it, and what it leaves, by the ids of their files.

The conditions are those of the guards. Only moves that are named here, in `measures` or in `outside` are offered: what isn't built does not
stand on a page.
"""

from __future__ import annotations

from collections.abc import Mapping

from fadu.apps.cases.planning.measures import DAILY, LIMITS, PRESERVATION, SEIZURE, SUBSTITUTE
from fadu.apps.cases.planning.outside import COURT, CRIME, DETENTION, HEARING, PUBLICATION, RECONSIDERATION, SUIT
from fadu.apps.cases.planning.step import AFTER_NOTICE, ARCHIVE, CLOSE, COLLECTIVE, NOTICE, OBJECTED, REVIEW, SERVE, SHOWN, SIGNED, Step
from fadu.web import policy

_DECIDED = f"{SIGNED} pauses_complete fined_before_for_same_act mitigation_basis"
_FREED = (
    "decision_number no_penalty_ground no_penalty_evidence no_penalty_basis leniency_proof? education_given issuer issuer_level seal pauses_complete"
)
_NOTICE = Step(
    f"{NOTICE} issuer issuer_level seal recusals_complete", stamps="notice_served_on", clears=AFTER_NOTICE,
    needs="proposal signer notice_by_paper signs", right=policy.HANDLE_CASE,
)
_DECIDE = Step(
    _DECIDED, outcome="处罚", stamps="decided_on", me="decider", needs="matrix proposal answered decider discussed signs", right=policy.DECIDE_CASE,
)
_FREE = Step(
    _FREED, outcome="不予处罚", stamps="decided_on", me="decider", needs="answered decider discussed signs lenient", right=policy.DECIDE_CASE,
)
_BACK = Step("reason", clears=f"{REVIEW} {AFTER_NOTICE} collective_on collective_record notice_served_on")

PENALTY: Mapping[str, Step] = {
    "T01": Step(f"{SHOWN} inspection_approved inspection_item_listed", needs="team"),
    "T02": Step("filing_extension", needs="team"),
    "T03": Step(
        "case_number authority breach_suspected punishable own_jurisdiction conduct_continuing conduct_ended_on harm life_health_or_finance",
        stamps="filed_on", needs="team",
    ),
    "T04": Step("reason", stamps="closed_on"), "T05": Step("receiver reason", stamps="closed_on"),
    "T42": Step("receiver reason", stamps="closed_on", outcome="移送"),
    "T06": Step("ground"), "T07": Step(), "T08": Step("ground", stamps="closed_on", outcome="终止调查"),
    "T09": Step("reason", stamps="closed_on", outcome="撤销立案"),
    "T10": Step("licence_name reports_complete devices_none", stamps="last_new_evidence_on", needs="team matrix law proposal"),
    "T11": Step(me="examiner"),
    "T12": Step("reason"),
    "T13": _NOTICE, "T51": _NOTICE, "T55": _NOTICE, "T26": _NOTICE,
    "T14": Step(stamps="hearing_requested_on", sets={"hearing_requested": True}, right=policy.HANDLE_CASE),
    "T15": OBJECTED,
    "T49": Step("waived_in_writing objection_on points", sets={"hearing_withdrawn": True}, needs="points"),
    "T16": Step("hearing_notified_on hearing_on hearing_report reviewer", sets={"hearing_held": True}, me="presider", needs="heard reviewer_here"),
    "T43": Step("hearing_notified_on hearing_on hearing_report", sets={"hearing_held": True}, me="presider", needs="heard"),
    "T17": Step("reviewer", needs="answered reviewer_here", clears=REVIEW), "T50": Step("reviewer", needs="reviewer_here", clears=REVIEW),
    "T18": COLLECTIVE, "T20": COLLECTIVE, "T53": COLLECTIVE, "T54": COLLECTIVE,
    "T19": _DECIDE, "T21": _DECIDE, "T23": _DECIDE,
    "T24": _FREE, "T25": _FREE, "T44": _FREE,
    "T22": _BACK, "T52": _BACK,
    "T27": SERVE, "T28": SERVE,
    "T30": Step(needs="to_perform"),
    "T31": Step("deferred_until plan", needs="plan"),
    "T32": Step("appeal_pending", stamps="reminder_served_on", needs="unpaid settled"),
    "T33": Step("appeal_pending court transfer_number", stamps="court_applied_on", needs="unpaid settled"),
    "T34": CLOSE, "T35": Step("closing_reason", stamps="closed_on", needs="paid court_ended"), "T40": CLOSE, "T41": CLOSE,
    "T38": Step("correction"),
    "T36": ARCHIVE, "T45": ARCHIVE, "T46": ARCHIVE, "T47": ARCHIVE, "T48": ARCHIVE,
}

# 当场处罚: no filing, no notice; the register takes the day of the decision for that of the filing.
SIMPLE: Mapping[str, Step] = {
    "T37": Step(
        f"case_number decision_number conduct_text law_cited facts_certain has_legal_basis penalty_kinds fine? cash_taken_on? {SHOWN} "
        "conduct_continuing conduct_ended_on harm life_health_or_finance fined_before_for_same_act spot_heard authority receipt_signed",
        stamps="decided_on served_on filed_on", sets={"service_method": "直接"}, me="decider", outcome="处罚", needs="team spot_decision",
    ),
    "B01": Step("reason"), "B02": Step(stamps="reported_on"), "B03": CLOSE, "B04": ARCHIVE,
    "B05": PENALTY["T32"], "B06": PENALTY["T33"], "B07": CLOSE, "B08": PENALTY["T35"],
}

STEPS: Mapping[str, Mapping[str, Step]] = {
    "penalty": PENALTY, "penalty_simple": SIMPLE, "evidence_preservation": PRESERVATION, "coercive_measures": SEIZURE, "daily_penalty": DAILY,
    "production_limits": LIMITS, "substitute_performance": SUBSTITUTE, "hearing": HEARING, "detention_transfer": DETENTION,
    "crime_transfer": CRIME, "court_enforcement": COURT, "reconsideration": RECONSIDERATION, "litigation": SUIT, "publication": PUBLICATION,
}
