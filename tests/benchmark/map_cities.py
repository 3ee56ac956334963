"""What the first picture of the map costs the server, for 500, 2 000 and 10 000 cities: processor time and memory.

python -m tests.benchmark.map_cities
"""

from __future__ import annotations

import resource
import time

from bri_data.present.figures.maps.world import links_of, world_map
from bri_data.present.geo.regions import regions_of
from bri_data.present.words import texts
from tests.unit.test_map_placement import QUEBEC, scattered

SIZES = (500, 2_000, 10_000)


def main() -> None:
    """One line a size: seconds of processor for the regions and the picture, its size, the most memory so far."""
    words = texts("fr")
    for count in SIZES:
        cities = scattered(count)
        begun = time.process_time()
        drawn = world_map(
            cities,
            links_of(cities),
            QUEBEC,
            words,
            width=1250,
            height=750,
            label="Carte",
            base_href="fond.svg",
            regions=regions_of(cities, QUEBEC, words),
        )
        spent = time.process_time() - begun
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:>6} cities: {spent:.2f} s, {len(drawn.svg) / 1000:.0f} kB, {most:.0f} MB")


if __name__ == "__main__":
    main()
