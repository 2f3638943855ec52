"""Answers on the Peppol network: Invoice Response 3, Message Level Status 1 and Message Level Response 3."""
