-- The position of a write, and whether a follower has replayed it.
-- STANDBY
CREATE TABLE code (text text);
INSERT INTO code SELECT
-- ANSWER TEXT
;
CREATE TABLE loan (balance int);
INSERT INTO loan VALUES (10000);
-- ANSWER UNTIL -- on a follower: has it
\gset
SELECT same('the type of the token', pg_typeof(:'token'::pg_lsn)::text, 'pg_lsn');
SELECT replace(split_part(split_part(text, '-- on a follower', 2), ';', 1), '0/3000A18', :'token') AS fresh,
    split_part(split_part(text, '-- on a follower', 3), ';', 1) AS behind, '0/3000A18' AS printed FROM code \gset
