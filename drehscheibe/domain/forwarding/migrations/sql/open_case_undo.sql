DROP FUNCTION forwarding_open_case();
