"""The command line: parse, call, print, exit; nothing else happens here."""
