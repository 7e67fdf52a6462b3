SELECT t.tgrelid, t.tgname, t.tgenabled <> 'D', pg_get_triggerdef(t.oid, true), obj_description(t.oid, 'pg_trigger')
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = ?::oid AND NOT t.tgisinternal
ORDER BY t.tgrelid, t.tgname COLLATE "C"
