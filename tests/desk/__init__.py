"""Tests of the staff process."""
