-- A copy with versions, and the age that a watermark tells.
-- ANSWER
EXECUTE apply(1, 0, true, 5);
EXECUTE apply(1, 0, false, 7);
EXECUTE apply(1, 0, true, 6);    -- late
EXECUTE apply(1, 0, true, 7);    -- a duplicate number changes nothing
EXECUTE apply(2, 1, true, 1);
SELECT same('after late and duplicate events', array_agg((account_id, may_play, version)::text ORDER BY 1), '{"(1,f,7)","(2,t,1)"}')
FROM access_copy;
EXECUTE apply(2, 1, false, 2);
EXECUTE apply(2, 1, true, 3);
INSERT INTO feed VALUES (0, now() - interval '1 minute'), (1, now() - interval '6 minutes');
EXECUTE may_play(1) \gset fresh_
SELECT same('a fresh copy', :'fresh_case'::text, 'false');
EXECUTE may_play(2) \gset old_
SELECT same('an old watermark', :'old_case'::text, 'too old');
UPDATE feed SET complete_until = now() - interval '4 minutes 59 seconds';
EXECUTE may_play(2) \gset again_
SELECT same('just inside five minutes', :'again_case'::text, 'true');
EXECUTE may_play(3);
SELECT same('rows for a new account', :ROW_COUNT, 0);
