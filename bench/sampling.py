"""The draw: tickets of millions of objects, officers from a hundred thousand, and the whole file; against consistent_sampler.

Method: the same list of ids and the same number to draw are given, one after another in one run, to `smallest` (our tickets) and to
`consistent_sampler.sampler` without replacement (Rivest's library, which ballot audits use); processor time, and the memory each
adds, measured once more under tracemalloc on a tenth of the list. Its tickets are decimal fractions of a salted hash, so the samples
differ; both are checked to be distinct and of the right size. Then one draw is made with frames, officers, file and replay.

    python -m bench.sampling [--objects 4000000] [--share 0.05]    (needs consistent-sampler beside Fadu)
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable, Sequence

from fadu.core.sampling import document, draw, dump, plan, replay, smallest

OFFICERS = 100_000


def seconds(task: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    task()
    return time.process_time() - start


def peak(task: Callable[[], object]) -> float:
    """The most memory a call adds, MB."""
    tracemalloc.start()
    task()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def peer(ids: Sequence[str], count: int) -> list[str]:
    """The same draw by consistent_sampler."""
    from consistent_sampler import sampler

    return [each[-1] if isinstance(each, tuple) else each for each in sampler(ids, "bench", take=count, output="id")]


def tickets(ids: list[str], count: int) -> None:
    """Ours and the peer's on one list."""
    ours = smallest("bench", ids, count)
    assert len({id for _, id in ours}) == count
    own, few = seconds(lambda: smallest("bench", ids, count)), ids[: len(ids) // 10]
    print(f"{len(ids):>9} objects, {count:>7} drawn   smallest           {own:8.2f} s  {peak(lambda: smallest('bench', few, count // 10)):8.1f} MB")
    try:
        assert len(set(peer(few, count // 10))) == count // 10
    except ImportError:
        print("consistent_sampler is not installed: no peer to compare with")
        return
    other = seconds(lambda: peer(ids, count))
    print(f"{'':>35}consistent_sampler {other:8.2f} s  {peak(lambda: peer(few, count // 10)):8.1f} MB   {other / own:.1f} times as long")


def whole(ids: list[str], share: float) -> None:
    """Frames, officers, file, replay."""
    objects = [{"id": id, "class": "general"} for id in ids]
    officers = [{"id": f"P{number:06d}"} for number in range(OFFICERS)]
    written = plan({"classes": {"general": {"mode": "pct_per_year", "value": share}}})
    for load in ("none", "even"):
        written = plan({"classes": {"general": {"mode": "pct_per_year", "value": share}}, "load": load})
        start = time.process_time()
        made = draw(objects, officers, written, "bench")
        print(f"{len(ids):>9} objects, {len(made.drawn):>7} drawn   draw with {OFFICERS} officers, load {load}: {time.process_time() - start:.2f} s")
    start = time.process_time()
    text = dump(document(made))
    middle = time.process_time()
    assert replay(text) == []
    print(f"{'':>35}file of {len(text) / 1e6:.0f} MB: {middle - start:.2f} s, replay: {time.process_time() - middle:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=4_000_000)
    parser.add_argument("--share", type=float, default=0.05)
    args = parser.parse_args()
    ids = [f"9143{number:014d}" for number in range(args.objects)]
    tickets(ids[: args.objects // 10], int(args.objects / 10 * args.share))
    tickets(ids, int(args.objects * args.share))
    whole(ids[: args.objects // 10], args.share)
    whole(ids, args.share)


if __name__ == "__main__":
    main()
