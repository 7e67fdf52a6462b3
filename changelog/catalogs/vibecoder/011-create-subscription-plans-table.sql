--liquibase formatted sql logicalFilePath:catalogs/vibecoder/011-create-subscription-plans-table.sql

--changeset schemuse:011-create-subscription-plans-table
--comment: What a tenant can subscribe to; the same for all.
CREATE TABLE subscription_plans (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL CONSTRAINT subscription_plans_name_key UNIQUE
        CONSTRAINT subscription_plans_name_not_blank CHECK (name ~ '[^[:space:]]'),
    description text,
    price numeric(12,2) NOT NULL
        CONSTRAINT subscription_plans_price_not_negative CHECK (price >= 0),
    billing_period text NOT NULL
        CONSTRAINT subscription_plans_billing_period_known CHECK (billing_period IN ('monthly', 'yearly')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE subscription_plans IS 'Plans on offer. They belong to the platform, not to a tenant.';
COMMENT ON COLUMN subscription_plans.id IS 'Identity of the plan.';
COMMENT ON COLUMN subscription_plans.name IS 'Name of the plan.';
COMMENT ON COLUMN subscription_plans.description IS 'What the plan offers, for people.';
COMMENT ON COLUMN subscription_plans.price IS 'Price of one billing period.';
COMMENT ON COLUMN subscription_plans.billing_period IS 'How often the price is due.';
COMMENT ON COLUMN subscription_plans.created_at IS 'When the row was made.';
COMMENT ON COLUMN subscription_plans.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE subscription_plans;
