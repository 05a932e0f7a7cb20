"""Tests of the room controlling."""
