"""Actors as a table: a centre's own spreadsheet read in, all of it or nothing, and given out."""
