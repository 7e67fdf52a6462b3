-- A world to begin with where there is no dump: two rooms, the way between them, and three channels.
-- Run it in a schema with the vibemuse catalog, as its owner or a superuser:
--   psql -c 'SET search_path TO vibemuse' -f samples/starter-world.sql
-- It may be run again; what is there already stays as it is.
BEGIN;

-- Under FORCE ROW LEVEL SECURITY a plain owner adds nothing without a policy; it is back before this commits.
ALTER TABLE objects NO FORCE ROW LEVEL SECURITY;
-- The description of an object is its attribute Desc too.
ALTER TABLE attributes NO FORCE ROW LEVEL SECURITY;
ALTER TABLE channels NO FORCE ROW LEVEL SECURITY;

INSERT INTO objects (id, name, object_type, description, flags) VALUES
    ('00000000-0000-4000-8000-000000000000', 'The Void', 'room', 'Where everything is that is nowhere else.', '{}'),
    ('00000000-0000-4000-8000-000000000001', 'Central Plaza', 'room', 'Where everybody arrives.', '{LINK_OK,JUMP_OK}')
ON CONFLICT (id) DO NOTHING;

INSERT INTO objects (id, name, aliases, object_type, location_id, destination_id) VALUES
    ('00000000-0000-4000-8000-000000000002', 'Out', '{out,o}', 'exit',
     '00000000-0000-4000-8000-000000000000', '00000000-0000-4000-8000-000000000001')
ON CONFLICT (id) DO NOTHING;

INSERT INTO channels (name) VALUES ('public'), ('help'), ('announce')
ON CONFLICT (name) DO NOTHING;

ALTER TABLE objects FORCE ROW LEVEL SECURITY;
ALTER TABLE attributes FORCE ROW LEVEL SECURITY;
ALTER TABLE channels FORCE ROW LEVEL SECURITY;

COMMIT;
