--liquibase formatted sql logicalFilePath:catalogs/virtubar/031-index-friendships.sql

--changeset schemuse:031-index-friendships labels:phase2
--comment: Serves: requests to a user; and no second friendship of the same two.
CREATE INDEX friendships_friend_user_id_idx ON friendships (friend_user_id);
CREATE UNIQUE INDEX friendships_one_for_two_key ON friendships (least(user_id, friend_user_id), greatest(user_id, friend_user_id));

--rollback DROP INDEX friendships_one_for_two_key;
--rollback DROP INDEX friendships_friend_user_id_idx;
