"""Protokoll: the record, for operators."""
