"""Small changes of the program, one at a time, at random: each should make a test fail.

``python -m tests.mutants [COUNT] [--seed SEED] [MODULE…]`` tries them and shows those that none saw; see CONTRIBUTING.md.
"""
