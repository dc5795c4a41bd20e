"""The language of the regulations: instruments, assessments and results."""
