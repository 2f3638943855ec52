"""UBL 2 invoices and credit notes (OASIS UBL 2.1): `read` and `write` are its two directions."""
