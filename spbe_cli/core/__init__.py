"""What the project exists for, pure: it reads no file, prints nothing and knows no language."""
