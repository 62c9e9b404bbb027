"""Findings as SARIF 2.1.0, the form that code-review tools read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fadu.core.wording.checks import all_checks
from fadu.core.wording.findings import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Sequence[Finding], version: str) -> dict[str, Any]:
    """One SARIF log with one run; every check is a rule, whether or not it found something."""
    rules = [{"id": check.id, "shortDescription": {"text": check.title}, "help": {"text": check.source}} for check in all_checks()]
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    driver = {"name": "fadu lint", "version": version, "rules": rules}
    results = [_result(finding, places[finding.check]) for finding in findings]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}]}


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    message = finding.reason + (f"。建议：{finding.suggestion}" if finding.suggestion else "")
    region = {
        "startLine": finding.line, "startColumn": finding.column, "charOffset": finding.start, "charLength": finding.end - finding.start,
        "snippet": {"text": finding.text},
    }  # fmt: skip
    place = {"artifactLocation": {"uri": quote(finding.file)}, "region": region}
    result: dict[str, Any] = {
        "ruleId": finding.check, "ruleIndex": rule, "level": _LEVELS[finding.severity], "message": {"text": message},
        "locations": [{"physicalLocation": place}],
    }  # fmt: skip
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.accepted}]
    return {**result, "properties": {"source": finding.source, "suggestion": finding.suggestion}}
