"""Values to pages in the reader's language; views know no format."""
