"""What all servers are given: the same communes and provinces with the attributes of our tiles."""

import json
import os
import random
import sqlite3
import subprocess
import tomllib
from pathlib import Path

LAYERS = ["communes", "provinces"]

# How often a map asks for each zoom, in per cent: people look around and then go close.
SHARE_OF_ZOOM = {5: 1, 6: 3, 7: 5, 8: 8, 9: 11, 10: 14, 11: 17, 12: 17, 13: 14, 14: 10}
REQUESTS = 20_000
SEED = 20260101


def attributes(root: Path, layers: list[str]) -> dict[str, list[str]]:
    """The fields that our tiles carry, by layer."""
    catalog = tomllib.loads((root / "geodata/catalog.toml").read_text())
    fields = {layer["id"]: layer["fields"] for layer in catalog["layers"]}
    # How many points a group stands for is counted while tiles are made.
    carried = lambda field: field["id"] != "point_count" and (
        field.get("in_tiles") or "tile_min_zoom" in field)
    return {name: [f["id"] for f in fields[name] if carried(f)] for name in layers}


def export(binary: Path, root: Path, folder: Path, layers=tuple(LAYERS)) -> dict[str, Path]:
    """One GeoJSON file for each layer, in full detail."""
    files = {}
    for layer, fields in attributes(root, layers).items():
        files[layer] = folder / f"{layer}.geojson"
        subprocess.run(
            [binary, "export", layer, files[layer], "--properties", ",".join(fields),
             "--data", root / "geodata"],
            check=True, stdout=subprocess.DEVNULL)
    return files


def into_database(files: dict[str, Path], address: str) -> None:
    """Tables in EPSG:4326 as they come, and once more in EPSG:3857, each with its index."""
    run_sql(address, ["CREATE EXTENSION postgis"])
    for layer, file in files.items():
        subprocess.run(
            ["ogr2ogr", "-f", "PostgreSQL", f"PG:{address}", file, "-nln", layer,
             "-nlt", "PROMOTE_TO_MULTI", "-lco", "GEOMETRY_NAME=geom", "-lco", "PRECISION=NO"],
            check=True)
        run_sql(address, [
            # A number that ogr2ogr counts out is none of the attributes.
            f"ALTER TABLE {layer} DROP COLUMN ogc_fid",
            f"CREATE TABLE {layer}_3857 AS SELECT * FROM {layer}",
            f"ALTER TABLE {layer}_3857 ALTER geom TYPE geometry(MultiPolygon, 3857)"
            " USING ST_Transform(geom, 3857)",
            f"CREATE INDEX {layer}_3857_geom ON {layer}_3857 USING gist (geom)",
        ])
        for table in [layer, f"{layer}_3857"]:
            index = f"{layer}_geom_geom_idx" if table == layer else f"{layer}_3857_geom"
            run_sql(address, [f"CLUSTER {table} USING {index}"])
            run_sql(address, [f"VACUUM ANALYZE {table}"])


def run_sql(address: str, statements: list[str]) -> None:
    for statement in statements:
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", statement],
                       check=True, stdout=subprocess.DEVNULL)


def tippecanoe(program: Path, files: dict[str, Path], archive: Path) -> None:
    """The archive that tippecanoe makes with its own defaults."""
    layers = [f"--named-layer={layer}:{file}" for layer, file in files.items()]
    subprocess.run([program, "--quiet", "--force", "-Z0", "-z14", "-o", archive, *layers],
                   check=True)


def as_pmtiles(binary: Path, root: Path, archive: Path) -> Path:
    """Our archive of the same layers, every tile of zooms 0 to 14."""
    subprocess.run([binary, "export", "pmtiles", archive, "--layers", ",".join(LAYERS),
                    "--data", root / "geodata"], check=True, stdout=subprocess.DEVNULL)
    archive.chmod(0o644)
    return archive


def distinct_tiles(root: Path) -> list[tuple[int, int, int]]:
    """The tiles of `make bench`: all of the region at zooms 5 to 8, then up to 300 of each."""
    told = subprocess.run(
        ["cargo", "bench", "--locked", "--quiet", "--bench", "atlas", "--", "tiles"],
        cwd=root, check=True, capture_output=True, text=True).stdout
    return [tuple(map(int, line.split("/"))) for line in told.split()]


def asked(tiles: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A stream of requests for them, the same every time."""
    lots = random.Random(SEED)
    by_zoom = {z: [tile for tile in tiles if tile[0] == z] for z in SHARE_OF_ZOOM}
    zooms, shares = list(SHARE_OF_ZOOM), list(SHARE_OF_ZOOM.values())
    drawn = lots.choices(zooms, shares, k=REQUESTS)
    return [by_zoom[z][int(lots.random() * len(by_zoom[z]))] for z in drawn]


def as_files(bodies: dict, folder: Path) -> None:
    """Packed tiles as files, as nginx sends them without looking inside."""
    for (z, x, y), body in bodies.items():
        file = folder / f"{z}/{x}/{y}.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)


def as_mbtiles(bodies: dict, archive: Path) -> None:
    """The same packed tiles as an archive."""
    archive.unlink(missing_ok=True)
    with sqlite3.connect(archive) as tables:
        tables.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        tables.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER,"
                       " tile_row INTEGER, tile_data BLOB)")
        tables.execute("CREATE UNIQUE INDEX tile ON tiles (zoom_level, tile_column, tile_row)")
        layers = {"vector_layers": [{"id": layer, "fields": {}} for layer in LAYERS]}
        about = {"name": "the same tiles", "format": "pbf", "minzoom": "5", "maxzoom": "14",
                 "json": json.dumps(layers)}
        tables.executemany("INSERT INTO metadata VALUES (?, ?)", about.items())
        # MBTiles counts rows from the south.
        rows = [(z, x, (1 << z) - 1 - y, body) for (z, x, y), body in bodies.items()]
        tables.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    os.chmod(archive, 0o644)
