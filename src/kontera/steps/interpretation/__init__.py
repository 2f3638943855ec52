"""The interpretation of pages: words with places become an invoice with evidence."""
