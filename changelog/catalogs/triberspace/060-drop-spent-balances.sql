--liquibase formatted sql logicalFilePath:catalogs/triberspace/060-drop-spent-balances.sql

--changeset schemuse:060-drop-spent-balances
--comment: The trigger for it, before a creator goes.
CREATE TRIGGER creators_drop_spent_balances BEFORE DELETE ON creators
    FOR EACH ROW EXECUTE FUNCTION drop_spent_balances();

--rollback DROP TRIGGER creators_drop_spent_balances ON creators;
