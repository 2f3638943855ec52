"""The REST interface: what other programs see."""
