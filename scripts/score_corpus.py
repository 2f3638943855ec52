"""Read every document of a folder with truth and score what was read: python scripts/score_corpus.py FOLDER [...]."""

from __future__ import annotations

import argparse
import json
import pickle
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.evidence import Page
from kontera.core.party import AccountScheme
from kontera.core.reading import Reading
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret


def flat(reading: Reading) -> dict[str, Any]:
    """The reading in the flat keys of the truth files."""
    invoice = reading.invoice
    accounts: dict[AccountScheme, str] = {}
    for account in invoice.payment.accounts:
        accounts.setdefault(account.scheme, account.id)
    return {
        "document_type": str(invoice.type),
        "invoice_number": invoice.number,
        "issue_date": invoice.issue_date,
        "due_date": invoice.due_date,
        "currency": invoice.currency,
        "supplier_name": invoice.seller.name,
        "supplier_org_number": invoice.seller.organisation_number,
        "supplier_vat_number": invoice.seller.vat_number,
        "iban": accounts.get(AccountScheme.IBAN),
        "bankgiro": accounts.get(AccountScheme.BANKGIRO),
        "plusgiro": accounts.get(AccountScheme.PLUSGIRO),
        "bank_account": accounts.get(AccountScheme.DOMESTIC),
        "payment_reference": invoice.payment.reference,
        "net_total": invoice.totals.net,
        "vat_total": invoice.totals.vat,
        "gross_total": invoice.totals.payable,
        "lines": [
            {
                "description": line.description,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "vat_rate": line.vat_rate,
                "amount": line.net_amount if line.net_amount is not None else line.gross_amount,
            }
            for line in invoice.lines
        ],
    }


def main() -> None:
    """Read, write the predictions to a temporary folder, score them with the folder's score.py."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", type=Path, help="score.py (default: beside or above the folder)")
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--pictures", action="store_true", help="read the pictures too, by OCR")
    parser.add_argument("--cache", type=Path, help="keep the words read, so that a second run reads no file")
    parser.add_argument("--sure", type=Path, help="write path, probability and value of every reading as JSON")
    options = parser.parse_args()
    cache: dict[str, tuple[Page, ...]] = {}
    if options.cache and options.cache.exists():
        cache = pickle.loads(options.cache.read_bytes())  # noqa: S301 - our own file
    pdfs = PdfiumReader()
    spent, count = 0.0, 0
    with tempfile.TemporaryDirectory() as out:
        for path in sorted(options.folder.iterdir()):
            if not path.with_suffix(".json").exists() or path.suffix == ".json":
                continue
            if options.only and not re.search(options.only, path.stem):
                continue
            pages = cache.get(str(path)) or _pages(path, pdfs, pictures=options.pictures)
            if not pages:
                continue
            cache[str(path)] = pages
            start = time.process_time()
            reading = interpret(pages, Hints())
            spent += time.process_time() - start
            count += len(pages)
            Path(out, path.stem + ".json").write_text(json.dumps(flat(reading), default=str), encoding="utf-8")
            if options.sure:
                known = {key: [value.sure, value.by] for key, value in reading.evidence.items()}
                with options.sure.open("a", encoding="utf-8") as stream:
                    stream.write(
                        json.dumps({"name": path.stem, "flat": flat(reading), "sure": known}, default=str) + "\n"
                    )
        pdfs.close()
        if options.cache:
            options.cache.write_bytes(pickle.dumps(cache))
        score = (
            options.score
            or next(p for p in (options.folder, options.folder.parent) if (p / "score.py").exists()) / "score.py"
        )
        names = "|".join(sorted(re.escape(path.stem) for path in Path(out).glob("*.json")))
        command = [sys.executable, str(score), out, str(options.folder), "--only", f"^({names})$"]
        subprocess.run([*command, *(["--verbose"] if options.verbose else [])], check=True)  # noqa: S603 - named by the caller
    print(f"{1000 * spent / max(count, 1):.1f} ms a page over {count} pages")


def _pages(path: Path, pdfs: PdfiumReader, *, pictures: bool) -> tuple[Page, ...]:
    if path.suffix == ".pdf":
        return pdfs.content(path.read_bytes()).pages
    if not pictures:
        return ()
    from kontera.adapters.ocr.engine import RapidEngine  # noqa: PLC0415 - loads the models only when asked

    return tuple(RapidEngine().read(page) for page in pdfs.upright(path.read_bytes()))


if __name__ == "__main__":
    main()
