"""Who comes in: invitations, admissions, sessions, the organisations' own sign-in.

Above people, permissions, audit and mail, since granting a role touches all four.
"""
