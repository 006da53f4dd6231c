"""Drafts: what is proposed and decided for a form, kept between runs, and turned into the filled file."""
