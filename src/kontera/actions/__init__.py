"""What a person or machine may ask."""
