"""Actual values: entered by hand or fed, and how they become one over time and places."""
