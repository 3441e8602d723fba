-- Expand, keep both columns in step, backfill, enforce.
CREATE TABLE trip (id bigint PRIMARY KEY, distance_km numeric);
INSERT INTO trip SELECT i, i * 0.0015 FROM generate_series(1, 5000) i;
CREATE TABLE code AS SELECT
-- ANSWER TEXT UNTIL -- backfill
AS expand;
SELECT session('reader'), session('migration');
SELECT run('reader', 'BEGIN; LOCK trip IN ACCESS SHARE MODE');
SELECT clock_timestamp() AS began \gset
SELECT refused('expanding behind an open query', $$SELECT run('migration', expand) FROM code$$, '55P03');
SELECT same('it gave up after two seconds', clock_timestamp() - :'began' BETWEEN interval '1.9 s' AND interval '4 s', true);
SELECT dblink_disconnect('migration');
SELECT run('reader', 'ROLLBACK');
-- ANSWER UNTIL -- backfill
UPDATE trip SET distance_km = 12.5 WHERE id = 2500;
SELECT same('an old writer before the backfill', distance_m, 12500) FROM trip WHERE id = 2500;
-- ANSWER FROM -- backfill UNTIL -- enforce
SELECT same('rows without metres', count(*), 0::bigint) FROM trip WHERE distance_m IS NULL;
SELECT same('rows that differ beyond rounding', count(*), 0::bigint) FROM trip WHERE abs(distance_km * 1000 - distance_m) > 0.5;
SELECT same('kilometres that the backfill changed', count(*), 0::bigint) FROM trip WHERE id <> 2500 AND distance_km <> id * 0.0015;
UPDATE trip SET distance_km = 7.25 WHERE id = 2;
SELECT same('an old writer after the backfill', distance_m, 7250) FROM trip WHERE id = 2;
UPDATE trip SET distance_m = 333 WHERE id = 2;
SELECT same('a new writer', distance_km, 0.333) FROM trip WHERE id = 2;
UPDATE trip SET distance_m = 10, distance_km = 0.01 WHERE id = 2;
SELECT same('a writer of both', t::text, '(2,0.01,10)') FROM trip t WHERE id = 2;
UPDATE trip SET id = 9002 WHERE id = 2;
SELECT same('a writer of neither', t::text, '(9002,0.01,10)') FROM trip t WHERE id = 9002;
INSERT INTO trip (id, distance_km) VALUES (9003, 1.5);
SELECT same('an insert by an old writer', distance_m, 1500) FROM trip WHERE id = 9003;
INSERT INTO trip (id, distance_m) VALUES (9004, 1500);
SELECT same('an insert by a new writer', distance_km, 1.5) FROM trip WHERE id = 9004;
INSERT INTO trip (id) VALUES (9005);
DELETE FROM trip WHERE id = 9005;
-- ANSWER FROM -- enforce UNTIL ALTER TABLE trip VALIDATE
SELECT refused('an insert of neither value', 'INSERT INTO trip (id) VALUES (9006)', '23514');
-- ANSWER FROM ALTER TABLE trip VALIDATE
SELECT same('the constraint is validated', convalidated, true) FROM pg_constraint WHERE conname = 'trip_m_set';
SELECT refused('an insert of neither value, at last', 'INSERT INTO trip (id) VALUES (9006)', '23502');
SELECT same('lock_timeout', current_setting('lock_timeout'), '2s');
