"""Files that people fill in: answer files with help in comments, and workbooks with live results."""
