"""What a reader sees of a value, in the reader's language, as pages; no format is known here."""
