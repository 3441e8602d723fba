-- The position of a write, and whether a follower has replayed it.
-- STANDBY
CREATE TABLE code AS SELECT
-- ANSWER TEXT FROM -- on a follower: has it UNTIL -- on a follower: apparent
AS fresh;
CREATE TABLE loan (balance int);
CALL wait_until('EXISTS (SELECT FROM pg_stat_replication WHERE replay_lsn >= pg_current_wal_lsn())');
\connect - - - :standby
SELECT pg_wal_replay_pause();
CALL wait_until($$pg_get_wal_replay_pause_state() = 'paused'$$);
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
CALL wait_until('EXISTS (TABLE loan)');
:asked \gset
SELECT same('fresh enough once it is replayed', :'fresh_enough'::text, 't');
-- ANSWER FROM -- on a follower: has it UNTIL -- on a follower: apparent
\gset
SELECT same('as printed', :'fresh_enough'::boolean, pg_last_wal_replay_lsn() >= '0/3000A18');
-- ANSWER FROM -- on a follower: apparent
\gset
SELECT same('the lag is between nothing and a minute', :'lag'::interval BETWEEN interval '0' AND interval '1 minute', true);
SELECT pg_sleep(0.3), :'lag'::interval AS before \gset
-- ANSWER FROM -- on a follower: apparent
\gset
SELECT same('the lag also grows when the leader is idle', :'lag'::interval >= :'before'::interval + interval '0.3 s', true);
SELECT same('max_standby_streaming_delay by default', boot_val, '30000') FROM pg_settings WHERE name = 'max_standby_streaming_delay';
