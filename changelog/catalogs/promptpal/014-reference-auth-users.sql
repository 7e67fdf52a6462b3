--liquibase formatted sql logicalFilePath:catalogs/promptpal/014-reference-auth-users.sql

--property name:auth.users.table value:auth_users

--changeset schemuse:014-reference-auth-users
--comment: Rows belong to users: of auth.users where the parameter names it, else of the stand-in. A user who goes takes their rows along.
--validCheckSum: ANY
ALTER TABLE folders
    ADD CONSTRAINT folders_user_id_fkey FOREIGN KEY (user_id) REFERENCES ${auth.users.table} (id) ON DELETE CASCADE,
    ADD CONSTRAINT folders_created_by_fkey FOREIGN KEY (created_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL,
    ADD CONSTRAINT folders_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL;
ALTER TABLE prompts
    ADD CONSTRAINT prompts_user_id_fkey FOREIGN KEY (user_id) REFERENCES ${auth.users.table} (id) ON DELETE CASCADE,
    ADD CONSTRAINT prompts_created_by_fkey FOREIGN KEY (created_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL,
    ADD CONSTRAINT prompts_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL;
ALTER TABLE modules
    ADD CONSTRAINT modules_created_by_fkey FOREIGN KEY (created_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL,
    ADD CONSTRAINT modules_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL;
ALTER TABLE module_options
    ADD CONSTRAINT module_options_created_by_fkey FOREIGN KEY (created_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL,
    ADD CONSTRAINT module_options_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL;
ALTER TABLE variables
    ADD CONSTRAINT variables_created_by_fkey FOREIGN KEY (created_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL,
    ADD CONSTRAINT variables_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL;
ALTER TABLE encrypted_api_keys
    ADD CONSTRAINT encrypted_api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES ${auth.users.table} (id) ON DELETE CASCADE,
    ADD CONSTRAINT encrypted_api_keys_created_by_fkey FOREIGN KEY (created_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL,
    ADD CONSTRAINT encrypted_api_keys_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL;
ALTER TABLE usage_tracking
    ADD CONSTRAINT usage_tracking_user_id_fkey FOREIGN KEY (user_id) REFERENCES ${auth.users.table} (id) ON DELETE CASCADE,
    ADD CONSTRAINT usage_tracking_created_by_fkey FOREIGN KEY (created_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL,
    ADD CONSTRAINT usage_tracking_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES ${auth.users.table} (id) ON DELETE SET NULL;

--rollback ALTER TABLE usage_tracking
--rollback     DROP CONSTRAINT usage_tracking_updated_by_fkey,
--rollback     DROP CONSTRAINT usage_tracking_created_by_fkey,
--rollback     DROP CONSTRAINT usage_tracking_user_id_fkey;
--rollback ALTER TABLE encrypted_api_keys
--rollback     DROP CONSTRAINT encrypted_api_keys_updated_by_fkey,
--rollback     DROP CONSTRAINT encrypted_api_keys_created_by_fkey,
--rollback     DROP CONSTRAINT encrypted_api_keys_user_id_fkey;
--rollback ALTER TABLE variables
--rollback     DROP CONSTRAINT variables_updated_by_fkey,
--rollback     DROP CONSTRAINT variables_created_by_fkey;
--rollback ALTER TABLE module_options
--rollback     DROP CONSTRAINT module_options_updated_by_fkey,
--rollback     DROP CONSTRAINT module_options_created_by_fkey;
--rollback ALTER TABLE modules
--rollback     DROP CONSTRAINT modules_updated_by_fkey,
--rollback     DROP CONSTRAINT modules_created_by_fkey;
--rollback ALTER TABLE prompts
--rollback     DROP CONSTRAINT prompts_updated_by_fkey,
--rollback     DROP CONSTRAINT prompts_created_by_fkey,
--rollback     DROP CONSTRAINT prompts_user_id_fkey;
--rollback ALTER TABLE folders
--rollback     DROP CONSTRAINT folders_updated_by_fkey,
--rollback     DROP CONSTRAINT folders_created_by_fkey,
--rollback     DROP CONSTRAINT folders_user_id_fkey;
