-- Divides every growing table by centre. As counter_owner, with the server stopped and after a backup:
--   psql -d counter -U counter_owner -v partitions=16 -f partitions.sql && psql … -f rights.sql
-- Nothing else changes: same names, same keys, same rows. It takes as long as copying the rows, and twice their room.
\set ON_ERROR_STOP on
\if :{?partitions}
\else
\set partitions 16
\endif
BEGIN;
SELECT set_config('counter.partitions', :'partitions', true);
DO $$
DECLARE
    parts CONSTANT integer := current_setting('counter.partitions');
    whole record;
    again text[];
    statement text;
BEGIN
    FOR whole IN
        SELECT c.oid, c.relname AS name FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid AND c.relkind = 'r' AND NOT c.relispartition
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] AND a.attname = 'centre'
        WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace
    LOOP
        -- Keys and indexes as they are called now: later upgrades ask for them by name.
        again := ARRAY(
            SELECT format('ALTER TABLE %I ADD CONSTRAINT %I %s', whole.name, conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE conrelid = whole.oid AND contype IN ('p', 'u')
        ) || ARRAY(
            SELECT pg_get_indexdef(indexrelid) FROM pg_index
            WHERE indrelid = whole.oid AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
        );
        EXECUTE format('ALTER TABLE %I RENAME TO %I', whole.name, whole.name || '_whole');
        EXECUTE format(
            'CREATE TABLE %I (LIKE %I INCLUDING ALL EXCLUDING INDEXES) PARTITION BY HASH (centre)',
            whole.name, whole.name || '_whole');
        FOR part IN 0 .. parts - 1 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
                whole.name || '_' || part, whole.name, parts, part);
        END LOOP;
        EXECUTE format('INSERT INTO %I SELECT * FROM %I', whole.name, whole.name || '_whole');
        EXECUTE format('DROP TABLE %I', whole.name || '_whole');
        FOREACH statement IN ARRAY again LOOP
            EXECUTE statement;
        END LOOP;
    END LOOP;
END $$;
COMMIT;
