"""The nouns: frozen records and what they mean."""
