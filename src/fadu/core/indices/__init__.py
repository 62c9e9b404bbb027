"""Environmental quality: air, water, soil and noise, judged by the standard of the measured day.

A library of its own: `daily` the AQI, `composite` the composite index, `statistics`, `good_days` and the means of a period, `section`, `basin`
and `waters` for surface water, `trophic` for lakes, `land` and `noise`, `ranked` and `year_on_year`, `published` the rows of bulletins
recomputed. What of a standard was never read is refused, with what is missing. See docs/indices.md.
"""

from fadu.core.indices import land, noise, published
from fadu.core.indices.aqi import POLLUTANTS, AirIndex, Level, daily, hourly, iaqi, items, level
from fadu.core.indices.comparing import two_rules, year_on_year
from fadu.core.indices.composites import Basis, Composite, bases, basis_for, composite
from fadu.core.indices.cwqi import Cwqi, city, waters
from fadu.core.indices.eutrophication import Trophic, trophic
from fadu.core.indices.evaluation import GoodDays, Statistic, city_mean, daily_mean, daily_o3, good_days, mean, percentile, places, statistics
from fadu.core.indices.limits import attains, exceedance, limit
from fadu.core.indices.packs import Version, reviewed, version, versions, within
from fadu.core.indices.ranking import Place, ranked
from fadu.core.indices.water import CLASSES, KINDS, Basin, Excess, Section, basin, basin_of_few, section, source

__all__ = [
    "AirIndex", "Basin", "Basis", "CLASSES", "Composite", "Cwqi", "Excess", "GoodDays", "KINDS", "Level", "POLLUTANTS", "Place", "Section",
    "Statistic", "Trophic", "Version", "attains", "bases", "basin", "basin_of_few", "basis_for", "city", "city_mean", "composite", "daily",
    "daily_mean", "daily_o3", "exceedance", "good_days", "hourly", "iaqi", "items", "land", "level", "limit", "mean", "noise", "percentile",
    "places", "published", "ranked", "reviewed", "section", "source", "statistics", "trophic", "two_rules", "version", "versions", "waters",
    "within", "year_on_year",
]
