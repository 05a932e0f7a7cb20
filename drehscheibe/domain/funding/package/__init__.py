"""A whole case as one file: frozen documents, vouchers, data, checksums, xdomea."""
