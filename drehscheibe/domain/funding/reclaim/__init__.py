"""Money that comes back: hearing, reclaim notice, interest, repayment."""
