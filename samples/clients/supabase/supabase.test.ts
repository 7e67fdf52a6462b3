import assert from "node:assert/strict"
import { randomBytes, randomUUID } from "node:crypto"
import { after, before, test } from "node:test"
import pg from "pg"
import { asOwner, supabase } from "../support/database.js"

const [ana, bo] = [randomUUID(), randomUUID()]
const password = randomBytes(18).toString("hex")
let api: pg.Client

before(async () => {
  await asOwner(async (owner) => {
    await owner.query(`ALTER ROLE authenticator PASSWORD '${password}'`)
    await owner.query("INSERT INTO auth.users (id) VALUES ($1), ($2)", [ana, bo])
  }, supabase)
  const url = new URL(supabase)
  url.username = "authenticator"
  url.password = password
  api = new pg.Client({ connectionString: url.href })
  await api.connect()
})

after(async () => {
  await api.end()
  await asOwner((owner) => owner.query("DELETE FROM auth.users WHERE id IN ($1, $2)", [ana, bo]), supabase)
})

/** One request as PostgREST makes it: a transaction with the role and the claims of the token. */
async function request(role: string, user: string | undefined, query: string, values: unknown[] = []) {
  await api.query("BEGIN")
  try {
    await api.query("SELECT set_config('role', $1, true), set_config('request.jwt.claims', $2, true)", [
      role,
      JSON.stringify({ role, sub: user }),
    ])
    await api.query("SET LOCAL search_path TO promptpal")
    const { rows } = await api.query(query, values)
    await api.query("COMMIT")
    return rows
  } catch (error) {
    await api.query("ROLLBACK")
    throw error
  }
}

const addFolder = "INSERT INTO folders (user_id, name) VALUES ($1, $2) RETURNING id"

test("the default privileges of Supabase are in force: a new table of the owner is open to anon", async () => {
  const open = await asOwner(async (owner) => {
    await owner.query("BEGIN")
    await owner.query("CREATE TABLE promptpal.scratch ()")
    const { rows } = await owner.query("SELECT has_table_privilege('anon', 'promptpal.scratch', 'TRUNCATE') AS open")
    await owner.query("ROLLBACK")
    return rows[0].open
  }, supabase)
  assert.equal(open, true)
})

test("anon has no privilege on any table, the ledger included, and runs no function as its owner", async () => {
  const found = await asOwner(async (owner) => {
    const tables = await owner.query(
      `SELECT relname FROM pg_class CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS p
       WHERE relnamespace = 'promptpal'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND has_table_privilege('anon', oid, p)`,
    )
    const functions = await owner.query(
      `SELECT proname FROM pg_proc
       WHERE pronamespace = 'promptpal'::regnamespace AND prosecdef AND has_function_privilege('anon', oid, 'EXECUTE')`,
    )
    return [...tables.rows, ...functions.rows]
  }, supabase)
  assert.deepEqual(found, [])
})

test("anon, with and without a user in its claims: 42501 on every table, for every statement", async () => {
  const { rows } = await asOwner(
    (owner) => owner.query("SELECT tablename FROM pg_tables WHERE schemaname = 'promptpal'"),
    supabase,
  )
  const tables = rows.map((row) => row.tablename)
  assert.ok(tables.includes("databasechangelog") && tables.includes("databasechangeloglock") && tables.length === 9)
  for (const table of tables) {
    for (const statement of [`SELECT * FROM ${table}`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      await assert.rejects(request("anon", undefined, statement), { code: "42501" }, statement)
      await assert.rejects(request("anon", ana, statement), { code: "42501" }, statement)
    }
  }
})

test("authenticated cannot touch the ledger: 42501", async () => {
  for (const statement of ["SELECT * FROM databasechangelog", "TRUNCATE databasechangelog"]) {
    await assert.rejects(request("authenticated", ana, statement), { code: "42501" })
  }
})

test("authenticated reads and changes its own rows, and not those of another user", async () => {
  await request("authenticated", ana, addFolder, [ana, "drafts"])
  await request("authenticated", bo, addFolder, [bo, "drafts"])
  assert.deepEqual(await request("authenticated", ana, "SELECT user_id, name, created_by FROM folders"), [
    { user_id: ana, name: "drafts", created_by: ana },
  ])
  assert.equal((await request("authenticated", ana, "UPDATE folders SET name = name RETURNING id")).length, 1)
  assert.deepEqual(await request("authenticated", ana, "DELETE FROM folders WHERE user_id = $1 RETURNING id", [bo]), [])
  assert.deepEqual(await request("authenticated", undefined, "SELECT * FROM folders"), [])
})

test("the upsert of supabase-js finds the live row of the natural key", async () => {
  const upsert =
    "INSERT INTO folders (user_id, name, deleted_at) VALUES ($1, 'kept', NULL)" +
    " ON CONFLICT (user_id, name, deleted_at) DO UPDATE SET user_id = excluded.user_id, name = excluded.name," +
    " deleted_at = excluded.deleted_at RETURNING id"
  const first = await request("authenticated", ana, upsert, [ana])
  assert.deepEqual(await request("authenticated", ana, upsert, [ana]), first)
})

test("a row for another user: 42501", async () => {
  await assert.rejects(request("authenticated", ana, addFolder, [bo, "forged"]), { code: "42501" })
})

test("a folder of another user: 23503", async () => {
  const rows = await request("authenticated", bo, addFolder, [bo, "private"])
  const add = "INSERT INTO prompts (user_id, name, folder_id) VALUES ($1, 'letter', $2)"
  await assert.rejects(request("authenticated", ana, add, [ana, rows[0]?.id]), { code: "23503" })
})

test("a value outside a closed list: 23514; an id that is not a UUID: 22P02", async () => {
  const add = "INSERT INTO encrypted_api_keys (user_id, provider, encrypted_key) VALUES ($1, 'acme', 'x')"
  await assert.rejects(request("authenticated", ana, add, [ana]), { code: "23514" })
  await assert.rejects(request("authenticated", ana, addFolder, ["garbage", "x"]), { code: "22P02" })
})

test("service_role reads the rows of all users, and not the ledger", async () => {
  const rows = await request("service_role", undefined, "SELECT DISTINCT user_id FROM folders WHERE name = 'drafts'")
  assert.deepEqual(new Set(rows.map((row) => row.user_id)), new Set([ana, bo]))
  await assert.rejects(request("service_role", undefined, "SELECT * FROM databasechangelog"), { code: "42501" })
})
