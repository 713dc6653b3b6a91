-- Once, as PostgreSQL's administrator, in the province's new and empty database:
--   createdb counter && psql -d counter -f roles.sql
-- counter_owner owns the tables and changes them at an upgrade; counter_api is what the server runs as.
-- Neither has a password here: let them in over the local socket (peer), or give them one and keep it in a .pgpass file.
\set ON_ERROR_STOP on
CREATE ROLE counter_owner LOGIN;
CREATE ROLE counter_api LOGIN;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO counter_owner;
GRANT USAGE ON SCHEMA public TO counter_api;
-- PostgreSQL's own log must hold nothing of a person: the values of slow or failed statements, and the rows that a rule
-- refused, would stand there in clear, whatever log_min_duration_statement or log_statement say.
ALTER ROLE counter_owner SET log_parameter_max_length = 0;
ALTER ROLE counter_owner SET log_parameter_max_length_on_error = 0;
ALTER ROLE counter_owner SET log_error_verbosity = terse;
ALTER ROLE counter_api SET log_parameter_max_length = 0;
ALTER ROLE counter_api SET log_parameter_max_length_on_error = 0;
ALTER ROLE counter_api SET log_error_verbosity = terse;
