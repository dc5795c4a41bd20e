"""One module per command: plain values in, exit code out."""
