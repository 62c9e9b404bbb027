"""The people of a case in a data folder (`FADU_DATA`): accounts that may come in, a reviewer who may review, the rule of the committee.

    python -m tests.browser.case_people
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import django


def main() -> None:
    """Open the accounts that are missing, through the real actions."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
    django.setup()

    from fadu.apps.cases.actions.declaring import declare
    from fadu.apps.officers.actions.accounts import open_account
    from fadu.apps.officers.models import Account
    from tests.apps.cases import lives
    from tests.apps.cases.conftest import qualify
    from tests.browser.conftest import PASSWORD

    at = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)
    roles = {
        lives.LEAD: ["officer"], lives.EXAMINER: ["officer"], lives.REVIEWER: ["reviewer"], lives.CHIEF: ["chief"],
        **{number: ["committee"] for number in lives.MEMBERS},
    }
    for number, some in roles.items():
        if not Account.objects.filter(number=number).exists():
            open_account(person_number=number, roles=some, actor="测试", at=at)
    for account in Account.objects.filter(number__in=roles):
        account.set_password(PASSWORD)
        account.must_change_password = False
        account.save()
    qualify(lives.REVIEWER)
    rule = ["应到 4", "到会 过半数"]
    declare(kind="committee", since=date(2024, 1, 1), source="案审会规则（示例）", none=False, cases=rule, actor=lives.CHIEF, at=at)


if __name__ == "__main__":
    main()
