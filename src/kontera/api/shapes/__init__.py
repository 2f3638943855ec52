"""The shapes that go in and out of the API, with the words of its documentation."""
