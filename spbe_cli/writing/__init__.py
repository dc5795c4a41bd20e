"""Files that people fill in: answer files, with what they need to know as comments."""
