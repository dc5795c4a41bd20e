"""Readers and commands against what nobody thought of: every input, changed at random, ends in a result or in a sentence.

In the tests each has a second; ``python -m tests.fuzz 3600`` gives all of them together an hour, and prints what they did.
"""
