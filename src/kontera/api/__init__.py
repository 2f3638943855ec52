"""The REST API: a face that asks actions, with a token for each program."""
