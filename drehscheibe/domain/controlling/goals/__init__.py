"""Goals of two years: writing, what is missing, advice, and the decisions of two ministries."""
