"""Svefaktura 1.0 (SFTI basic invoice): reading and judging."""
