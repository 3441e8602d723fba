-- Hold and release in any order, and 50 concurrent holds on funds for 49.
CREATE TABLE reservation (loan_id bigint PRIMARY KEY, amount bigint NOT NULL, state text NOT NULL);
CREATE TABLE pool (id int PRIMARY KEY, available bigint NOT NULL);
CREATE TABLE outbox (id bigserial PRIMARY KEY, loan_id bigint, reply text);
INSERT INTO pool VALUES (7, 10000), (8, 5);
CREATE TABLE code (hold text, release text);
INSERT INTO code SELECT
-- ANSWER TEXT UNTIL -- release;
,
-- ANSWER TEXT FROM -- release;
;
CREATE FUNCTION state() RETURNS text LANGUAGE sql AS $$
    SELECT format('%s %s %s', (SELECT available FROM pool WHERE id = 7), (SELECT state FROM reservation WHERE loan_id = 81),
        (SELECT string_agg(reply, ',' ORDER BY id) FROM outbox)) $$;
CREATE PROCEDURE reset(funds bigint) LANGUAGE sql AS $$
    DELETE FROM reservation; DELETE FROM outbox; UPDATE pool SET available = funds WHERE id = 7 $$;

-- ANSWER UNTIL -- release;
SELECT same('a hold', state(), '4000 HELD HELD');
SELECT session('other');
SELECT refused('a duplicate hold', $$SELECT run('other', hold) FROM code$$, '23505');
SELECT run('other', 'ROLLBACK');
SELECT same('after a duplicate hold', state(), '4000 HELD HELD');
-- ANSWER FROM -- release;
SELECT same('a release', state(), '10000 RELEASED HELD,RELEASED');
-- ANSWER FROM -- release;
SELECT same('a duplicate release', state(), '10000 RELEASED HELD,RELEASED,RELEASED');
SELECT refused('a hold after its release', $$SELECT run('other', hold) FROM code$$, '23505');
SELECT run('other', 'ROLLBACK');
CALL reset(10000);
-- ANSWER FROM -- release;
SELECT same('a release before its hold', state(), '10000 RELEASED RELEASED');
SELECT refused('the late hold meets the tombstone', $$SELECT run('other', hold) FROM code$$, '23505');
SELECT run('other', 'ROLLBACK');
SELECT same('after the late hold', state(), '10000 RELEASED RELEASED');
CALL reset(5999);
-- ANSWER UNTIL -- release;
SELECT same('a hold without funds', state(), '5999 REFUSED REFUSED');
-- ANSWER FROM -- release;
SELECT same('a release of a refused hold', state(), '5999 REFUSED REFUSED,REFUSED');
UPDATE reservation SET state = 'SETTLED';
-- ANSWER FROM -- release;
SELECT same('a settled hold answers SETTLED', state(), '5999 SETTLED REFUSED,REFUSED,SETTLED');

CALL reset(49 * 6000);
SELECT count(session('s' || i)) FROM generate_series(1, 50) i;
SELECT sum(dblink_send_query('s' || i, replace(hold, '81', (1000 + i)::text))) FROM code, generate_series(1, 50) i;
DO $$
BEGIN
    FOR i IN 1..50 LOOP
        WHILE dblink_is_busy('s' || i) = 1 LOOP PERFORM pg_sleep(0.01); END LOOP;
    END LOOP;
END $$;
SELECT same('50 holds on funds for 49', array_agg(format('%s %s', state, n) ORDER BY state), '{"HELD 49","REFUSED 1"}')
FROM (SELECT state, count(*) AS n FROM reservation GROUP BY state) t;
SELECT same('what is left', available, 0::bigint) FROM pool WHERE id = 7;
SELECT same('another pool', available, 5::bigint) FROM pool WHERE id = 8;
