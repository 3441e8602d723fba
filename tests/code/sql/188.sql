-- Who uses the table, and the step after which only Stock may write.
CREATE EXTENSION pg_stat_statements;
CREATE ROLE stock_app LOGIN;
CREATE ROLE picking_app LOGIN;
CREATE ROLE basket_app LOGIN;
CREATE TABLE stock_level (item int PRIMARY KEY, n int);
CREATE VIEW hidden AS SELECT * FROM stock_level;
GRANT ALL ON stock_level, hidden TO stock_app, picking_app, basket_app;
SELECT session(s, s || '_app') FROM unnest('{stock,picking,basket}'::text[]) s;
SELECT run('stock', 'INSERT INTO stock_level VALUES (81, 10)');
SELECT run('picking', 'UPDATE stock_level SET n = n - 1') FROM generate_series(1, 3);
SELECT count(*) FROM dblink('basket', 'SELECT n FROM hidden') AS t(n int);
CREATE TEMP VIEW users AS
-- ANSWER UNTIL -- step B
SELECT same('who uses the table', array_agg(rolname || ' ' || calls), '{"picking_app 3","stock_app 1"}') FROM users WHERE rolname <> 'postgres';
SELECT same('the text search misses views', count(*), 0::bigint) FROM users WHERE rolname = 'basket_app';
-- ANSWER FROM -- step B
SELECT refused(format('%s by %s', statement, s), format('SELECT run(%L, %L)', s, statement), '42501')
FROM unnest('{picking,basket}'::text[]) s, (VALUES ('INSERT INTO stock_level VALUES (1)'), ('UPDATE stock_level SET n = 0'),
    ('DELETE FROM stock_level'), ('TRUNCATE stock_level')) t(statement);
SELECT same('readers still read', n, 7) FROM dblink('picking', 'SELECT n FROM stock_level') AS t(n int);
SELECT run('stock', 'UPDATE stock_level SET n = 9');
GRANT UPDATE ON stock_level TO picking_app;                      -- the way back
SELECT run('picking', 'UPDATE stock_level SET n = 8');
SELECT same('at last', n, 8) FROM stock_level;
