"""The steps that think: pure functions of case and facts."""
