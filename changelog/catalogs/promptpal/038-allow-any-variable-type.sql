--liquibase formatted sql logicalFilePath:catalogs/promptpal/038-allow-any-variable-type.sql

--changeset schemuse:038-allow-any-variable-type labels:optional,relaxed,any-variable-type splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Variables of any type. The five names come from the reference that the design cites.
ALTER TABLE variables DROP CONSTRAINT variables_type_known;

--rollback ALTER TABLE variables ADD CONSTRAINT variables_type_known CHECK (type IN ('text', 'number', 'date', 'select', 'multiline'));
