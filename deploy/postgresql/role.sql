-- A role that may make databases (for drills) and nothing else: no lock of the people wing lets it pass.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'chungtay') THEN
    CREATE ROLE chungtay LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS;
  END IF;
END $$;
ALTER ROLE chungtay PASSWORD '@PASSWORD@';
SELECT 'CREATE DATABASE chungtay OWNER chungtay TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8'' '
    'LOCALE_PROVIDER icu ICU_LOCALE ''vi-VN'''
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'chungtay') \gexec
