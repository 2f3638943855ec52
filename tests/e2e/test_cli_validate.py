"""kontera validate: a line of JSON for each file, in order, whatever the files are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from einvoices import SHARED, golden
from kontera.cli.validating import Asked, Language, judge_files

OFFICIAL = SHARED / "official"


def _kontera(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kontera", "validate", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)


def _lines(*arguments: str) -> list[dict[str, Any]]:
    done = _kontera("--json", *arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A sound invoice, one that breaks a rule, a format without a schema, and what is no invoice."""
    full = golden("cii-full-invoice")
    contents = {
        "sound.xml": full,
        "broken.xml": full.replace(b"<ram:DuePayableAmount>", b"<ram:DuePayableAmount>1", 1),
        "finvoice.dat": golden("finvoice-full-invoice"),
        "rubbish.pdf": b"\x00" * 10,
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in contents]


def test_each_file_gets_a_line_with_format_verdict_layers_and_findings(files: list[str]) -> None:
    told = _lines(*files, files[0] + ".gone")
    assert [(one["format"], one["verdict"]) for one in told] == [
        ("cii", "valid"),
        ("cii", "invalid"),
        ("finvoice", "passed"),
        ("unknown", "invalid"),
        ("unknown", "invalid"),
    ]
    assert [one["file"] for one in told[:4]] == files
    finding = next(one for one in told[1]["findings"] if one["rule"] == "BR-CO-16")
    assert {name: finding[name] for name in ("severity", "layer", "field")} == {
        "severity": "fatal",
        "layer": "en16931",
        "field": "totals.payable",
    }
    assert finding["line"] > 1
    assert finding["message"]
    assert finding["mend"]
    assert finding["xpath"].startswith("/rsm:CrossIndustryInvoice/")
    assert told[2]["layers"]["schema"]["state"] == "not_installed"


def test_a_list_of_files_is_judged_with_several_jobs_in_order(files: list[str], tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join(files * 40) + "\n", encoding="utf-8")
    told = _lines("--files-from", str(listed), "--jobs", "2")
    assert [one["file"] for one in told] == files * 40


def test_without_json_people_read_it_and_the_exit_code_tells(files: list[str]) -> None:
    bad, good = _kontera(*files), _kontera(files[0])
    assert (bad.returncode, good.returncode) == (1, 0)
    assert f"{files[0]}: Valid" in good.stdout
    assert "fatal BR-CO-16" in bad.stdout
    assert "schema: No schema of this format is installed." in bad.stdout


def test_business_rules_alone_ask_no_schema(files: list[str]) -> None:
    (told,) = _lines("--rules-only", files[0])
    states = {name: layer["state"] for name, layer in told["layers"].items()}
    assert (states["schema"], states["en16931"], states["peppol"]) == ("not_asked", "ran", "ran")


def test_an_unknown_release_and_a_missing_list_are_refused(files: list[str]) -> None:
    assert _kontera("--release", "2.0", files[0]).returncode == 2
    assert _kontera("--files-from", files[0] + ".gone").returncode == 3
    assert _kontera("--pack", files[0], files[0]).returncode == 2


@pytest.mark.parametrize("language", list(Language))
def test_every_language_tells_each_finding(files: list[str], language: Language) -> None:
    asked = Asked(rules_only=False, release="", packs=(), language=language, lines=True)
    ((text, bad),) = judge_files(iter([Path(files[1])]), asked)
    assert bad
    assert all(one["message"] and "{" not in one["message"] for one in json.loads(text)["findings"])


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="../shared is absent")
def test_the_official_whole_documents_get_exactly_the_official_rules() -> None:
    cases = json.loads((OFFICIAL / "cases.json").read_text(encoding="utf-8"))["documents"]
    told = _lines(*(str(OFFICIAL / case["file"]) for case in cases), "--release", "3.0.21")
    for case, one in zip(cases, told, strict=True):
        for ruleset, expected in case["fired"].items():
            layer = "en16931" if ruleset.startswith("en16931") else "peppol"
            if ruleset == "peppol-ubl":
                continue  # an older release
            found = {each["rule"]: each["severity"] for each in one["findings"] if each["layer"] == layer}
            assert found == expected, (case["file"], ruleset)


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="../shared is absent")
def test_the_official_single_cases_agree(tmp_path: Path) -> None:
    cases = json.loads((OFFICIAL / "cases.json").read_text(encoding="utf-8"))["unit"]
    paths = sorted({str(OFFICIAL / case["file"]) for case in cases})
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join(paths), encoding="utf-8")
    told = _lines("--files-from", str(listed), "--rules-only", "--release", "3.0.19")
    found = {one["file"]: {each["rule"] for each in one["findings"]} for one in told}
    differing = [
        (case["ruleset"], case["rule"], case["file"])
        for case in cases
        if (case["rule"] in found[str(OFFICIAL / case["file"])]) != (case["expect"] == "fire")
    ]
    assert differing == []
