--liquibase formatted sql logicalFilePath:catalogs/vibecoder/014-create-plan-features-table.sql

--changeset schemuse:014-create-plan-features-table
--comment: Which plan contains which feature.
CREATE TABLE plan_features (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    plan_id uuid NOT NULL
        CONSTRAINT plan_features_plan_id_fkey REFERENCES subscription_plans (id) ON DELETE CASCADE,
    feature_id uuid NOT NULL
        CONSTRAINT plan_features_feature_id_fkey REFERENCES features (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT plan_features_plan_id_feature_id_key UNIQUE (plan_id, feature_id)
);
COMMENT ON TABLE plan_features IS 'Features that plans contain, many to many.';
COMMENT ON COLUMN plan_features.id IS 'Identity of the link.';
COMMENT ON COLUMN plan_features.plan_id IS 'The plan.';
COMMENT ON COLUMN plan_features.feature_id IS 'The feature it contains.';
COMMENT ON COLUMN plan_features.created_at IS 'When the row was made.';
COMMENT ON COLUMN plan_features.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE plan_features;
