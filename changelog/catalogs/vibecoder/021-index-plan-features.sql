--liquibase formatted sql logicalFilePath:catalogs/vibecoder/021-index-plan-features.sql

--changeset schemuse:021-index-plan-features
--comment: Serves: features of a plan, and plans of a feature.
CREATE INDEX plan_features_plan_id_idx ON plan_features (plan_id);
CREATE INDEX plan_features_feature_id_idx ON plan_features (feature_id);

--rollback DROP INDEX plan_features_feature_id_idx;
--rollback DROP INDEX plan_features_plan_id_idx;
