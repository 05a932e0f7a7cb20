"""The centre's side: check, jury, decision, contract, payment, proof, its own proof."""
