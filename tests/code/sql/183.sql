-- Who still uses v1, in the order in which somebody should call them.
CREATE TABLE call_day (client text, version text, day date, calls bigint);
CREATE TABLE owner (client text PRIMARY KEY, team text, promised date);
INSERT INTO owner VALUES ('scanner', 'Depot', '2026-12-01'), ('portal', 'Supply', '2026-11-19'), ('shop', 'Web', NULL), ('app', 'Mobile', '2026-11-20');
INSERT INTO call_day VALUES ('scanner', 'v1', '2026-11-01', 10), ('scanner', 'v1', '2026-11-02', 20), ('scanner', 'v2', '2026-11-03', 99),
    ('portal', 'v1', '2026-10-17', 3), ('portal', 'v1', '2026-10-16', 1), ('portal', 'v1', '2026-10-15', 100), ('shop', 'v1', '2026-11-19', 500),
    ('app', 'v1', '2026-11-19', 7), ('10.0.0.7', 'v1', '2026-11-18', 2), ('10.0.0.8', 'v1', '2026-11-18', 4), ('gone', 'v1', '2026-10-01', 9),
    ('new', 'v2', '2026-11-19', 9);
CREATE TABLE list (n serial, client text, team text, calls numeric, last date, promised date, step text);
INSERT INTO list (client, team, calls, last, promised, step)
-- ANSWER
SELECT same('the list', string_agg(concat_ws(' ', client, team, calls, last, left(step, 1)), ', ' ORDER BY n),
    '10.0.0.8 UNKNOWN 4 2026-11-18 1, 10.0.0.7 UNKNOWN 2 2026-11-18 1, shop Web 500 2026-11-19 2, portal Supply 3 2026-10-17 3, '
    || 'scanner Depot 30 2026-11-02 4, app Mobile 7 2026-11-19 4') FROM list;
