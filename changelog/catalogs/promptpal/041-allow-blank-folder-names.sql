--liquibase formatted sql logicalFilePath:catalogs/promptpal/041-allow-blank-folder-names.sql

--changeset schemuse:041-allow-blank-folder-names labels:optional,relaxed,blank-folder-names splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Folders without a name. That they need one comes from the reference that the design cites.
ALTER TABLE folders DROP CONSTRAINT folders_name_not_blank;

--rollback ALTER TABLE folders ADD CONSTRAINT folders_name_not_blank CHECK (name ~ '[^[:space:]]');
