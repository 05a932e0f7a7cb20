"""Kurmancî."""
