"""A small SIE file of an invented company, for the tests that take one in."""

from __future__ import annotations

FILE = """#FLAGGA 0
#PROGRAM "Bokaren" 1.2
#FORMAT PC8
#SIETYP 4
#FNAMN "{company}"
#ORGNR {number}
#RAR 0 20260101 20261231
#KONTO 2440 "Skulder till leverantörer"
#KTYP 2440 S
#KONTO 2641 "Ingående moms"
#KTYP 2641 S
#KONTO 6110 "Kontorsmateriel"
#KTYP 6110 K
#KONTO 6540 "IT"
#KTYP 6540 K
#DIM 1 "Kostnadsställe"
#OBJEKT 1 100 "Ledning"
#OBJEKT 6 P1 "Flytten"
#OBJEKT 9 17 "En leverantör"
#VER L 1 20260115 "{supplier} 1001"
{{
#TRANS 6110 {{1 "100"}} 1000.00
#TRANS 2641 {{}} 250.00
#TRANS 2440 {{}} -1250.00
}}
#VER L 2 20260116 "Okänd Firma"
{{
#TRANS 6540 {{}} 400.00
#TRANS 2641 {{}} 100.00
#TRANS 2440 {{}} -500.00
}}
#VER A 3 20260117 "Kund"
{{
#TRANS 1510 {{}} 500.00
#TRANS 3010 {{}} -500.00
}}
"""


def past(supplier: str = "Pennverket AB", number: str = "559999-0008", company: str = "Östra Lådan AB") -> bytes:
    """A file with a chart, a cost centre, a project, two purchases and a sale."""
    text = FILE.format(supplier=supplier, number=number, company=company)
    return text.replace("\n", "\r\n").encode("cp437")
