"""What a step is made of, and the steps that several procedures share: notice, service, closing."""

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


REVIEW = "legal_review_passed legal_review_on"
AFTER_NOTICE = "waived_in_writing hearing_requested hearing_requested_on objection_on hearing_held hearing_withdrawn hearing_on"
SHOWN = "certificates_shown certificates_confirmed"
NOTICE = "notice_number notice_parts notice_offers_hearing signed_by notice_method notice_proof notice_service_proof"
SIGNED = "decision_number issuer issuer_level seal"
SERVICE = (
    "service_method service_proof service_receipt service_signer service_refusal service_witness post_number service_body service_record "
    "electronic_consent service_medium other_service_exhausted"
)

COLLECTIVE = Step(needs="answered", right=policy.EXAMINE_CASE)
SERVE = Step(f"{SERVICE} announced_on", stamps="served_on", needs="proved announced")
CLOSE = Step("closing_reason", stamps="closed_on", needs="performed paid")
ARCHIVE = Step("archive_number", stamps="archived_on")
OBJECTED = Step("waived_in_writing hearing_requested objection_on points", needs="points")
