"""Values as JSON, for programs: English keys, exact figures as strings, other numbers rounded as displayed."""
