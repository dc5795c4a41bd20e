"""The computations, as pure functions: they read no file, print nothing and know no language."""
