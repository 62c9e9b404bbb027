"""The page of one regulated object with ten years of history, against an empty page of the same shell in the same run.

Method: ten years of a county are imported through the real actions into an empty SQLite file (full fsync): 12 people, 155 objects, and a year 600
checks, 200 complaints and 40 cases spread over them, of which one firm has so many that its page shows ten years of a key unit. Pages are asked for
in-process, signed in, each beside *empty*, the page that changes a password (the shell and one small form). Median and p95 in milliseconds, the ratio
of either to that of *empty*, the queries and the size of one answer.

    python -m bench.facility_page [--years 10] [--rounds 30]
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import xlsxwriter

from bench.cases import spread, timed

PEOPLE, OBJECTS, CHECKS, COMPLAINTS, CASES = 12, 155, 600, 200, 40
FIRM_EVERY = 12  # of the rows, so many name the one firm
FIRST = 2016


def make(path: Path, years: int) -> None:
    """Write the workbook of the years."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})

    def sheet(name: str, header: list[str], lines: Iterator[list[object]]) -> None:
        page = book.add_worksheet(name)
        page.write_row(0, 0, header)
        for line, values in enumerate(lines, 1):
            page.write_row(line, 0, values)

    def facility(n: int) -> str:
        return f"DX{0 if n % FIRM_EVERY == 0 else n % OBJECTS:04d}"

    def day(n: int, many: int) -> date:
        return date(FIRST + n // many, 1, 2) + timedelta(days=n % many * 350 // many)

    sheet("人员", ["工号", "姓名", "执法人员(是/否)", "法制审核人员(是/否)", "入职日期", "执法证号", "执法证有效期起", "执法证有效期止"], (
        [f"R{n:03d}", f"执法{n:03d}", "是", "否", date(2010, 1, 1), f"ZF{n:03d}", date(2010, 1, 1), date(2040, 1, 1)] for n in range(PEOPLE)
    ))
    sheet("监管对象", ["对象编号", "名称", "类别", "纳入随机抽查(是/否)", "登记日期"], (
        [f"DX{n:04d}", f"示例企业{n:04d}有限公司", "重点排污单位" if n == 0 else "一般排污单位", "是", date(2015, 1, 1)] for n in range(OBJECTS)
    ))
    sheet("检查", ["检查编号", "日期", "对象编号", "检查类别", "执法人员工号", "检查方式", "发现问题(是/否)"], (
        [f"JC{n:06d}", day(n, CHECKS), facility(n), "日常巡查", "R001、R002", "现场", "是" if n % 9 == 0 else "否"] for n in range(years * CHECKS)
    ))
    sheet("信访", ["编号", "渠道", "受理日期", "对象编号", "办结日期", "重复信访(是/否)", "越级信访(是/否)"], (
        [f"XF{n:06d}", "电话", day(n, COMPLAINTS), facility(n), day(n, COMPLAINTS) + timedelta(days=9), "否", "否"] for n in range(years * COMPLAINTS)
    ))
    sheet("案件", ["案号", "案由", "对象编号", "当事人名称", "当事人类型", "立案日期", "主办人工号", "协办人工号", "处理结果"], (
        [f"立{n:05d}", "示例案由", facility(n), "示例企业", "单位", day(n, CASES), "R001", "R002", "在办"] for n in range(years * CASES)
    ))
    book.close()


def measure(rounds: int) -> None:
    """Each page, against the empty one."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from fadu.apps.facilities.models import Facility
    from fadu.apps.officers.actions.accounts import open_account
    from fadu.apps.officers.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    open_account(person_number="R001", roles=["officer"], actor="bench", at=datetime.now(UTC))
    Account.objects.update(must_change_password=False)
    client = Client()
    client.force_login(Account.objects.get(number="R001"), backend="django.contrib.auth.backends.ModelBackend")
    firm, other = (Facility.objects.get(number=number).uid for number in ("DX0000", "DX0100"))
    pages = {
        "the firm, ten years": f"/facilities/{firm}/", "another object": f"/facilities/{other}/", "list": "/facilities/",
        "search by a fragment": "/facilities/?text=企业01", "map": "/facilities/map/",
    }
    print(f"{'page':<22}{'median ms':>10}{'ratio':>7}{'p95 ms':>9}{'ratio':>7}{'queries':>9}{'KB':>7}")
    for name, address in pages.items():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        queries = len(asked)
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        pairs = [(timed(client, "/password/"), timed(client, address)) for _ in range(rounds)]
        (middle0, high0), (middle, high) = (spread([pair[place] for pair in pairs]) for place in (0, 1))
        size = len(answer.content) / 1024
        print(f"{name:<22}{middle * 1000:10.1f}{middle / middle0:7.1f}{high * 1000:9.1f}{high / high0:7.1f}{queries:9}{size:7.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=30)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FADU_DATA": folder, "DJANGO_SETTINGS_MODULE": "fadu.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        from fadu.apps.exchange.actions import import_workbook

        call_command("migrate", verbosity=0)
        path = Path(folder) / "years.xlsx"
        make(path, args.years)
        begun = time.perf_counter()
        outcome = import_workbook(path, actor="bench", at=datetime(2026, 1, 20, tzinfo=UTC))
        assert outcome.batch, outcome.plan.report()["refusals"][:3]
        rows = outcome.plan.count("new")
        print(f"{rows:,} rows of {args.years} years imported and sealed in {time.perf_counter() - begun:.1f} s")
        measure(args.rounds)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
