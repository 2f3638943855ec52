"""One codec a file: bytes to Invoice and back."""
