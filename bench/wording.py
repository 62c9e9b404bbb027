"""Lint: reports a second on one core, growth with length, against autocorrect, zhlint and textlint for what they check too.

Method: the open report that the tests carry (3,476 characters, read by hand: one quotation mark without its other half, three stray blanks)
goes to Fadu with all checks, to Fadu with only the checks that the peers have, and to the peers through Node, all in one run; best of so many
rounds, in process, loading left out. Peers: autocorrect (blanks, punctuation), zhlint (both and unpaired marks), textlint with the
rules no-unmatched-pair and sentence-length. There is no preset for Chinese official texts in the registry. Beside the time stands what
each reports: how many findings, and whether the unpaired mark is among them. Growth: the same text 1 to 32 times over, microseconds a character.

The peers are not part of the house: `npm i autocorrect-node zhlint textlint @textlint-rule/textlint-rule-no-unmatched-pair
textlint-rule-sentence-length` in a folder, and name it.

    python -m bench.wording [--peers FOLDER] [--rounds 20]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fadu.core.wording import checks
from fadu.core.wording.draft import Draft
from fadu.core.wording.linting import Linting
from fadu.core.wording.texts import from_text

ROOT = Path(__file__).resolve().parent
REPORT = ROOT.parent / "tests" / "data" / "wording" / "texts" / "seed-a-2024.txt"
SHARED = ("stray_space", "unpaired_marks", "half_width_punctuation", "doubled_punctuation", "long_sentence")


def best(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def lint(text: str, only: tuple[str, ...] | None = None) -> list[object]:
    return list(Linting(Draft(from_text(text, "报告.txt"))).findings(only))


def peers(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """What the peers installed in the folder take and find."""
    node = shutil.which("node")
    if node is None:
        print("no node: peers left out")
        return {}
    script = [node, str(ROOT / "wording_peers.mjs"), str(REPORT), str(rounds)]
    done = subprocess.run(script, cwd=folder, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    args = parser.parse_args()
    text = REPORT.read_text("utf-8")
    lint(text)  # the packs are read once
    whole, shared = best(lambda: lint(text), args.rounds), best(lambda: lint(text, SHARED), args.rounds)
    found = lint(text, SHARED)
    print(f"{len(text)} characters, {len(checks.all_checks())} checks: {whole * 1000:.1f} ms, {1 / whole:.0f} reports/s, {len(lint(text))} findings")
    unpaired = len(lint(text, ("unpaired_marks",)))
    print(f"the {len(SHARED)} checks that peers have: {shared * 1000:.2f} ms, {len(found)} findings, unpaired marks found: {unpaired} of 1")
    for name, peer in (peers(args.peers, args.rounds) if args.peers else {}).items():
        ratio = peer["ms"] / 1000 / shared
        print(f"{name} {peer['version']}: {peer['ms']:.2f} ms, takes {ratio:.2f} × Fadu's shared checks, {peer['found']} findings, "
              f"unpaired marks found: {min(1, int(peer['unpaired']))} of 1")  # fmt: skip
    if not args.peers:
        print("peers left out: name the folder they are installed in with --peers")
    growth = [f"×{times} {best(lambda: lint(text * times), 3) / len(text * times) * 1e6:.2f}" for times in (1, 2, 4, 8, 16, 32)]  # noqa: B023
    print(f"growth in µs a character: {', '.join(growth)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
