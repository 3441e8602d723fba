-- A database and two roles per service, and the three doors.
CREATE ROLE loyalty_app LOGIN;
CREATE ROLE report_app LOGIN IN ROLE pg_read_all_data;
CREATE DATABASE open_door;
-- ANSWER UNTIL -- in database booking
\connect booking
\i :lib
-- ANSWER FROM -- in database booking
SET ROLE booking_owner;
CREATE TABLE booking.booking (id bigserial PRIMARY KEY, status text);
RESET ROLE;
SELECT session('app', 'booking_app', 'booking');
SELECT run('app', $$INSERT INTO booking.booking (status) VALUES ('new'); UPDATE booking.booking SET status = 'paid'$$);
SELECT refused(what, format('SELECT run(%L, %L)', 'app', statement), '42501') FROM (VALUES
    ('the application creates a table', 'CREATE TABLE booking.mine (id int)'),
    ('the application drops a table', 'DROP TABLE booking.booking'),
    ('the application makes a temporary table', 'CREATE TEMP TABLE mine (id int)')) AS t(what, statement);
SELECT refused('a foreign role connects', $$SELECT session('foreign', 'loyalty_app', 'booking')$$, '08001');
SELECT session('elsewhere', 'loyalty_app', 'open_door');         -- without the REVOKE it gets in
SELECT refused('pg_read_all_data without CONNECT', $$SELECT session('report', 'report_app', 'booking')$$, '08001');
GRANT CONNECT ON DATABASE booking TO report_app;
SELECT session('report', 'report_app', 'booking');
SELECT same('pg_read_all_data reads through the wall', status, 'paid')
FROM dblink('report', 'SELECT status FROM booking.booking') AS t(status text);
SELECT same('the connection limit', rolconnlimit, 60) FROM pg_roles WHERE rolname = 'booking_app';
REVOKE USAGE ON SEQUENCE booking.booking_id_seq FROM booking_app;
SELECT refused('an insert without the sequence grant', $$SELECT run('app', 'INSERT INTO booking.booking (status) VALUES (1)')$$, '42501');
SELECT same('logins on this database', array_agg(DISTINCT usename::text ORDER BY usename::text), '{booking_app,postgres,report_app}')
FROM pg_stat_activity WHERE datname = 'booking';
