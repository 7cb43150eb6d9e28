-- On the primary: a role that may take the log along and nothing else. `psql -v password=… -f replica.sql`
CREATE ROLE chungtay_replica LOGIN REPLICATION NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
SELECT pg_create_physical_replication_slot('chungtay_replica');
