"""Figures of all rounds as medians and ratios, and as tables for people."""

import statistics


def summary(rounds: list[dict], hot: tuple, cold: tuple) -> dict:
    """Medians of every server, and the ratios of ours to the others in the same round."""
    names = list(rounds[0])
    figures = list(next(iter(rounds[0].values())))
    servers = {
        name: {figure: statistics.median(r[name][figure] for r in rounds) for figure in figures}
        for name in names
    }
    for name in names:
        rates = sorted(r[name]["per_second"] for r in rounds)
        servers[name]["per_second_least"], servers[name]["per_second_most"] = rates[0], rates[-1]
    ratios = []
    for ours, others in [hot, cold]:
        for other in others:
            ratio = lambda figure: statistics.median(
                r[ours][figure] / r[other][figure] for r in rounds)
            ratios.append({
                "ours": ours, "other": other, "per_second": ratio("per_second"),
                "p50": ratio("p50_ms"), "p99": ratio("p99_ms"), "cpu": ratio("cpu_ms_a_request"),
            })
    return {"servers": servers, "ratios": ratios}


def tables(found: dict) -> str:
    """Everything as Markdown."""
    parts = [
        "Versions: " + "; ".join(found["versions"].values()) + ".",
        rates(found), ratios(found["summary"]["ratios"]), zooms(found["one_by_one"]),
    ]
    return "\n\n".join(parts)


def rates(found: dict) -> str:
    rows = []
    for name, own in found["summary"]["servers"].items():
        rows.append([
            name,
            f"{own['per_second_least']:,.0f} / {own['per_second']:,.0f}"
            f" / {own['per_second_most']:,.0f}",
            f"{own['p50_ms']:.2f} / {own['p99_ms']:.2f}",
            f"{own['cpu_ms_a_request']:.4f}",
            f"{own['memory_mb']:.0f}",
            f"{own['bytes_a_request']:,.0f}",
            f"{found['start_ms'][name]:.0f}",
            f"{own['refused']:.0f} / {own['broken']:.0f}",
        ])
    heads = ["wrk, 64 connections, gzip", "requests/s min / median / max", "ms p50 / p99",
             "processor ms a request", "memory MB", "bytes a request", "start ms",
             "refused / broken"]
    return table("Many at once", heads, rows)


def ratios(ratios: list[dict]) -> str:
    rows = [[
        f"{own['ours']} : {own['other']}", f"× {own['per_second']:.2f}", f"× {own['p50']:.3f}",
        f"× {own['p99']:.3f}", f"× {own['cpu']:.3f}",
    ] for own in ratios]
    heads = ["ratio in the same round, median", "requests/s", "p50", "p99", "processor time"]
    return table("Ratios", heads, rows)


def zooms(one_by_one: dict) -> str:
    names = list(one_by_one)
    rows = []
    for z in next(iter(one_by_one.values())):
        own = [one_by_one[name][z] for name in names]
        ms = [f"{figures['ms_p50']:.2f} / {figures['ms_p99']:.2f}" for figures in own]
        kb = [f"{figures['kb_gzip']:.1f} / {figures['kb_plain']:.1f}" for figures in own]
        rows.append([str(z), str(own[0]["tiles"]), *ms, *kb])
    heads = ["zoom", "tiles", *(f"{name}: ms p50 / p99" for name in names),
             *(f"{name}: kB gzip / plain, mean" for name in names)]
    return table("Every tile once, one after another", heads, rows)


def table(title: str, heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return f"### {title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)
