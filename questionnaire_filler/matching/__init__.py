"""Matching: from a question to the entries that may answer it, with named evidence, and to the knowledge that none does.

Pure: no clock, no input or output, no randomness.
"""
