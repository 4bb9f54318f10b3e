"""Tests of working notes."""
