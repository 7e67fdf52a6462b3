--liquibase formatted sql logicalFilePath:catalogs/vibemuse/011-link-users-to-objects.sql

--changeset schemuse:011-link-users-to-objects
--comment: Users refer to objects and objects to users, so these keys come after both tables.
ALTER TABLE users
    ADD CONSTRAINT users_current_location_fkey FOREIGN KEY (current_location) REFERENCES objects (id) ON DELETE SET NULL,
    ADD CONSTRAINT users_object_id_fkey FOREIGN KEY (object_id) REFERENCES objects (id) ON DELETE SET NULL;

--rollback ALTER TABLE users
--rollback     DROP CONSTRAINT users_object_id_fkey,
--rollback     DROP CONSTRAINT users_current_location_fkey;
