--liquibase formatted sql logicalFilePath:catalogs/triberspace/055-grant-what-applications-keep.sql

--changeset schemuse:055-grant-what-applications-keep
--comment: The application reads and writes everything that is not history.
GRANT SELECT, INSERT, UPDATE, DELETE ON
    "user", session, account, verification, creators, tribes, user_tribe_memberships, worlds, spaces, events,
    avatar_base_models, avatar_slots, user_avatars, avatar_items, avatar_equipped_items, user_avatar_inventory,
    creator_points_config, points_packages, creator_stores, products, user_inventory
    TO triberspace_app;

--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON
--rollback     "user", session, account, verification, creators, tribes, user_tribe_memberships, worlds, spaces, events,
--rollback     avatar_base_models, avatar_slots, user_avatars, avatar_items, avatar_equipped_items, user_avatar_inventory,
--rollback     creator_points_config, points_packages, creator_stores, products, user_inventory
--rollback     FROM triberspace_app;
