import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, test } from "node:test"
import { eq, is, sql } from "drizzle-orm"
import { drizzle } from "drizzle-orm/node-postgres"
import { PgTable, PgView } from "drizzle-orm/pg-core"
import pg from "pg"
import * as promptpalSchema from "../generated/drizzle/promptpal/schema.js"
import * as promptpalRelations from "../generated/drizzle/promptpal/relations.js"
import * as triberspaceSchema from "../generated/drizzle/triberspace/schema.js"
import * as triberspaceRelations from "../generated/drizzle/triberspace/relations.js"
import * as vibecoderSchema from "../generated/drizzle/vibecoder/schema.js"
import * as vibecoderRelations from "../generated/drizzle/vibecoder/relations.js"
import * as vibemuseSchema from "../generated/drizzle/vibemuse/schema.js"
import * as vibemuseRelations from "../generated/drizzle/vibemuse/relations.js"
import * as virtubarSchema from "../generated/drizzle/virtubar/schema.js"
import * as virtubarRelations from "../generated/drizzle/virtubar/relations.js"
import { login, makeTenants, owner, removeTenants } from "../support/database.js"

const catalogs = {
  promptpal: { ...promptpalSchema, ...promptpalRelations },
  triberspace: { ...triberspaceSchema, ...triberspaceRelations },
  vibecoder: { ...vibecoderSchema, ...vibecoderRelations },
  vibemuse: { ...vibemuseSchema, ...vibemuseRelations },
  virtubar: { ...virtubarSchema, ...virtubarRelations },
}

for (const [catalog, schema] of Object.entries(catalogs)) {
  test(`${catalog}: every table and view that was pulled is there, column by column`, async () => {
    const pool = new pg.Pool({ connectionString: owner })
    const db = drizzle(pool)
    const relations = Object.values(schema).filter((part) => is(part, PgTable) || is(part, PgView))
    for (const relation of relations) {
      await db.select().from(relation as PgTable).limit(1)
    }
    const { rows } = await pool.query(
      `SELECT count(*)::int AS n FROM pg_class
       WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'v') AND relname NOT LIKE 'databasechangelog%'`,
      [catalog],
    )
    assert.equal(relations.length, rows[0].n)
    await pool.end()
  })

  test(`${catalog}: the queries of every relation run`, async () => {
    const pool = new pg.Pool({ connectionString: owner })
    const db = drizzle(pool, { schema })
    let relationsSeen = 0
    for (const [name, query] of Object.entries(db.query)) {
      const config = db._.schema?.[name as keyof typeof db._.schema] as { relations: object } | undefined
      const all = Object.fromEntries(Object.keys(config?.relations ?? {}).map((relation) => [relation, true]))
      relationsSeen += Object.keys(all).length
      await (query as { findFirst(options: object): Promise<unknown> }).findFirst({ with: all })
    }
    assert.ok(relationsSeen > 0)
    await pool.end()
  })
}

const { projectsInVibecoder: projects, tasksInVibecoder: tasks, usersInVibecoder: users } = vibecoderSchema
const { mine, theirs, theirProject } = await makeTenants()
let pool: pg.Pool
let db: ReturnType<typeof open>

function open(client: pg.Pool) {
  return drizzle(client, { schema: catalogs.vibecoder })
}

type Transaction = Parameters<Parameters<typeof db.transaction>[0]>[0]

function asTenant<T>(tenant: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (transaction) => {
    await transaction.execute(sql`SELECT set_config('app.current_tenant_id', ${tenant}, true)`)
    return work(transaction)
  })
}

/** Drizzle wraps what the database says into `cause`. */
function shows(code: string) {
  return (error: unknown) => {
    assert.equal((error as { cause: pg.DatabaseError }).cause.code, code)
    return true
  }
}

before(async () => {
  pool = new pg.Pool({ connectionString: await login("vibecoder", "drizzle") })
  db = open(pool)
})

after(async () => {
  await pool.end()
  await removeTenants(mine, theirs)
})

test("vibecoder: relations follow keys of several columns", async () => {
  const found = await asTenant(mine, async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ organizationId: mine, email: `${randomUUID()}@example.org`, auth0Id: randomUUID(), name: "Ada" })
      .returning()
    const [project] = await tx.insert(projects).values({ organizationId: mine, name: randomUUID() }).returning()
    assert.ok(user && project)
    const task = { organizationId: mine, projectId: project.id, title: "A task", createdById: user.id }
    await tx.insert(tasks).values(task)
    return tx.query.projectsInVibecoder.findMany({
      columns: {},
      where: eq(projects.id, project.id),
      with: {
        tasksByProject: {
          columns: { title: true, status: true },
          with: { createdBy: { columns: { name: true } }, assignedTo: true, organization: { columns: { name: true } } },
        },
      },
    })
  })
  const task = { title: "A task", status: "todo", createdBy: { name: "Ada" }, assignedTo: null, organization: { name: "Mine" } }
  assert.deepEqual(found, [{ tasksByProject: [task] }])
})

test("vibecoder: without a tenant there are no rows", async () => {
  assert.deepEqual(await db.select().from(projects), [])
})

test("vibecoder: upsert on the natural key, which takes NULLs for equal", async () => {
  const name = randomUUID()
  const upsert = (description: string) =>
    asTenant(mine, (tx) =>
      tx
        .insert(projects)
        .values({ organizationId: mine, name, description })
        .onConflictDoUpdate({
          target: [projects.organizationId, projects.name, projects.deletedAt],
          set: { description },
        })
        .returning({ id: projects.id, description: projects.description }),
    )
  const [first] = await upsert("first")
  assert.deepEqual(await upsert("second"), [{ id: first?.id, description: "second" }])
})

test("vibecoder: a write into another tenant: 42501", async () => {
  const row = { organizationId: theirs, name: randomUUID() }
  await assert.rejects(asTenant(mine, (tx) => tx.insert(projects).values(row)), shows("42501"))
})

test("vibecoder: a reference across tenants: 23503", async () => {
  const row = { organizationId: mine, projectId: theirProject, title: "A task" }
  await assert.rejects(asTenant(mine, (tx) => tx.insert(tasks).values(row)), shows("23503"))
})

test("vibecoder: a value outside a closed list: 23514; an id that is not a UUID: 22P02", async () => {
  const create = { organizationId: mine, name: randomUUID() }
  await assert.rejects(
    asTenant(mine, async (tx) => {
      const [project] = await tx.insert(projects).values(create).returning()
      assert.ok(project)
      await tx.insert(tasks).values({ organizationId: mine, projectId: project.id, title: "A task", status: "forgotten" })
    }),
    shows("23514"),
  )
  await assert.rejects(asTenant(mine, (tx) => tx.select().from(projects).where(eq(projects.id, "garbage"))), shows("22P02"))
})
