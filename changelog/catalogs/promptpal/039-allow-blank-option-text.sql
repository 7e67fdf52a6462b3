--liquibase formatted sql logicalFilePath:catalogs/promptpal/039-allow-blank-option-text.sql

--changeset schemuse:039-allow-blank-option-text labels:optional,relaxed,blank-option-text splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Options without text. That they need one comes from the reference that the design cites.
ALTER TABLE module_options DROP CONSTRAINT module_options_content_not_blank;

--rollback ALTER TABLE module_options ADD CONSTRAINT module_options_content_not_blank CHECK (content ~ '[^[:space:]]');
