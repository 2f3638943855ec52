"""What differs by country, one country a file; `all` is the list."""
