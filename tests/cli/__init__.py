"""Tests of the `seuil` command."""
