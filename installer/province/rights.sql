-- As counter_owner, after each `counter server migrate` (and after partitions.sql):
--   psql -d counter -U counter_owner -f rights.sql
-- The server may do its work. What devices sent and signed it can only add to: nobody who breaks into the server can
-- change or remove what was received before. `owner` and backups are for a machine that the server cannot reach.
\set ON_ERROR_STOP on
BEGIN;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM counter_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO counter_api;
REVOKE UPDATE, DELETE ON inbox, checkpoint, quarantine, assigned FROM counter_api;
DO $$
DECLARE
    part regclass;
BEGIN
    -- Rights of a table do not hold for whoever names one of its parts: nobody has to.
    FOR part IN SELECT inhrelid::regclass FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE relkind IN ('r', 'p')
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM counter_api', part);
    END LOOP;
END $$;
REVOKE INSERT, UPDATE, DELETE ON schema_revision FROM counter_api;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO counter_api;
COMMIT;
