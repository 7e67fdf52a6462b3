-- The roles of Supabase's API and the default privileges of a new Supabase project, for trying a changelog on any
-- PostgreSQL. Run it as the role that migrates, because default privileges belong to the role that creates an object.
-- For another schema that the API exposes, write its name in place of public.

DO $$
DECLARE
    name text;
BEGIN
    -- A request runs as anon without a token, and as authenticated with one. service_role is for servers. Supabase makes
    -- them with INHERIT since 2023; without it, GRANT promptpal_app TO authenticated would give nothing.
    FOREACH name IN ARRAY ARRAY['anon', 'authenticated', 'service_role'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN %s', name,
                CASE WHEN name = 'service_role' THEN 'BYPASSRLS' END);
        END IF;
    END LOOP;
END
$$;

GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON SEQUENCES TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;
