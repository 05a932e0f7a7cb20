"""Events for everybody, registration without account, and the pages behind personal links."""
