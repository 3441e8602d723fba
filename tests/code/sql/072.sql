-- The position of a write, and whether a follower has replayed it.
-- STANDBY
CREATE TABLE code AS SELECT
-- ANSWER TEXT FROM -- on a follower: has it UNTIL -- on a follower: apparent
AS fresh;
CREATE TABLE loan (balance int);
\connect - - - :standby
DO $$ BEGIN WHILE to_regclass('loan') IS NULL LOOP PERFORM pg_sleep(0.01); END LOOP; END $$;
SELECT pg_wal_replay_pause();
DO $$ BEGIN WHILE pg_get_wal_replay_pause_state() <> 'paused' LOOP PERFORM pg_sleep(0.01); END LOOP; END $$;
\connect - - - 5432
INSERT INTO loan VALUES (9700);
-- ANSWER UNTIL -- on a follower: has it
\gset
SELECT replace(rtrim(fresh, E'; \n'), '0/3000A18', :'token') AS asked FROM code \gset
\connect - - - :standby
:asked \gset
SELECT same('fresh enough while replay is stopped', :'fresh_enough'::text, 'f');
SELECT same('what the follower shows', count(*), 0::bigint) FROM loan;
SELECT pg_wal_replay_resume();
DO $$ BEGIN WHILE NOT EXISTS (TABLE loan) LOOP PERFORM pg_sleep(0.01); END LOOP; PERFORM pg_sleep(0.1); END $$;
:asked \gset
SELECT same('fresh enough once it is replayed', :'fresh_enough'::text, 't');
-- ANSWER FROM -- on a follower: has it UNTIL -- on a follower: apparent
\gset
SELECT same('as printed, with a position of long ago', :'fresh_enough'::text, 't');
-- ANSWER FROM -- on a follower: apparent
\gset
SELECT same('the lag is between nothing and a minute', :'lag'::interval BETWEEN interval '0' AND interval '1 minute', true);
SELECT pg_sleep(0.3), :'lag'::interval AS before \gset
-- ANSWER FROM -- on a follower: apparent
\gset
SELECT same('the lag also grows when the leader is idle', :'lag'::interval >= :'before'::interval + interval '0.3 s', true);
SELECT same('max_standby_streaming_delay by default', boot_val, '30000') FROM pg_settings WHERE name = 'max_standby_streaming_delay';
