-- Write skew: two approvals break one limit, except at SERIALIZABLE.
CREATE TABLE offer (id int PRIMARY KEY, borrower int, amount int);
CREATE TABLE code AS SELECT
-- ANSWER TEXT
AS text;
-- Runs the block in two sessions at once at that level; returns the state of the second commit, and the sum of the offers.
CREATE FUNCTION race(level text, OUT ended text, OUT total bigint) LANGUAGE plpgsql AS $$
DECLARE
    script text := (SELECT replace(text, 'SERIALIZABLE', level) FROM code);
    work text := left(script, strpos(script, 'COMMIT;') - 1);
BEGIN
    ASSERT script LIKE '%SELECT 2, 7, 20000%' AND work <> '', 'the block no longer inserts offer 2';
    PERFORM run('a', 'DELETE FROM offer; INSERT INTO offer VALUES (1, 7, 20000)');
    PERFORM run('a', work);
    PERFORM run('b', replace(work, 'SELECT 2, 7', 'SELECT 3, 7'));
    PERFORM run('a', 'COMMIT');
    ended := 'committed';
    BEGIN
        PERFORM run('b', 'COMMIT');
    EXCEPTION WHEN OTHERS THEN
        ended := SQLSTATE;
    END;
    total := (SELECT sum(t.amount) FROM dblink('a', 'SELECT amount FROM offer') AS t(amount int));
END $$;
SELECT session('a'), session('b');
SELECT same('at READ COMMITTED', r::text, '(committed,60000)') FROM race('READ COMMITTED') r;
SELECT same('at REPEATABLE READ', r::text, '(committed,60000)') FROM race('REPEATABLE READ') r;
SELECT same('at SERIALIZABLE', r::text, '(40001,40000)') FROM race('SERIALIZABLE') r;
SELECT run('b', replace(text, 'SELECT 2, 7', 'SELECT 3, 7')) FROM code;
SELECT same('what the retry inserted', sum(amount), 40000::bigint) FROM offer;
