-- Where else the requests of a signer go, and whose answer is given. Sealed, because content keys are sent there: nobody
-- who can only write rows may say where.
ALTER TABLE signer ADD COLUMN sealed_dual_run ${blob};
