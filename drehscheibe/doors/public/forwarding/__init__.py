"""Third parties apply for forwarded money, without an account."""
