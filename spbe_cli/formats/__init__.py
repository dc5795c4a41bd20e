"""Pages and values to text or files: one module per format."""
