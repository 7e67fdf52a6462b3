--liquibase formatted sql logicalFilePath:lint/body-not-read.sql

--changeset lint:1 splitStatements:false
DO $$ BEGIN EXECUTE 'DROP TABLE ' || current_setting('app.old_table'); END $$;

--rollback empty
