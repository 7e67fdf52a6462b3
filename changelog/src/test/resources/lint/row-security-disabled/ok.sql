--liquibase formatted sql logicalFilePath:lint/row-security-disabled.sql

--changeset lint:1
CREATE POLICY auditors ON orders FOR SELECT TO auditor USING (true);

--rollback empty
