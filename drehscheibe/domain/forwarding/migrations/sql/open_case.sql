-- the one case a third party's link opened in this transaction (link.py)
CREATE FUNCTION forwarding_open_case() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('app.forwarding_case', true), '')::bigint
$$;
