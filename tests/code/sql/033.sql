-- The guard refuses what is older than it knows.
CREATE TABLE seat_view (seat_id bigint PRIMARY KEY, version bigint NOT NULL, state text NOT NULL);
PREPARE guard (bigint, bigint, text) AS
-- ANSWER
EXECUTE guard(1, 13, 'held');
SELECT same('rows for a first event', :ROW_COUNT, 1);
EXECUTE guard(1, 15, 'released') \gset
SELECT same('the version returned', :version, 15);
EXECUTE guard(1, 14, 'sold');
SELECT same('rows for an old event', :ROW_COUNT, 0);
EXECUTE guard(1, 15, 'sold');
SELECT same('rows for a repeated event', :ROW_COUNT, 0);
EXECUTE guard(2, 1, 'held');
SELECT same('the map', array_agg(v::text ORDER BY seat_id), '{"(1,15,released)","(2,1,held)"}') FROM seat_view v;
