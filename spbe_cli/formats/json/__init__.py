"""Values as JSON, for programs: keys in English, exact figures as strings, other numbers rounded as shown."""
