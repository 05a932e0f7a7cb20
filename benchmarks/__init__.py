"""Repeatable measurements against named references on the same machine in the same run.

`make bench` prints the table. Nothing here is a test: a slow machine fails nothing.
"""
