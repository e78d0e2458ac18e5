"""Tests of pages, pictures and settings as files."""
