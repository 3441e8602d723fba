-- A backfill that cannot overwrite newer rows, chunk by chunk.
CREATE TABLE old_instalment (loan_id bigint, no int, due_on date, amount numeric, version bigint, PRIMARY KEY (loan_id, no));
CREATE TABLE new_instalment (LIKE old_instalment INCLUDING ALL);
INSERT INTO old_instalment SELECT i / 10, i % 10, '2026-11-01', 100, 3 FROM generate_series(0, 5999) i;
INSERT INTO new_instalment VALUES (0, 1, '2026-12-01', 777, 4), (0, 2, '2026-12-01', 777, 3), (0, 3, '2026-12-01', 777, 2);
PREPARE backfill (bigint, int) AS
-- ANSWER
EXECUTE backfill(-1, 0);
SELECT same('rows after the first chunk', count(*), 5000::bigint) FROM new_instalment;
SELECT same('the newer, the equal and the older row', array_agg(amount ORDER BY no), '{777,777,100}') FROM new_instalment
WHERE loan_id = 0 AND no BETWEEN 1 AND 3;
SELECT same('the last key', max((loan_id, no)::text), '(499,9)') FROM new_instalment WHERE loan_id = (SELECT max(loan_id) FROM new_instalment);
EXECUTE backfill(499, 9);
SELECT same('rows after the second chunk', count(*), 6000::bigint) FROM new_instalment;
SELECT same('rows that differ', count(*), 2::bigint) FROM new_instalment NATURAL FULL JOIN old_instalment WHERE amount = 777;
SELECT same('rows that are missing', count(*), 2::bigint)
FROM (SELECT * FROM old_instalment EXCEPT SELECT * FROM new_instalment) t;
EXECUTE backfill(599, 9);
SELECT same('a chunk beyond the end', :ROW_COUNT, 0);
UPDATE old_instalment SET version = 5, amount = 200 WHERE loan_id = 0 AND no = 1;
EXECUTE backfill(-1, 0);
SELECT same('a newer source wins', amount, 200::numeric) FROM new_instalment WHERE loan_id = 0 AND no = 1;
TRUNCATE new_instalment;
EXECUTE backfill(0, 0);
SELECT same('the last key of the previous chunk', count(*), 0::bigint) FROM new_instalment WHERE loan_id = 0 AND no = 0;
