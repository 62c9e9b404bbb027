"""The steps of what other bodies do over a case: police, courts, reviewing bodies; and of the hearing and publication beside it."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.apps.cases.planning.step import Step
from fadu.web import policy

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
    "F03": Step("decided_by_principal transfer_approved_at", stamps="transfer_decided_on"),
    "F04": Step("decided_by_principal transfer_reasons reason", stamps="transfer_decided_on"),
    "F05": Step("transfer_number receiver items", stamps="transferred_on police_received_on"),
    "F06": Step(stamps="police_answered_on filing_notice_on"), "F07": Step("reason", stamps="police_answered_on refusal_notice_on"),
    "F08": Step("reason", stamps="police_review_asked_on"), "F09": Step(stamps="filing_notice_on"),
    "F11": Step("remark"), "F12": Step("remark"), "F13": Step("items", stamps="items_handed_on"),
}

# The hearing of a measure; that of an ordinary case is a stage of it.
HEARING: Mapping[str, Step] = {
    "H01": Step(stamps="hearing_requested_on", sets={"hearing_requested": True}),
    "H02": Step("waived_in_writing", sets={"hearing_requested": False}),
    "H03": Step("hearing_on hearing_place", stamps="hearing_notified_on", me="presider"),
    "H04": Step("remark", sets={"hearing_held": True}, needs="heard"),
    "H06": Step("remark", sets={"hearing_withdrawn": True}), "H08": Step("remark", sets={"hearing_withdrawn": True}),
    "H07": Step("hearing_report"),
}

# Reminder and application are steps of the case; here begins what the court does.
COURT: Mapping[str, Step] = {
    "N04": Step("court_received_on", stamps="court_accepted_on"), "N05": Step("court_received_on reason", stamps="court_refused_on"),
    "N06": Step("reason", stamps="court_review_asked_on"), "N07": Step("remark"),
    "N08": Step("ruling_number", stamps="court_accepted_on", clears="court_review_asked_on"), "N09": Step("ruling_number"),
    "N11": Step("ruling_number", stamps="court_ruled_on"),
    "N12": Step("ruling_number reason", stamps="court_ruled_on court_refused_to_enforce_on"),
    "N13": Step("reason", stamps="court_review_asked_on"), "N14": Step("remark"), "N15": Step("ruling_number", stamps="court_ruled_on"),
    "N16": Step("court_outcome court_paid?"),
}

_RESULT = "appeal_result changed_fine?"

RECONSIDERATION: Mapping[str, Step] = {
    "V01": Step("appeal_number forum applied_on review_received_on", stamps="review_accepted_on", needs="appeal_new"),
    "V02": Step("reason"), "V03": Step("simplified", stamps="copy_received_on"), "V04": Step(stamps="answered_on"),
    "V05": Step("remark", stamps="review_decided_on"), "V06": Step("remark", stamps="review_decided_on"),
    "V07": Step(_RESULT, stamps="review_served_on", needs="result_kept"),
    "V08": Step(_RESULT, stamps="review_served_on overturned_on", needs="result_overturned"),
    "V09": Step("correction", stamps="withdrawn_on"), "V11": Step("remark"), "V12": Step("decision_number remark"),
    "V13": Step(_RESULT, needs="result_kept"), "V14": Step(_RESULT, needs="result_kept"),
}

SUIT: Mapping[str, Step] = {
    "A01": Step("appeal_number forum applied_on", stamps="suit_copy_received_on copy_received_on", needs="appeal_new"), "A02": Step("reason"),
    "A03": Step("answer_extension", stamps="answered_on"),
    "A04": Step(_RESULT, stamps="judgment_served_on", needs="result_any"), "A05": Step(_RESULT, stamps="judgment_served_on", needs="result_any"),
    "A06": Step("remark", stamps="appealed_on"), "A07": Step("remark", stamps="judgment_final_on", needs="result_final"),
    "A08": Step(_RESULT, stamps="judgment_final_on", needs="result_any"),
    "A09": Step("judgment_perform_by", stamps="enforcement_asked_on"), "A11": Step("remark correction?", needs="corrected_public"),
    "A12": Step("remark"),
    "A13": Step(_RESULT, needs="result_kept"), "A14": Step(_RESULT, needs="result_kept"),
}

PUBLICATION: Mapping[str, Step] = {
    "T29": Step("publication_barred personal_data_removed published_at credit_uploaded_on?", stamps="published_on", right=policy.HANDLE_CASE),
    "O01": Step("reason", sets={"publication_barred": True}), "T39": Step("correction", stamps="withdrawn_on", needs="overturned"),
}
