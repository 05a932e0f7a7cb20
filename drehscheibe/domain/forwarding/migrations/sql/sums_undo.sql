DROP VIEW forwarding_sums;
