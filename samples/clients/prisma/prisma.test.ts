import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, test } from "node:test"
import { PrismaPg } from "@prisma/adapter-pg"
import { Prisma, PrismaClient } from "../generated/prisma/client/client.js"
import { login, makeTenants, removeTenants } from "../support/database.js"
import { asTenant } from "./tenant.js"

const { mine, theirs, theirProject } = await makeTenants()
let prisma: PrismaClient

before(async () => {
  const connectionString = await login("vibecoder", "prisma")
  prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString }, { schema: "vibecoder" }) })
})

after(async () => {
  await prisma.$disconnect()
  await removeTenants(mine, theirs)
})

function project(organization_id: string, name: string = randomUUID()) {
  return { data: { organization_id, name } }
}

function task(project_id: string, status = "todo") {
  return { data: { organization_id: mine, project_id, title: "A task", status } }
}

/** Prisma shows the code of the database in `meta`, and one of its own in `code`. */
function shows(code: string, sqlState: string) {
  return (error: unknown) => {
    assert.ok(error instanceof Prisma.PrismaClientKnownRequestError, String(error))
    const { cause } = error.meta?.driverAdapterError as { cause: { originalCode: string } }
    assert.deepEqual({ code: error.code, sqlState: cause.originalCode }, { code, sqlState })
    return true
  }
}

test("a tenant reads its own rows, and without a tenant there are none", async () => {
  const { id } = await asTenant(prisma, mine, (tx) => tx.projects.create(project(mine)))
  const seen = await asTenant(prisma, mine, (tx) => tx.projects.findMany({ include: { organizations: true } }))
  assert.ok(seen.some((row) => row.id === id))
  assert.deepEqual([...new Set(seen.map((row) => row.organizations.name))], ["Mine"])
  assert.deepEqual(await prisma.projects.findMany(), [])
})

test("concurrent transactions of two tenants on one pool keep apart", async () => {
  const runs = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? mine : theirs))
  const seen = await Promise.all(
    runs.map((tenant) =>
      asTenant(prisma, tenant, (tx) => tx.organizations.findMany({ select: { id: true } })),
    ),
  )
  assert.deepEqual(seen, runs.map((id) => [{ id }]))
})

test("a write into another tenant, or without one: P2039, 42501", async () => {
  await assert.rejects(asTenant(prisma, mine, (tx) => tx.projects.create(project(theirs))), shows("P2039", "42501"))
  await assert.rejects(prisma.projects.create(project(mine)), shows("P2039", "42501"))
})

test("a row of another tenant is not there: P2025, and 0 rows", async () => {
  const change = { where: { id: theirProject }, data: { name: "Mine now" } }
  await assert.rejects(asTenant(prisma, mine, (tx) => tx.projects.update(change)), { code: "P2025" })
  assert.deepEqual(await asTenant(prisma, mine, (tx) => tx.projects.updateMany(change)), { count: 0 })
  assert.deepEqual(await asTenant(prisma, mine, (tx) => tx.projects.deleteMany({ where: change.where })), { count: 0 })
})

test("a reference across tenants: P2003, 23503", async () => {
  await assert.rejects(asTenant(prisma, mine, (tx) => tx.tasks.create(task(theirProject))), shows("P2003", "23503"))
})

test("a value outside a closed list: P2039, 23514", async () => {
  await assert.rejects(
    asTenant(prisma, mine, async (tx) => {
      const { id } = await tx.projects.create(project(mine))
      await tx.tasks.create(task(id, "forgotten"))
    }),
    shows("P2039", "23514"),
  )
})

test("an id that is not a UUID: P2007, 22P02", async () => {
  const query = { where: { id: "garbage" } }
  await assert.rejects(asTenant(prisma, mine, (tx) => tx.projects.findMany(query)), shows("P2007", "22P02"))
})

test("a name twice: P2002, 23505; a project that is deleted softly frees its name", async () => {
  const name = randomUUID()
  const create = () => asTenant(prisma, mine, (tx) => tx.projects.create(project(mine, name)))
  const { id } = await create()
  await assert.rejects(create(), shows("P2002", "23505"))
  await asTenant(prisma, mine, (tx) => tx.projects.update({ where: { id }, data: { deleted_at: new Date() } }))
  await create()
})

test("upsert does not take NULL in a key, so it is findFirst, then create", async () => {
  const name = randomUUID()
  // @ts-expect-error deleted_at is not null here
  const key: Prisma.projectsWhereUniqueInput = { organization_id_name_deleted_at: { organization_id: mine, name, deleted_at: null } }
  await assert.rejects(
    asTenant(prisma, mine, (tx) => tx.projects.upsert({ where: key, update: {}, create: project(mine, name).data })),
    Prisma.PrismaClientValidationError,
  )
  const keep = () =>
    asTenant(prisma, mine, async (tx) => {
      const found = await tx.projects.findFirst({ where: { organization_id: mine, name, deleted_at: null } })
      return found ?? tx.projects.create(project(mine, name))
    })
  assert.deepEqual(await keep(), await keep())
})

test("a creator is disconnected by created_by_id: null; disconnect empties the tenant too and is refused: 42501", async () => {
  const { id } = await asTenant(prisma, mine, async (tx) => {
    const user = await tx.users.create({
      data: { organization_id: mine, email: `${randomUUID()}@example.org`, auth0_id: randomUUID() },
    })
    return tx.projects.create({ data: { organization_id: mine, name: randomUUID(), created_by_id: user.id } })
  })
  const where = { id }
  await assert.rejects(
    asTenant(prisma, mine, (tx) => tx.projects.update({ where, data: { users: { disconnect: true } } })),
    shows("P2039", "42501"),
  )
  const changed = await asTenant(prisma, mine, (tx) => tx.projects.update({ where, data: { created_by_id: null } }))
  assert.equal(changed.created_by_id, null)
  assert.equal(changed.organization_id, mine)
})
