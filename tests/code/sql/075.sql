-- With the standbys gone a commit hangs, and cancelling it undoes nothing.
-- STANDBY
CREATE TABLE repayment (id int);
-- ANSWER
