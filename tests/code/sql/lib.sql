-- What the checks share. It runs before each of them, in a database of its own.
CREATE EXTENSION dblink;

-- Fails unless two values are equal; NULL equals NULL.
CREATE FUNCTION same(what text, have anyelement, ought anyelement) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    ASSERT have IS NOT DISTINCT FROM ought, format('%s: %s instead of %s', what, coalesce(have::text, 'NULL'), coalesce(ought::text, 'NULL'));
END $$;

-- Fails unless a statement ends with that SQLSTATE.
CREATE FUNCTION refused(what text, statement text, code text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    have text := 'success';
BEGIN
    BEGIN
        EXECUTE statement;
    EXCEPTION WHEN OTHERS THEN
        have := SQLSTATE;
    END;
    ASSERT have = code, format('%s: %s instead of SQLSTATE %s', what, have, code);
END $$;

-- Opens a second session of that name, for dblink_exec and dblink_send_query.
CREATE FUNCTION session(name text, login text DEFAULT 'postgres', db text DEFAULT 'checks') RETURNS void LANGUAGE sql AS $$
    SELECT dblink_connect(name, format('host=%s port=%s dbname=%s user=%s', current_setting('unix_socket_directories'),
        current_setting('port'), db, login));
$$;

-- Lets a session run a script of several statements, and fails with the script's error.
CREATE FUNCTION run(name text, script text) RETURNS void LANGUAGE sql AS $$
    SELECT dblink_exec(name, script);
$$;

-- Waits until a condition holds, with a new snapshot each time, and fails after thirty seconds.
CREATE PROCEDURE wait_until(condition text) LANGUAGE plpgsql AS $$
DECLARE
    holds boolean := false;
    ends timestamptz := clock_timestamp() + interval '30 s';
BEGIN
    LOOP
        EXECUTE 'SELECT ' || condition INTO holds;
        EXIT WHEN holds;
        ASSERT clock_timestamp() < ends, 'waited in vain until ' || condition;
        COMMIT;
        PERFORM pg_sleep(0.01);
    END LOOP;
END $$;
