"""Finvoice, the Finnish banks' e-invoice (1.3, 2.01 and 3.0): `read` and `write` are its two directions."""
