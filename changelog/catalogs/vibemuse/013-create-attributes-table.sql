--liquibase formatted sql logicalFilePath:catalogs/vibemuse/013-create-attributes-table.sql

--changeset schemuse:013-create-attributes-table
--comment: Named values on objects.
CREATE TABLE attributes (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    object_id uuid NOT NULL CONSTRAINT attributes_object_id_fkey REFERENCES objects (id) ON DELETE CASCADE,
    name varchar(255) NOT NULL,
    value jsonb,
    flags text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    definition_id uuid CONSTRAINT attributes_definition_id_fkey REFERENCES attribute_definitions (id) ON DELETE SET NULL,
    position integer,
    CONSTRAINT attributes_object_id_name_key UNIQUE (object_id, name)
);
COMMENT ON TABLE attributes IS 'Named values on objects, one row a value: the source of truth for softcode.';
COMMENT ON COLUMN attributes.id IS 'Identity of the value.';
COMMENT ON COLUMN attributes.object_id IS 'The object that has the value.';
COMMENT ON COLUMN attributes.name IS 'Name of the attribute; written #12.fuel where a value of that name from another definer is there already.';
COMMENT ON COLUMN attributes.value IS 'A JSON string for plain text; an object with the original as text beside its meaning for locks, dates and references.';
COMMENT ON COLUMN attributes.flags IS 'Names of the flags of the value, such as dark, wizard, osee and inherit.';
COMMENT ON COLUMN attributes.created_at IS 'When the row was made.';
COMMENT ON COLUMN attributes.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN attributes.definition_id IS 'The definition it is a value of, if known.';
COMMENT ON COLUMN attributes.position IS 'Place among the values of its object, from 0, as the dump had it.';

--rollback DROP TABLE attributes;
