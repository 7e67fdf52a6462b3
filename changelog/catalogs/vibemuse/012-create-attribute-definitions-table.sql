--liquibase formatted sql logicalFilePath:catalogs/vibemuse/012-create-attribute-definitions-table.sql

--changeset schemuse:012-create-attribute-definitions-table
--comment: Which attributes exist, built in or declared by an object.
CREATE TABLE attribute_definitions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number integer NOT NULL,
    name text NOT NULL,
    flags text[] NOT NULL DEFAULT '{}',
    object_id uuid CONSTRAINT attribute_definitions_object_id_fkey REFERENCES objects (id) ON DELETE CASCADE,
    declared_object integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT attribute_definitions_object_id_number_key UNIQUE NULLS NOT DISTINCT (object_id, number)
);
COMMENT ON TABLE attribute_definitions IS 'Attributes that can be set: the built-in ones, and those an object defines for itself and its children.';
COMMENT ON COLUMN attribute_definitions.id IS 'Identity of the definition.';
COMMENT ON COLUMN attribute_definitions.number IS 'Number of a built-in attribute, or the place in the list of the defining object, from 0.';
COMMENT ON COLUMN attribute_definitions.name IS 'Name of the attribute.';
COMMENT ON COLUMN attribute_definitions.flags IS 'Names of the flags values of this attribute take.';
COMMENT ON COLUMN attribute_definitions.object_id IS 'The object that defines it; NULL for a built-in attribute.';
COMMENT ON COLUMN attribute_definitions.declared_object IS 'The object number the dump itself wrote beside the definition, where it is not the object that holds the list.';
COMMENT ON COLUMN attribute_definitions.created_at IS 'When the row was made.';
COMMENT ON COLUMN attribute_definitions.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE attribute_definitions;
