--liquibase formatted sql logicalFilePath:lint/comment-missing.sql

--changeset lint:1
CREATE TABLE carts (id bigint PRIMARY KEY);

--rollback empty
