"""The room tables: spreadsheets and CSV in and out, German conventions, nothing executed."""
