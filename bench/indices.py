"""Ten years of daily air data of 122 counties: AQI of every day, then means, percentiles, composite index and good days of every year.

Method: daily values are drawn from a seed (whole µg/m³, tenths of mg/m³, 1 in 50 missing), the same for both. *fadu* calls the public
functions of `fadu.core.indices` for each row and each year, with all their checks, in exact decimals. *pandas* does the same formulas on whole
columns in binary fractions (numpy.interp and ceil; groupby, quantile), without checks, reasons or confidence. Each is timed in processor
time, best of the rounds; loading is not counted. Then the answers are compared: AQI by AQI, index by index.

    python -m bench.indices [--rounds 3] [--counties 122] [--years 10]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd

from fadu.core.figures import Period
from fadu.core.indices import POLLUTANTS, composite, daily, good_days, statistics
from fadu.core.indices.aqi import DAILY, scales

FIRST = date(2016, 1, 1)
STANDARD = "HJ 633-2012"
SPREAD = {"SO2": (2, 60), "NO2": (4, 90), "PM10": (8, 260), "PM2.5": (4, 160), "CO": (2, 45), "O3": (15, 230)}  # CO in tenths
LIMITS = {"SO2": 60, "NO2": 40, "PM10": 70, "PM2.5": 35, "CO": 4, "O3": 160}
PERCENTILES = {"CO": 0.95, "O3": 0.90}

Values = dict[str, int | Decimal | None]
Years = dict[tuple[int, int], dict[date, Values]]


def drawn(counties: int, years: int) -> pd.DataFrame:
    """One row a county and day."""
    chance = np.random.default_rng(2026)
    days = [FIRST + timedelta(n) for n in range((date(FIRST.year + years, 1, 1) - FIRST).days)]
    size = counties * len(days)
    frame = pd.DataFrame({"county": np.repeat(np.arange(counties), len(days)), "day": days * counties})
    frame["year"] = [day.year for day in days] * counties
    for code in POLLUTANTS:
        low, high = SPREAD[code]
        values = chance.integers(low, high, size).astype(float) / (10 if code == "CO" else 1)
        frame[code] = np.where(chance.random(size) < 0.02, np.nan, values)
    return frame


def as_values(frame: pd.DataFrame) -> Years:
    """The same rows as the library takes them."""
    found: Years = {}
    for county, day, year, *row in frame[["county", "day", "year", *POLLUTANTS]].itertuples(index=False):
        values: Values = {}
        for code, value in zip(POLLUTANTS, row, strict=True):
            values[code] = None if value != value else Decimal(round(value * 10)) / 10 if code == "CO" else int(value)
        found.setdefault((county, year), {})[day] = values
    return found


def by_fadu(years: Years) -> tuple[list[int | None], list[tuple[float, float]]]:
    """AQI of every day; composite index and good-day rate of every year."""
    indices: list[int | None] = []
    summaries = []
    for (_, year), days in years.items():
        period = Period.year(year)
        aqi = [daily(values, day).aqi for day, values in days.items()]
        indices += aqi
        found = {}
        for code in POLLUTANTS:
            found[code] = statistics({day: values[code] for day, values in days.items()}, code, period)[0].value
        rate = good_days(aqi).rate
        summaries.append((float(composite(found, period).value), float(rate or 0)))
    return indices, summaries


def by_pandas(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same in columns. A day with an item missing has no AQI."""
    parts = []
    for code in POLLUTANTS:
        points = BREAKPOINTS[code]
        rounded = frame[code].round(1 if code == "CO" else 0)
        parts.append(np.ceil(np.interp(rounded, [low for low, _ in points], [index for _, index in points], right=500.0)))
    aqi = np.where(frame[list(POLLUTANTS)].isna().any(axis=1), np.nan, np.max(parts, axis=0))
    groups = frame.groupby(["county", "year"], sort=False)
    total: np.ndarray | float = 0.0
    for code in POLLUTANTS:
        share = PERCENTILES.get(code)
        statistic = groups[code].mean() if share is None else groups[code].quantile(share)
        total = total + statistic.to_numpy() / LIMITS[code]
    good = pd.Series(np.where(np.isnan(aqi), np.nan, aqi <= 100)).groupby([frame["county"], frame["year"]], sort=False).mean()
    return aqi, np.asarray(total), (good * 100).round(1).to_numpy()


def breakpoints(code: str) -> list[tuple[float, int]]:
    """(concentration, IAQI) where the scale bends."""
    scale = scales(STANDARD)[code, DAILY[code]]
    found = [(0.0, 0)]
    for index in (50, 100, 150, 200, 300, 400, 500):
        if index in scale.table:
            last = max(step for step, value in enumerate(scale.table) if value == index)
            found.append((last / scale.steps, index))
    return found


BREAKPOINTS = {code: breakpoints(code) for code in POLLUTANTS}


def best(rounds: int, task: Callable[[], object]) -> float:
    """Processor seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--counties", type=int, default=122)
    parser.add_argument("--years", type=int, default=10)
    args = parser.parse_args()
    frame = drawn(args.counties, args.years)
    years = as_values(frame)
    indices, summaries = by_fadu(years)
    aqi, totals, rates = by_pandas(frame)
    other = [None if np.isnan(value) else int(value) for value in aqi]
    print(f"{len(frame):,} county days, {len(summaries):,} county years")
    own, peer = best(args.rounds, lambda: by_fadu(years)), best(args.rounds, lambda: by_pandas(frame))
    print(f"fadu    {len(frame) / own:>12,.0f} rows/s  {own:.2f} s")
    print(f"pandas  {len(frame) / peer:>12,.0f} rows/s  {peer:.2f} s  ({own / peer:.1f} times faster than fadu)")
    wrong = sum(a != b for a, b in zip(indices, other, strict=True))
    print(f"AQI that binary fractions get wrong: {wrong:,} of {len(indices):,}")
    print(f"largest difference of an index: {max(abs(a - b) for (a, _), b in zip(summaries, totals, strict=True)):.1e}")
    print(f"good-day rates that differ at one decimal: {sum(abs(a - b) > 0.05 for (_, a), b in zip(summaries, rates, strict=True))}")


if __name__ == "__main__":
    main()
