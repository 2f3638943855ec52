"""Reads PDFs with invoice2data's own templates, for comparison: paths on standard input, answers as JSON."""

from __future__ import annotations

import json
import logging
import sys


def main() -> None:
    """Answer for each path what invoice2data reads; a path is left out when no template fits."""
    from invoice2data import extract_data  # noqa: PLC0415 - not a dependency: measured only where installed
    from invoice2data.extract.loader import read_templates  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    templates = read_templates()
    found = {}
    for path in sys.stdin.read().splitlines():
        try:
            said = extract_data(path, templates=templates)
        except Exception as error:  # noqa: BLE001 - theirs may raise anything
            print(f"{path}: {error}", file=sys.stderr)
            continue
        if said:
            found[path] = said
    json.dump(found, sys.stdout, default=str)


if __name__ == "__main__":
    main()
