"""How tables come into being: migrations that stay quick however many rooms there are."""
