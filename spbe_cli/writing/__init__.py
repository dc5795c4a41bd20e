"""What people fill in: workbooks with live results."""
