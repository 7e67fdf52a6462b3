--liquibase formatted sql logicalFilePath:catalogs/vibecoder/034-publish-platform-tables.sql

--changeset schemuse:034-publish-platform-tables
--comment: Everybody reads what the platform offers; only the owner of the schema changes it.
GRANT SELECT ON subscription_plans TO vibecoder_app;
GRANT SELECT ON features TO vibecoder_app;
GRANT SELECT ON plan_features TO vibecoder_app;

--rollback REVOKE SELECT ON plan_features FROM vibecoder_app;
--rollback REVOKE SELECT ON features FROM vibecoder_app;
--rollback REVOKE SELECT ON subscription_plans FROM vibecoder_app;
