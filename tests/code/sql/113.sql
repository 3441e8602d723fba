-- What a member of bookings_rw and the report may do, and what is refused.
-- ANSWER
CREATE ROLE bookings LOGIN IN ROLE bookings_rw;
SELECT session('service', 'bookings'), session('report', 'bookings_report');
SELECT run('service', $$INSERT INTO clinic.booking VALUES (1, 4711, 42, '2026-11-20 10:00', 'new'), (2, 4712, 42, '2026-11-20 11:00', '')$$);
SELECT run('service', $$UPDATE clinic.booking SET starts_at = '2026-11-20 12:00', note = 'moved' WHERE id = 1$$);
SELECT refused(what, format('SELECT run(%L, %L)', who, statement), '42501') FROM (VALUES
    ('service', 'moving a booking to another patient', 'UPDATE clinic.booking SET patient_id = 1 WHERE id = 1'),
    ('service', 'deleting a booking', 'DELETE FROM clinic.booking'),
    ('service', 'dropping the table', 'DROP TABLE clinic.booking'),
    ('service', 'emptying the table', 'TRUNCATE clinic.booking'),
    ('service', 'creating a table', 'CREATE TABLE clinic.mine (id int)'),
    ('report', 'the report reading bookings', 'DO $x$ BEGIN PERFORM patient_id FROM clinic.booking; END $x$'),
    ('report', 'the report writing bookings', 'INSERT INTO clinic.booking VALUES (3, 1, 1, now(), NULL)')) AS t(who, what, statement);
SELECT same('what the report sees', array_agg(t::text), '{"(42,2026-11-20,2)"}')
FROM dblink('report', 'SELECT * FROM clinic.load_per_day') AS t(practice bigint, day date, bookings bigint);
SELECT same('the row after the update', note, 'moved') FROM clinic.booking WHERE id = 1;
SELECT same('who owns the table', tableowner::text, 'bookings_owner') FROM pg_tables WHERE tablename = 'booking';
SELECT refused('the owner logs in', $$SELECT session('owner', 'bookings_owner')$$, '08001');
SELECT same('the role after the script', current_user::text, 'postgres');
