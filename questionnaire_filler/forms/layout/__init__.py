"""What all formats share about the layout of forms: the words of headers, evidence for columns, follow-ups, section paths, fingerprints."""
