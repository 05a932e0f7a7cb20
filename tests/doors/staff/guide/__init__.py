"""Tests of the guide's pages for its keepers."""
