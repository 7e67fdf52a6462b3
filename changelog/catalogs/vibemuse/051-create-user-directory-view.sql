--liquibase formatted sql logicalFilePath:catalogs/vibemuse/051-create-user-directory-view.sql

--changeset schemuse:051-create-user-directory-view
--comment: What any signed-in user may know of the others.
CREATE VIEW user_directory WITH (security_barrier = true) AS
SELECT id, username, user_class, object_id, current_location, online_status, last_login, created_at
FROM users
WHERE EXISTS (SELECT FROM users u WHERE u.id = (SELECT current_user_id()));
GRANT SELECT ON user_directory TO vibemuse_app;
COMMENT ON VIEW user_directory IS 'All users, for users who are signed in: no e-mail address, no hash, no powers, no profile. Runs with the rights of the owner, past the row policies of users.';
COMMENT ON COLUMN user_directory.id IS 'Identity of the user.';
COMMENT ON COLUMN user_directory.username IS 'Name to sign in with.';
COMMENT ON COLUMN user_directory.user_class IS 'Class of the user.';
COMMENT ON COLUMN user_directory.object_id IS 'The body of the user in the world.';
COMMENT ON COLUMN user_directory.current_location IS 'The object the user is in.';
COMMENT ON COLUMN user_directory.online_status IS 'Whether the user is signed in now.';
COMMENT ON COLUMN user_directory.last_login IS 'When the user last signed in.';
COMMENT ON COLUMN user_directory.created_at IS 'When the user was made.';

--rollback DROP VIEW user_directory;
