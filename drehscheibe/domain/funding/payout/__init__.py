"""Granted money while the year runs: payment calls, change notices, amended notices."""
