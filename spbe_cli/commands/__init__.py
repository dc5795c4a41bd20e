"""One module per command: plain values in, exit code out."""

BAD_INPUT = 2
"""The exit code for bad usage and bad input, which wins over that of a gate (contract section 4)."""
