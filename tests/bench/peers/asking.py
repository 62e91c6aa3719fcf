"""Requests: one after another, and many at once."""

import gzip
import http.client
import json
import os
import statistics
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).parent
CONNECTIONS = 64


def one_by_one(server, tiles) -> dict:
    """Every tile once on one connection: milliseconds and the packed body of each."""
    asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    asked = {}
    for tile, path in zip(tiles, server.paths(tiles)):
        begun = time.perf_counter()
        asking.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = asking.getresponse()
        body = answer.read()
        took = (time.perf_counter() - begun) * 1000
        if answer.status not in (200, 204):
            raise RuntimeError(f"{server.name} answered {answer.status} to {path}")
        if body and answer.headers.get("Content-Encoding") != "gzip":
            body = gzip.compress(body)
        asked[tile] = (took, body)
    return asked


def by_zoom(asked: dict) -> dict[int, dict]:
    """Milliseconds and bytes of each zoom."""
    figures = {}
    for z in sorted({tile[0] for tile in asked}):
        own = [value for tile, value in asked.items() if tile[0] == z]
        ms = sorted(took for took, _ in own)
        figures[z] = {
            "tiles": len(own),
            "ms_p50": statistics.median(ms),
            "ms_p99": ms[min(len(ms) - 1, int(len(ms) * 0.99))],
            "kb_gzip": statistics.mean(len(body) for _, body in own) / 1000,
            "kb_plain": statistics.mean(
                len(gzip.decompress(body)) if body else 0 for _, body in own) / 1000,
        }
    return figures


def many_at_once(server, paths: Path, seconds: float) -> dict:
    """What wrk with 64 connections meets in that time, and what the server spent on it."""
    before = server.cpu_seconds()
    told = subprocess.run(
        ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", HERE / "tiles.lua",
         "-H", "Accept-Encoding: gzip", "--timeout", "60s", f"http://127.0.0.1:{server.port}"],
        env={**os.environ, "TILES": str(paths)}, check=True, capture_output=True, text=True)
    told = json.loads(told.stdout.strip().splitlines()[-1])
    spent = server.cpu_seconds() - before
    requests = max(told["requests"], 1)
    return {
        **told,
        "per_second": told["requests"] / told["seconds"],
        "cpu_ms_a_request": spent * 1000 / requests,
        "bytes_a_request": told["bytes"] / requests,
        "memory_mb": server.memory_mb(),
    }
