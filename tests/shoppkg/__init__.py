"""Stands for a generated package in tests of the pre-flight command: one service, written by hand."""
