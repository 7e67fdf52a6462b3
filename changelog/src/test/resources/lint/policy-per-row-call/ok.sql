--liquibase formatted sql logicalFilePath:lint/policy-per-row-call.sql

--changeset lint:1
CREATE POLICY own_orders ON orders FOR SELECT TO app USING (owner_id = (SELECT current_setting('app.customer')::uuid));

--rollback empty
