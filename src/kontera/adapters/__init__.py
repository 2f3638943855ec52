"""The rooms that touch the world, one door each."""
