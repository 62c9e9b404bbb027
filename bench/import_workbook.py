"""Import of a workbook of 100,000 rows, against a bare read of the same file.

Method: a workbook is made (50 people, 2,000 objects, the rest inspections and complaints that name them) and then, each in
a process of its own so that peak memory is its own: (1) python-calamine reads every cell and nothing else is done,
(2) `import_workbook` takes it into an empty SQLite file (full fsync), every row planned, checked, written and sealed,
(3) the same file again, which changes nothing. Two sizes are run, to say what grows with what.

    make bench            all benches
    python -m bench.import_workbook [--rows 100000]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

PEOPLE, OBJECTS = 50, 2000


def make(path: Path, rows: int) -> None:
    """Write the workbook."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    first = date(2024, 1, 1)

    def sheet(name: str, header: list[str], lines: object) -> None:
        page = book.add_worksheet(name)
        page.write_row(0, 0, header)
        for line, values in enumerate(lines, start=1):  # type: ignore[arg-type,var-annotated]
            page.write_row(line, 0, values)

    sheet("人员", ["工号", "姓名", "执法人员(是/否)", "执法证有效期起", "执法证有效期至", "执法证号", "法制审核人员(是/否)", "入职日期"],
          ([f"G{n:04}", f"示例{n}", "是", date(2022, 1, 1), date(2027, 1, 1), f"Z{n:05}", "否", date(2015, 1, 1)] for n in range(PEOPLE)))
    sheet("监管对象", ["对象编号", "名称", "类别", "纳入随机抽查(是/否)", "登记日期"],
          ([f"DX{n:06}", f"示例企业{n}", "一般排污单位", "是", date(2022, 1, 1)] for n in range(OBJECTS)))
    half = (rows - PEOPLE - OBJECTS) // 2
    sheet("检查", ["检查编号", "日期", "对象编号", "检查类别", "执法人员工号", "检查方式", "发现问题(是/否)"],
          ([f"JC{n:07}", first + timedelta(n % 366), f"DX{n % OBJECTS:06}", "双随机", f"G{n % PEOPLE:04}、G{(n + 1) % PEOPLE:04}", "现场", "否"]
           for n in range(half)))
    sheet("信访", ["编号", "渠道", "受理日期", "要素", "对象编号", "内容摘要", "办结日期", "重复信访(是/否)", "越级信访(是/否)"],
          ([f"XF{n:07}", "网络", first + timedelta(n % 366), "大气", f"DX{n % OBJECTS:06}", "示例内容", first + timedelta(n % 366 + 10), "否", "否"]
           for n in range(half)))
    book.close()


def child(task: str, path: str) -> None:
    """One task in this process; prints its seconds and peak memory as JSON."""
    if task == "read":
        start = time.perf_counter()
        import python_calamine

        book = python_calamine.CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    else:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
        django.setup()
        from django.core.management import call_command
        from django.utils import timezone

        from fadu.apps.exchange.actions import import_workbook

        call_command("migrate", verbosity=0)
        start = time.perf_counter()
        import_workbook(Path(path), actor="bench", at=timezone.now())
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def run(task: str, path: Path, data: str) -> tuple[float, float]:
    """Run a task in a child process; (seconds, peak MB)."""
    out = subprocess.run([sys.executable, __file__, "--child", task, str(path)], env={**os.environ, "FADU_DATA": data},
                         capture_output=True, text=True, check=True)
    seconds, peak = json.loads(out.stdout.splitlines()[-1])
    return seconds, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--child", nargs=2)
    args = parser.parse_args()
    if args.child:
        child(*args.child)
        return
    print(f"{'rows':>8} {'task':<12} {'seconds':>8} {'rows/s':>9} {'peak MB':>8}  against bare read")
    for rows in (args.rows // 4, args.rows):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.xlsx"
            make(path, rows)
            bare, peak = run("read", path, folder)
            print(f"{rows:>8} {'bare read':<12} {bare:8.2f} {rows / bare:9.0f} {peak:8.0f}  1.0")
            for task in ("import", "again"):
                seconds, peak = run("import", path, folder)
                print(f"{rows:>8} {task:<12} {seconds:8.2f} {rows / seconds:9.0f} {peak:8.0f}  {seconds / bare:.1f}", flush=True)


if __name__ == "__main__":
    main()
