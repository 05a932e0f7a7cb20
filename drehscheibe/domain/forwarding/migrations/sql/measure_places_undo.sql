DROP VIEW forwarding_measureplace;
