SELECT p.polrelid, p.polname, p.polpermissive, p.polcmd,
    ARRAY(SELECT roles.who FROM (
        SELECT CASE role WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(role)::text END FROM unnest(p.polroles) role) roles (who)
        ORDER BY roles.who COLLATE "C"),
    pg_get_expr(p.polqual, p.polrelid, true), pg_get_expr(p.polwithcheck, p.polrelid, true), obj_description(p.oid, 'pg_policy')
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = ?::oid
ORDER BY p.polrelid, p.polname COLLATE "C"
