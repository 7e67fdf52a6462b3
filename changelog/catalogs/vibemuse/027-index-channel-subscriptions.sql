--liquibase formatted sql logicalFilePath:catalogs/vibemuse/027-index-channel-subscriptions.sql

--changeset schemuse:027-index-channel-subscriptions
--comment: Serves: the channels a user listens to.
CREATE INDEX channel_subscriptions_user_id_idx ON channel_subscriptions (user_id);

--rollback DROP INDEX channel_subscriptions_user_id_idx;
