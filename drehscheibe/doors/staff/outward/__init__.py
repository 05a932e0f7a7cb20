"""The pages for links to other places that lead nowhere."""
