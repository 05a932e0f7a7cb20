"""Proof of use (Verwendungsnachweis): what the granted money was spent on, checked to its end."""
