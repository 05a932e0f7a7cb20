"""Tests of the room qualification."""
