"""UN/CEFACT Cross Industry Invoice (CII D16B, and ZUGFeRD 1): `read` is where to begin."""
