"""The simulation of backoff prints the numbers of the answer's table."""
import re

from harness import printed, prose

ROWS = {"fixed": "Fixed 100 ms", "doubling": "Doubling only", "20 percent": "Doubling, ±20 %", "full": "Full jitter"}
out = {}
for line in printed():
    name, *numbers = re.fullmatch(r"(.+?) (\S+) (\d+) (\d+)", line).groups()
    out[name] = list(map(float, numbers))
assert out.keys() == ROWS.keys(), out
for name, title in ROWS.items():
    row = [cells for cells in (line.split("|") for line in prose().splitlines()) if len(cells) > 4 and cells[1].strip() == title]
    assert len(row) == 1, f"the table has {len(row)} rows {title!r}"
    told = [float(cell.replace(",", "")) for cell in row[0][2:5]]
    assert out[name] == told, f"{title}: the script prints {out[name]}, the table says {told}"
assert round(out["full"][0] / out["doubling"][0], 1) == 1.6, "full jitter makes about 60 % more calls"

import answer

waits = [answer.BASE * 2 ** n for n in range(10)]
assert [sum(waits[:n]) for n in range(1, 6)] == [100, 300, 700, 1_500, 3_100]
assert round(sum(waits) / 1000) == 102, "ten waits, uncapped, bridge 102 s"
assert [answer.ceiling(n) for n in (0, 4, 5, 60)] == [100, 1600, 2000, 2000], "the cap"
assert round(1200 * out["fixed"][0], -4) == 60_000, "nearly 60,000 more calls"
