-- A view instead of the table, limits of a login, and a schema change that gives up.
CREATE ROLE search_app LOGIN;
CREATE ROLE ref_migrator LOGIN;
CREATE ROLE person LOGIN IN ROLE ref_migrator;
CREATE SCHEMA ref AUTHORIZATION ref_migrator;
CREATE SCHEMA public_v1;
CREATE TABLE ref.airport (iata_code text PRIMARY KEY, name text, country text, active boolean, secret text);
INSERT INTO ref.airport VALUES ('LBA', 'Leeds', 'GB', true, 'x'), ('THF', 'Tempelhof', 'DE', false, 'x');
ALTER TABLE ref.airport OWNER TO ref_migrator;
-- ANSWER
SELECT session('search', 'search_app');
SELECT same('what the consumer sees', array_agg(t::text), '{"(LBA,Leeds,GB)"}')
FROM dblink('search', 'SELECT * FROM public_v1.airport') AS t(code text, name text, country text);
SELECT refused('the consumer reads the table', $$SELECT run('search', 'DO $x$ BEGIN PERFORM * FROM ref.airport; END $x$')$$, '42501');
SELECT refused('the consumer writes the view', $$SELECT run('search', 'DELETE FROM public_v1.airport')$$, '42501');
SELECT same(name || ' at login', value, ought) FROM (VALUES ('statement_timeout', '2s'), ('idle_in_transaction_session_timeout', '10s')) t(name, ought),
    dblink('search', 'SHOW ' || name) AS d(value text);
SELECT same('the connection limit', rolconnlimit, 40) FROM pg_roles WHERE rolname = 'search_app';
SELECT run('search', 'SET statement_timeout = 0');               -- a default, sessions can change it

SELECT session('reader'), session('migration', 'ref_migrator'), session('person', 'person');
SELECT same('the setting after SET ROLE', value, '0') FROM (SELECT run('person', 'SET ROLE ref_migrator')) r,
    dblink('person', 'SHOW lock_timeout') AS d(value text);
SELECT run('reader', 'BEGIN; LOCK ref.airport IN ACCESS SHARE MODE');
SELECT clock_timestamp() AS began \gset
SELECT refused('a change behind an open query', $$SELECT run('migration', 'ALTER TABLE ref.airport ADD COLUMN zone text')$$, '55P03');
SELECT same('it gave up after half a second', clock_timestamp() - :'began' BETWEEN interval '0.4 s' AND interval '2 s', true);
SELECT dblink_send_query('person', 'ALTER TABLE ref.airport ADD COLUMN zone text');   -- waits on, without the limit
SELECT pg_sleep(0.1);
SELECT run('search', 'SET lock_timeout = ''200ms''');
SELECT refused('a read behind the waiting change', $$SELECT run('search', 'DO $x$ BEGIN PERFORM * FROM public_v1.airport; END $x$')$$, '55P03');
SELECT run('reader', 'ROLLBACK');
SELECT same('the waiting change ends with the reader', status, 'ALTER TABLE') FROM dblink_get_result('person') AS t(status text);
