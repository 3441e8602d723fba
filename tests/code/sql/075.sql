-- Any one of two standbys confirms; with both gone a commit hangs, and cancelling it undoes nothing.
-- STANDBY
CREATE TABLE repayment (id int);
-- ANSWER UNTIL -- watch
CREATE TEMP VIEW watch AS
-- ANSWER FROM -- watch
CALL wait_until($$EXISTS (SELECT FROM watch WHERE sync_state = 'quorum')$$);
SELECT same('who confirms', array_agg(application_name || ' ' || sync_state), '{"zone_b quorum"}') FROM watch;
SELECT same('the setting', current_setting('synchronous_standby_names'), 'ANY 1 (zone_b, zone_c)');
INSERT INTO repayment VALUES (1);      -- zone_b confirms it
\connect - - - :standby
ALTER SYSTEM SET primary_conninfo = '';
SELECT pg_reload_conf();
\connect - - - 5432
CALL wait_until('NOT EXISTS (TABLE pg_stat_replication)');
SELECT session('teller');
SELECT dblink_send_query('teller', 'INSERT INTO repayment VALUES (2)');
CALL wait_until($$EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep')$$);
SELECT pg_sleep(0.3);
SELECT same('sessions in SyncRep', count(*), 1::bigint) FROM pg_stat_activity WHERE wait_event = 'SyncRep';
SELECT same('the commit hangs', dblink_is_busy('teller'), 1);
SELECT same('rows seen while it hangs', count(*), 1::bigint) FROM repayment;
SELECT same('it is cancelled', dblink_cancel_query('teller'), 'OK');
SELECT same('the result of the cancelled commit', status, 'INSERT 0 1') FROM dblink_get_result('teller') AS t(status text);
SELECT same('rows after cancelling', count(*), 2::bigint) FROM repayment;
