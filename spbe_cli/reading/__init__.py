"""Bytes to checked models; every problem with its place."""
