-- A projector that meets duplicates and old versions.
CREATE TABLE trip_view (trip_id bigint PRIMARY KEY, version bigint NOT NULL, document jsonb NOT NULL);
PREPARE project (bigint, bigint, jsonb) AS
-- ANSWER
EXECUTE project(1, 7, '{"state": "booked"}');
SELECT same('rows for a new trip', :ROW_COUNT, 1);
EXECUTE project(1, 8, '{"state": "cancelled"}');
SELECT same('rows for a newer version', :ROW_COUNT, 1);
EXECUTE project(1, 8, '{"state": "twice"}');
SELECT same('rows for a duplicate', :ROW_COUNT, 0);
EXECUTE project(1, 7, '{"state": "booked"}');
SELECT same('rows for an older version', :ROW_COUNT, 0);
EXECUTE project(2, 1, '{"state": "other"}');
SELECT same('the view', array_agg(version || ' ' || (document ->> 'state') ORDER BY trip_id), '{"8 cancelled","1 other"}') FROM trip_view;
