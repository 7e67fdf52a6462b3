--liquibase formatted sql logicalFilePath:lint/policy-only-using.sql

--changeset lint:1
CREATE POLICY own_orders ON orders FOR UPDATE TO app USING (owner_id = (SELECT current_customer()))
    WITH CHECK (owner_id = (SELECT current_customer()));

--rollback empty
