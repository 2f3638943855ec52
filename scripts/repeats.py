"""Finds code written twice: runs of lines that stand alike in two places; the gate that keeps the house without."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path

RUN = 10
SHORTEST = 4


def _lines(path: Path) -> list[tuple[int, str]]:
    """The lines that say something: no blanks, comments, imports or lone punctuation."""
    text = path.read_text(encoding="utf-8")
    imports = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import | ast.ImportFrom))
    passed = {number for node in imports for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    kept = []
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if len(bare) >= SHORTEST and not bare.startswith("#") and number not in passed:
            kept.append((number, bare))
    return kept


def repeats(root: Path) -> list[str]:
    """Each pair of places that share RUN lines in a row, as text."""
    seen: dict[tuple[str, ...], tuple[Path, int]] = {}
    found: dict[tuple[Path, Path], list[int]] = defaultdict(list)
    for path in sorted(root.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        lines = _lines(path)
        for at in range(len(lines) - RUN + 1):
            run = tuple(text for _, text in lines[at : at + RUN])
            if run in seen:
                found[seen[run][0], path].append(lines[at][0])
            else:
                seen[run] = (path, lines[at][0])
    return [f"{a} and {b}: {RUN} lines alike from line {at[0]} of the latter" for (a, b), at in found.items()]


def main() -> int:
    """Print the repeats below the folders given; 1 when there are any."""
    found = [line for root in sys.argv[1:] for line in repeats(Path(root))]
    print("\n".join(found) or "nothing is written twice")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
