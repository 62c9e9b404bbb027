"""What each move of a procedure asks of the person who takes it, and what it leaves, by the ids of the procedure's file.

The conditions are those of the guards. Only moves that are named here are offered: what isn't built does not stand on a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fadu.web import policy

# Who takes a move by the procedure's roles; what party, police or court did is entered by an officer.
RIGHTS = {
    "officer": policy.HANDLE_CASE, "unit_head": policy.HANDLE_CASE, "examiner": policy.EXAMINE_CASE, "legal_reviewer": policy.REVIEW_CASE,
    "hearing_presider": policy.EXAMINE_CASE, "org_head": policy.DECIDE_CASE, "principal": policy.DECIDE_CASE, "panel": policy.DECIDE_CASE,
}


@dataclass(frozen=True)
class Step:
    """`asks`: keys of `asking`; `stamps`: facts that take the day of the act; `sets`: facts with a fixed value; `clears`: facts that end.

    `me`: the place in the file that takes the 工号 of who acts. `needs`: conditions of our own (`conditions`). `right`: another right than
    the role's. `outcome`: what became of the case by it.
    """

    asks: str = ""
    stamps: str = ""
    sets: Mapping[str, Any] = field(default_factory=dict)
    clears: str = ""
    me: str = ""
    needs: str = ""
    outcome: str = ""
    right: policy.Policy | None = None


_REVIEW = "legal_review_passed legal_review_on"
_AFTER_NOTICE = "waived_in_writing hearing_requested hearing_requested_on objection_on hearing_held hearing_withdrawn hearing_on"
_DECIDED = "decision_number issuer issuer_level seal pauses_complete fined_before_for_same_act mitigation_basis"
_FREED = "decision_number no_penalty_ground no_penalty_evidence no_penalty_basis education_given issuer issuer_level seal pauses_complete"
_NOTICE = Step(
    "notice_number notice_parts notice_offers_hearing issuer issuer_level seal signed_by notice_method notice_proof notice_service_proof "
    "recusals_complete",
    stamps="notice_served_on", clears=_AFTER_NOTICE, needs="proposal signer", right=policy.HANDLE_CASE,
)
_DECIDE = Step(_DECIDED, outcome="处罚", stamps="decided_on", me="decider", needs="proposal answered decider discussed", right=policy.DECIDE_CASE)
_FREE = Step(_FREED, outcome="不予处罚", stamps="decided_on", me="decider", needs="answered decider discussed", right=policy.DECIDE_CASE)
_COLLECTIVE = Step(needs="answered", right=policy.EXAMINE_CASE)
_SERVE = Step(
    "service_method service_proof service_receipt electronic_consent other_service_exhausted announced_on", stamps="served_on", needs="announced",
)
_ARCHIVE = Step("archive_number", stamps="archived_on")
_CLOSE = Step("closing_reason", stamps="closed_on", needs="paid")
_BACK = Step("reason", clears=f"{_REVIEW} {_AFTER_NOTICE} collective_on collective_record notice_served_on")

PENALTY: Mapping[str, Step] = {
    "T01": Step("certificates_shown certificates_confirmed inspection_approved inspection_item_listed", needs="team"),
    "T02": Step("filing_extension", needs="team"),
    "T03": Step(
        "case_number authority breach_suspected punishable own_jurisdiction conduct_continuing conduct_ended_on harm life_health_or_finance",
        stamps="filed_on", needs="team",
    ),
    "T04": Step("reason"), "T05": Step("receiver reason"), "T42": Step("receiver reason", outcome="移送"),
    "T06": Step("ground"), "T07": Step(), "T08": Step("ground"), "T09": Step("reason", outcome="撤销立案"),
    "T10": Step("licence_name reports_complete devices_none", stamps="last_new_evidence_on", needs="team matrix law proposal"),
    "T11": Step(me="examiner"),
    "T12": Step("reason"),
    "T13": _NOTICE, "T51": _NOTICE, "T55": _NOTICE, "T26": _NOTICE,
    "T14": Step(stamps="hearing_requested_on", sets={"hearing_requested": True}, right=policy.HANDLE_CASE),
    "T15": Step("waived_in_writing hearing_requested objection_on points", needs="points"),
    "T49": Step("waived_in_writing objection_on points", sets={"hearing_withdrawn": True}, needs="points"),
    "T16": Step("hearing_notified_on hearing_on hearing_report reviewer", sets={"hearing_held": True}, me="presider", needs="heard"),
    "T43": Step("hearing_notified_on hearing_on hearing_report", sets={"hearing_held": True}, me="presider", needs="heard"),
    "T17": Step("reviewer", needs="answered", clears=_REVIEW), "T50": Step("reviewer", clears=_REVIEW),
    "T18": _COLLECTIVE, "T20": _COLLECTIVE, "T53": _COLLECTIVE, "T54": _COLLECTIVE,
    "T19": _DECIDE, "T21": _DECIDE, "T23": _DECIDE,
    "T24": _FREE, "T25": _FREE, "T44": _FREE,
    "T22": _BACK, "T52": _BACK,
    "T27": _SERVE, "T28": _SERVE,
    "T30": Step(needs="to_perform"),
    "T31": Step("deferred_until plan"),
    "T32": Step("appeal_pending", stamps="reminder_served_on", needs="unpaid settled"),
    "T33": Step("appeal_pending court transfer_number", stamps="court_applied_on", needs="unpaid settled"),
    "T34": _CLOSE, "T35": _CLOSE, "T40": _CLOSE, "T41": _CLOSE,
    "T38": Step("correction"),
    "T36": _ARCHIVE, "T45": _ARCHIVE, "T46": _ARCHIVE, "T47": _ARCHIVE, "T48": _ARCHIVE,
}

SEIZURE: Mapping[str, Step] = {
    "Q01": Step("reason", stamps="measure_approved_on"),
    "Q02": Step(
        "measure_number items certificates_shown certificates_confirmed rights_told_on_spot spot_record_made items_related",
        stamps="measure_taken_on", sets={"seizure_extension": 0, "seizure_pauses": []}, needs="team",
    ),
    "Q03": Step(
        "measure_number measure_taken_at items certificates_shown certificates_confirmed rights_told_on_spot spot_record_made items_related",
        stamps="measure_taken_on", sets={"seizure_extension": 0, "seizure_pauses": [], "measure_urgent": True}, needs="team",
    ),
    "Q04": Step("measure_approved_at", stamps="measure_approved_on"), "Q05": Step("reason", stamps="released_on"),
    "Q06": Step("seizure_extension reason", needs="extension"),
    "Q07": Step("reason", stamps="released_on"),
    "Q08": Step("service_method service_proof service_receipt electronic_consent other_service_exhausted", stamps="release_served_on"),
    "Q09": Step("remark", stamps="claim_notice_on"),
    "Q11": Step("remark", stamps="claimed_on"), "Q12": Step("result", stamps="claimed_on"),
}

_DAILY_DECIDED = Step(
    "measure_number decision_number issuer issuer_level seal", "decided_on", me="decider", needs="answered decider discussed", outcome="处罚",
)

DAILY: Mapping[str, Step] = {
    "R01": Step("order_number discharge_case order_states_remedy order_warns_of_daily_penalty", stamps="order_served_on"),
    "R02": Step("certificates_shown certificates_confirmed still_unlawful", stamps="rechecked_on", needs="team"),
    "R03": Step("remark", needs="corrected"),
    "R04": Step("order_number discharge_case order_states_remedy order_warns_of_daily_penalty", needs="unlawful"),
    "R05": Step("certificates_shown certificates_confirmed still_unlawful", stamps="rechecked_on", needs="team"),
    "R06": Step(
        "notice_number notice_parts notice_offers_hearing signed_by notice_method notice_proof notice_service_proof recusals_complete",
        stamps="notice_served_on", needs="signer", right=policy.HANDLE_CASE,
    ),
    "R07": Step("waived_in_writing hearing_requested objection_on points", needs="points"),
    "R08": Step("reviewer", needs="answered"),
    "R09": _COLLECTIVE, "R11": _COLLECTIVE,
    "R12": Step("reason", clears=_REVIEW),
    "R13": _DAILY_DECIDED,
    "R14": _DAILY_DECIDED,
    "R15": _DAILY_DECIDED,
    "R16": _SERVE, "R17": Step(), "R18": _CLOSE, "R22": _CLOSE, "R23": _CLOSE,
    "R19": Step("appeal_pending", stamps="reminder_served_on", needs="unpaid settled"),
    "R21": Step("appeal_pending court transfer_number", stamps="court_applied_on", needs="unpaid settled"),
}

DETENTION: Mapping[str, Step] = {
    "K01": Step("crime_suspected detention_basis", stamps="transfer_decided_on"),
    "K02": Step("reason"),
    "K03": Step("transfer_number receiver items", stamps="transferred_on", needs="team"),
    "K04": Step(stamps="police_accepted_on"),
    "K05": Step("remark", stamps="police_asked_on"), "K06": Step("remark", clears="police_asked_on"),
    "K07": Step("result", stamps="detention_decided_on detention_copied_on"), "K08": Step("reason", stamps="police_returned_on"),
}

CRIME: Mapping[str, Step] = {
    "F01": Step("transfer_group"), "F02": Step("reason", stamps="report_received_on"),
    "F03": Step("decided_by_principal", stamps="transfer_decided_on"),
    "F04": Step("decided_by_principal transfer_reasons reason", stamps="transfer_decided_on"),
    "F05": Step("transfer_number receiver items", stamps="transferred_on police_received_on"),
    "F06": Step(stamps="police_answered_on filing_notice_on"), "F07": Step("reason", stamps="police_answered_on refusal_notice_on"),
    "F08": Step("reason", stamps="police_review_asked_on"), "F09": Step(stamps="filing_notice_on"),
    "F11": Step("remark"), "F12": Step("remark"), "F13": Step("items", stamps="items_handed_on"),
}

STEPS: Mapping[str, Mapping[str, Step]] = {
    "penalty": PENALTY, "coercive_measures": SEIZURE, "daily_penalty": DAILY, "detention_transfer": DETENTION, "crime_transfer": CRIME,
}
# The parallel tracks that a case may open, and from which stages of it (none named: from any after filing).
TRACKS: Mapping[str, tuple[str, ...]] = {
    "coercive_measures": (), "daily_penalty": ("S75", "S80", "S90", "S95"), "detention_transfer": ("S75", "S80", "S90", "S95", "S97"),
    "crime_transfer": (),
}
