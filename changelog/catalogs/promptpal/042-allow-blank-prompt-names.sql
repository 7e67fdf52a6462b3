--liquibase formatted sql logicalFilePath:catalogs/promptpal/042-allow-blank-prompt-names.sql

--changeset schemuse:042-allow-blank-prompt-names labels:optional,relaxed,blank-prompt-names splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Prompts without a name. That they need one comes from the reference that the design cites.
ALTER TABLE prompts DROP CONSTRAINT prompts_name_not_blank;

--rollback ALTER TABLE prompts ADD CONSTRAINT prompts_name_not_blank CHECK (name ~ '[^[:space:]]');
