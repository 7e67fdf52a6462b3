--liquibase formatted sql logicalFilePath:catalogs/vibecoder/012-create-subscriptions-table.sql

--changeset schemuse:012-create-subscriptions-table
--comment: Which tenant has which plan, and since when.
CREATE TABLE subscriptions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organization_id uuid NOT NULL
        CONSTRAINT subscriptions_organization_id_fkey REFERENCES organizations (id) ON DELETE CASCADE,
    plan_id uuid NOT NULL
        CONSTRAINT subscriptions_plan_id_fkey REFERENCES subscription_plans (id) ON DELETE RESTRICT,
    status text NOT NULL
        CONSTRAINT subscriptions_status_known CHECK (status IN ('trialing', 'active', 'past_due', 'canceled', 'expired')),
    start_date timestamptz NOT NULL,
    end_date timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT subscriptions_ends_after_start CHECK (end_date > start_date)
);
COMMENT ON TABLE subscriptions IS 'Subscriptions of tenants to plans; at most one is active at a time.';
COMMENT ON COLUMN subscriptions.id IS 'Identity of the subscription.';
COMMENT ON COLUMN subscriptions.organization_id IS 'The tenant the row belongs to.';
COMMENT ON COLUMN subscriptions.plan_id IS 'The plan subscribed to; a plan in use cannot be deleted.';
COMMENT ON COLUMN subscriptions.status IS 'Where the subscription stands.';
COMMENT ON COLUMN subscriptions.start_date IS 'When it begins.';
COMMENT ON COLUMN subscriptions.end_date IS 'When it ends; NULL while no end is set.';
COMMENT ON COLUMN subscriptions.created_at IS 'When the row was made.';
COMMENT ON COLUMN subscriptions.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE subscriptions;
