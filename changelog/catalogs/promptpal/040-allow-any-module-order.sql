--liquibase formatted sql logicalFilePath:catalogs/promptpal/040-allow-any-module-order.sql

--changeset schemuse:040-allow-any-module-order labels:optional,relaxed,any-module-order splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Modules with a negative place. That it counts from 0 comes from the reference that the design cites.
ALTER TABLE modules DROP CONSTRAINT modules_order_index_not_negative;

--rollback ALTER TABLE modules ADD CONSTRAINT modules_order_index_not_negative CHECK (order_index >= 0);
