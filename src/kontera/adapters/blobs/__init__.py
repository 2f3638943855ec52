"""Documents by digest, written once: in a folder, or in an S3 bucket with Object Lock."""
