"""How a page or a value is written down: one module per format."""
