-- A prepared transaction keeps its lock until somebody decides.
SELECT same('max_prepared_transactions as shipped', boot_val, '0') FROM pg_settings WHERE name = 'max_prepared_transactions';
CREATE TABLE seat (id int PRIMARY KEY, state text);
INSERT INTO seat VALUES (1, 'free');
BEGIN;
UPDATE seat SET state = 'sold';
PREPARE TRANSACTION 'order-7';
SELECT pg_sleep(0.05);
SELECT same('readers see the old state', state, 'free') FROM seat;
SET lock_timeout = '100ms';
SELECT refused('an update of the seat in doubt', $$UPDATE seat SET state = 'held'$$, '55P03');
CREATE TEMP VIEW doubt AS
-- ANSWER UNTIL -- only after
SELECT same('what is in doubt', gid, 'order-7') FROM doubt;
SELECT same('its age is counted', age BETWEEN interval '50 ms' AND interval '1 minute', true) FROM doubt;
-- ANSWER
SELECT same('in doubt after the decision', count(*), 0::bigint) FROM doubt;
SELECT same('the seat after it', state, 'free') FROM seat;
UPDATE seat SET state = 'held';
SELECT same('the seat can be changed again', state, 'held') FROM seat;
