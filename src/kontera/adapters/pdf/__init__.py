"""PDFs and pictures, opened in a bounded child process."""
