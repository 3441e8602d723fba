-- Four kinds of break, and none for a clean pair.
CREATE TABLE bank_line (ref text, amount numeric, booked_on date);
CREATE TABLE repayment (bank_ref text, amount numeric, booked_on date);
INSERT INTO bank_line VALUES ('clean', 100, '2026-11-19'), ('lost', 50, '2026-11-19'), ('twice', 10, '2026-11-19'), ('sum', 70, '2026-11-19'),
    ('split', 20, '2026-11-19'), ('split', 30, '2026-11-19'), ('yesterday', 5, '2026-11-18');
INSERT INTO repayment VALUES ('clean', 100, '2026-11-19'), ('extra', 60, '2026-11-19'), ('twice', 10, '2026-11-19'), ('twice', 10, '2026-11-19'),
    ('sum', 75, '2026-11-19'), ('split', 50, '2026-11-19'), (NULL, 33, '2026-11-19'), ('tomorrow', 5, '2026-11-20');
CREATE TEMP VIEW breaks AS
-- ANSWER
CREATE TEMP TABLE ought (ref text, break text, bank numeric, ours numeric);
INSERT INTO ought VALUES ('lost', 'missing here', 50, NULL), ('extra', 'not at bank', NULL, 60), ('twice', 'count differs', 10, 20),
    ('split', 'count differs', 50, 50), ('sum', 'amount differs', 70, 75), (NULL, 'not at bank', NULL, 33);
SELECT same('breaks that are missing', array_agg(t::text), NULL) FROM (TABLE ought EXCEPT TABLE breaks) t;
SELECT same('breaks that are too many', array_agg(t::text), NULL) FROM (TABLE breaks EXCEPT TABLE ought) t;
