"""OWSLib reads every collection of a running server: counts, pages, boxes, days, filters."""

import os
import sys

from owslib.ogcapi.features import Features

PROVINCES = {"2026-01-01": 18, "2025-06-30": 28}


def check(what: str, found: object, expected: object) -> None:
    """Ends the run when something is not as it should be."""
    if found != expected:
        sys.exit(f"{what}: {found!r}, not {expected!r}")


def main() -> None:
    """Walks through all collections."""
    atlas = Features(os.environ["PHIABAC_URL"] + "/ogc")
    collections = atlas.collections()["collections"]
    check("collections", len(collections), 14)
    check("queryables", "geometry" in atlas.collection_queryables("communes")["properties"], True)
    for collection in collections:
        name = collection["id"]
        ids, offset = set(), 0
        while True:
            page = atlas.collection_items(name, limit=500, offset=offset, skipGeometry="true")
            ids.update(feature["id"] for feature in page["features"])
            offset += page["numberReturned"]
            if not any(link["rel"] == "next" for link in page["links"]):
                break
        check(f"items of {name}", len(ids), page["numberMatched"])
        first = atlas.collection_item(name, str(min(ids)))
        check(f"item of {name}", first["id"], min(ids))
    for day, expected in PROVINCES.items():
        page = atlas.collection_items("provinces", datetime_=day, limit=1)
        check(f"provinces of {day}", page["numberMatched"], expected)
    page = atlas.collection_items("communes", bbox=[105.7, 20.9, 105.9, 21.1], limit=1)
    check("communes in a box", 0 < page["numberMatched"] < 200, True)
    page = atlas.collection_items("borders", filter="level = 'national'", limit=1)
    check("national borders", page["numberMatched"] > 0, True)
    print(f"OWSLib reads {len(collections)} collections")


if __name__ == "__main__":
    main()
