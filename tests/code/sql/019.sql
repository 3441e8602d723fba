-- Credentials that keep other services out, and the query that finds a hole.
-- ANSWER UNTIL -- the build runs this
SET ROLE catalogue_owner;
CREATE TABLE catalogue.title (id int PRIMARY KEY, name text);
RESET ROLE;
CREATE TEMP VIEW hole AS
-- ANSWER FROM -- the build runs this
SELECT same('the build expects no rows', count(*), 0::bigint) FROM hole;
SELECT session('app', 'catalogue_app');
SELECT run('app', 'INSERT INTO title VALUES (1, ''x''); UPDATE title SET name = ''y''; DELETE FROM title');
SELECT refused('the application creates a table', $$SELECT run('app', 'CREATE TABLE catalogue.mine (id int)')$$, '42501');
SELECT refused('the application drops a table', $$SELECT run('app', 'DROP TABLE title')$$, '42501');
SELECT same('the search path at login', path, 'catalogue') FROM dblink('app', 'SHOW search_path') AS t(path text);
SELECT same('the timeout at login', value, '2s') FROM dblink('app', 'SHOW statement_timeout') AS t(value text);
SELECT session('foreign', 'billing_app');
SELECT refused('a foreign read', $$SELECT run('foreign', 'DO $x$ BEGIN PERFORM * FROM catalogue.title; END $x$')$$, '42501');
SELECT same('connection limits', array_agg(rolconnlimit ORDER BY rolname), '{20,40}') FROM pg_roles WHERE rolname LIKE '%\_app';
SELECT refused('the owner logs in', $$SELECT session('owner', 'catalogue_owner')$$, '08001');
GRANT USAGE ON SCHEMA catalogue TO billing_app;
SELECT same('the hole', array_agg(hole::text), '{"(billing_app,catalogue)"}') FROM hole;
