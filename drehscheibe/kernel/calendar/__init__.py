"""The room calendar: holidays, working days and deadlines as plain functions."""
