"""The local guide (Integrationswegweiser): pages in many languages, of centres and the land."""
