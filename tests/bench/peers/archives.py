#!/usr/bin/env python3
"""Builds whole archives of tiles with phiabac, tippecanoe, martin-cp and ogr2ogr.

All are given the same records. Programs take turns, the order turned round each time; figures are
medians of the rounds. Prints a table and writes the same figures as JSON.
"""

import contextlib
import gzip
import http.client
import json
import os
import sqlite3
import statistics
import subprocess
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

import compare
import material
import report
from processes import Database, tree_cpu_seconds

ALL = "all layers"


@dataclass
class Build:
    """One way to make an archive of the tiles of `content` at zooms 0 to `last_zoom`."""

    name: str
    content: str
    last_zoom: int
    command: list
    file: Path
    helper: Database | None = None

    def run(self) -> dict:
        """Seconds by the clock, of processors, and what was written."""
        self.file.unlink(missing_ok=True)
        before = helper_seconds(self.helper)
        begun = time.perf_counter()
        doing = subprocess.Popen([str(word) for word in self.command],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        told = doing.stderr.read()
        _, status, used = os.wait4(doing.pid, 0)
        took = time.perf_counter() - begun
        if os.waitstatus_to_exitcode(status) != 0:
            raise RuntimeError(f"{self.name} failed: {told.decode(errors='replace')[-2000:]}")
        return {
            "seconds": took,
            "cpu_seconds": used.ru_utime + used.ru_stime + helper_seconds(self.helper) - before,
            "memory_mb": used.ru_maxrss / 1024,
            "bytes": self.file.stat().st_size,
            "tiles": tiles_in(self.file),
        }


def helper_seconds(helper: Database | None) -> float:
    # Backends of past connections count for the one that started them.
    return tree_cpu_seconds(helper.all_processes()[0]) if helper else 0.0


def tiles_in(file: Path) -> int | None:
    if file.suffix != ".mbtiles":
        return None
    with contextlib.closing(sqlite3.connect(file)) as tables:
        return tables.execute("SELECT count(*) FROM tiles").fetchone()[0]


def main() -> None:
    wishes = compare.read_wishes("archives.json")
    with contextlib.ExitStack() as leaving:
        folder = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="archives-")))
        os.chmod(folder, 0o755)
        builds = prepare(wishes, folder, leaving)
        rounds = []
        for turn in range(wishes.rounds):
            compare.say(f"Round {turn + 1} of {wishes.rounds}")
            order = builds if turn % 2 == 0 else builds[::-1]
            rounds.append({(b.name, b.content, b.last_zoom): b.run() for b in order})
        compare.say("Asking the server for every tile of the whole archive")
        read_back = read_back_whole(wishes, next(b.file for b in builds if b.content == ALL))
        found = {"read_back": read_back, "versions": compare.versions(wishes), "builds": summary(builds, rounds)}
    print(table(found["builds"]))
    print("\n{tiles:,} tiles of the whole archive read back, {different} unlike the server's."
          .format(**read_back))
    wishes.json.parent.mkdir(parents=True, exist_ok=True)
    wishes.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    print(f"The same figures: {wishes.json}")


def read_back_whole(wishes, archive: Path) -> dict[str, int]:
    """Every tile of our archive of all layers beside the one that the live server answers."""
    server = compare.our_server(wishes, "phiabac", 64, all_layers(compare.ROOT))
    tiles = different = 0
    with contextlib.closing(sqlite3.connect(archive)) as tables:
        kept = tables.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")
        server.start(server.paths([(0, 0, 0)])[0])
        try:
            asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            for z, x, row, body in kept:
                # MBTiles counts rows from the south.
                path = server.paths([(z, x, (1 << z) - 1 - row)])[0]
                asking.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = asking.getresponse()
                sent = answer.read()
                if answer.headers.get("Content-Encoding") == "gzip":
                    sent = gzip.decompress(sent)
                tiles += 1
                different += sent != gzip.decompress(body)
        finally:
            server.stop()
    return {"tiles": tiles, "different": different}


def prepare(wishes, folder: Path, leaving) -> list[Build]:
    compare.say("Exporting the records and loading PostGIS")
    files = material.export(wishes.binary, compare.ROOT, folder)
    everything = material.export(wishes.binary, compare.ROOT, folder, all_layers(compare.ROOT))
    database = Database()
    leaving.callback(database.stop)
    material.into_database(files, database.address)
    package = folder / "both.gpkg"
    for layer, file in files.items():
        subprocess.run(["ogr2ogr", "-f", "GPKG", "-update", "-append", package, file,
                        "-nln", layer, "-nlt", "PROMOTE_TO_MULTI"], check=True)

    both = ",".join(material.LAYERS)
    tools = wishes.peers / "python/bin/tippecanoe"
    data = compare.ROOT / "geodata"

    def ours(content: str, last: int, ending: str, *words) -> Build:
        file = folder / f"ours-{len(content)}-{last}.{ending}"
        command = [wishes.binary, "export", ending, file, "--zooms", f"0-{last}",
                   "--data", data, *words]
        return Build(f"phiabac export {ending}", content, last, command, file)

    def tippecanoe(name: str, content: str, layers: dict[str, Path], *words) -> Build:
        file = folder / f"tippecanoe-{len(name)}-{len(content)}.mbtiles"
        named = [f"--named-layer={layer}:{file}" for layer, file in layers.items()]
        command = [tools, "--quiet", "--force", "-Z0", "-z14", *words, "-o", file, *named]
        return Build(name, content, 14, command, file)

    copied = folder / "martin-cp.mbtiles"
    by_ogr = folder / "ogr2ogr.mbtiles"
    tables = ",".join(f"{layer}_3857" for layer in material.LAYERS)
    return [
        ours(both, 14, "mbtiles", "--layers", both),
        ours(both, 14, "pmtiles", "--layers", both),
        tippecanoe("tippecanoe, as it comes", both, files),
        tippecanoe("tippecanoe, shared borders kept", both, files,
                   "--no-simplification-of-shared-nodes", "--no-tiny-polygon-reduction",
                   "--no-tile-size-limit", "--no-feature-limit"),
        Build("martin-cp, PostGIS 3857", both, 14,
              [wishes.peers / "bin/martin-cp", "--output-file", copied, "--mbtiles-type", "normalized",
               "--concurrency", str(os.cpu_count()), "--min-zoom", "0", "--max-zoom", "14",
               "--bbox", "101.9,18.9,108.3,23.7", "--source", tables, database.url],
              copied, database),
        ours(both, 10, "mbtiles", "--layers", both),
        Build("ogr2ogr -f MVT", both, 10,
              ["ogr2ogr", "-f", "MVT", by_ogr, package, "-dsco", "FORMAT=MBTILES",
               "-dsco", "MINZOOM=0", "-dsco", "MAXZOOM=10"], by_ogr),
        ours(ALL, 14, "mbtiles"),
        tippecanoe("tippecanoe, as it comes", ALL, everything),
    ]


def all_layers(root: Path) -> list[str]:
    catalog = tomllib.loads((root / "geodata/catalog.toml").read_text())
    return [layer["id"] for layer in catalog["layers"]]


def summary(builds: list[Build], rounds: list[dict]) -> list[dict]:
    """Medians of each build, and how many times quicker ours is for the same content."""
    found = []
    for build in builds:
        own = [r[(build.name, build.content, build.last_zoom)] for r in rounds]
        middle = {figure: None if own[0][figure] is None else
                  statistics.median(o[figure] for o in own) for figure in own[0]}
        found.append({"name": build.name, "content": build.content,
                      "zooms": f"0-{build.last_zoom}", **middle})
    for row in found:
        ours = next(o for o in found if o["name"] == "phiabac export mbtiles"
                    and (o["content"], o["zooms"]) == (row["content"], row["zooms"]))
        row["times_ours"] = row["seconds"] / ours["seconds"]
    return found


def table(builds: list[dict]) -> str:
    rows = [[
        b["name"], b["content"], b["zooms"], f"{b['seconds']:.1f}", f"{b['cpu_seconds']:.1f}",
        f"{b['memory_mb']:.0f}", f"{b['bytes'] / 1e6:.1f}",
        "" if b["tiles"] is None else f"{b['tiles']:,.0f}", f"{b['times_ours']:.1f}",
    ] for b in builds]
    heads = ["program", "layers", "zooms", "s", "processor s", "memory MB", "MB", "tiles",
             "times as long as ours"]
    return report.table("Whole archives", heads, rows)


if __name__ == "__main__":
    main()
