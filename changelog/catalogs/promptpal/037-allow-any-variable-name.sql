--liquibase formatted sql logicalFilePath:catalogs/promptpal/037-allow-any-variable-name.sql

--changeset schemuse:037-allow-any-variable-name labels:optional,relaxed,any-variable-name splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Variables with any name. The pattern comes from the reference that the design cites.
ALTER TABLE variables DROP CONSTRAINT variables_name_valid;

--rollback ALTER TABLE variables ADD CONSTRAINT variables_name_valid CHECK (name ~ '^[A-Za-z0-9_]+$');
