"""Files that people fill in: answer files, with what they need to know as comments, and workbooks with live results."""
