"""The engines that do tasks: durably with DBOS, or at once."""
