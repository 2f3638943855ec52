"""Invents invoices, as data and as pictures, for the demo, the tests and the training of the reader."""
