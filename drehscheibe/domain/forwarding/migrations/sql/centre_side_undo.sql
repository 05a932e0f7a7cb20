DROP TRIGGER forwarding_own_proof_frozen ON forwarding_allocationproof;
DROP TRIGGER forwarding_rank_frozen ON forwarding_forwardingcase;
DROP TRIGGER forwarding_jury_closed ON forwarding_juryvote;
DROP TRIGGER forwarding_jury_closed ON forwarding_juryconflict;
DROP TRIGGER forwarding_jury_closed ON forwarding_jurymember;
DROP FUNCTION forwarding_own_proof_frozen();
DROP FUNCTION forwarding_rank_frozen();
DROP FUNCTION forwarding_jury_closed();
