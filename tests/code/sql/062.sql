-- Apply by version, where an equal version repairs, and fingerprints that show every difference.
CREATE TABLE loan_copy (loan_id bigint PRIMARY KEY, version bigint NOT NULL, due_day int, deleted boolean NOT NULL);
-- ANSWER UNTIL -- run on both sides
SELECT same('a new row', l::text, '(81,18,5,f)') FROM loan_copy l;
UPDATE loan_copy SET due_day = 99;                      -- damaged, with the right version
-- ANSWER UNTIL -- run on both sides
SELECT same('a damaged row is repaired', due_day, 5) FROM loan_copy;
UPDATE loan_copy SET version = 17, due_day = 1;
-- ANSWER UNTIL -- run on both sides
SELECT same('an older row is replaced', l::text, '(81,18,5,f)') FROM loan_copy l;
UPDATE loan_copy SET version = 19, due_day = 7, deleted = true;
-- ANSWER UNTIL -- run on both sides
SELECT same('a newer tombstone stays', l::text, '(81,19,7,t)') FROM loan_copy l;

TRUNCATE loan_copy;
INSERT INTO loan_copy SELECT i, i % 7, i % 28, false FROM generate_series(1, 5000) i;
CREATE TABLE owner_side AS
-- ANSWER FROM SELECT loan_id % 1024
SELECT same('buckets', count(*), 1024::bigint) FROM owner_side;
SELECT same('rows in the buckets', sum(n), 5000::numeric) FROM owner_side;
CREATE VIEW copy_side AS
-- ANSWER FROM SELECT loan_id % 1024
CREATE VIEW differs AS SELECT bucket FROM owner_side o FULL JOIN copy_side c USING (bucket) WHERE (o.n, o.fp) IS DISTINCT FROM (c.n, c.fp);
SELECT same('equal sides', count(*), 0::bigint) FROM differs;
UPDATE loan_copy SET due_day = due_day + 1 WHERE loan_id = 3;
UPDATE loan_copy SET version = version + 1 WHERE loan_id = 4;
UPDATE loan_copy SET deleted = true WHERE loan_id = 5;
INSERT INTO loan_copy VALUES (1024 * 9 + 6, 1, 1, false);
SELECT same('the buckets that differ', array_agg(bucket ORDER BY bucket), '{3,4,5,6}') FROM differs;
