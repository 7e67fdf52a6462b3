import { randomBytes } from "node:crypto"
import pg from "pg"

/** The database with the five catalogs, as the role that owns them. */
export const owner = required("SCHEMUSE_CLIENTS_URL")

/** A database with Supabase's roles and default privileges, and promptpal in it. */
export const supabase = required("SCHEMUSE_CLIENTS_SUPABASE_URL")

/** Makes a login for an application of the catalog, as its page says, and returns a URL for it. */
export async function login(catalog: string, client: string): Promise<string> {
  const name = `${client}_on_${catalog}`
  const password = randomBytes(18).toString("hex")
  await asOwner(async (connection) => {
    await connection.query(`DROP ROLE IF EXISTS ${name}`)
    await connection.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}' IN ROLE ${catalog}_app`)
  })
  const url = new URL(owner)
  url.username = name
  url.password = password
  return url.href
}

/** Two tenants of vibecoder. The second has a project. */
export async function makeTenants(): Promise<{ mine: string; theirs: string; theirProject: string }> {
  return asOwner(async (connection) => {
    const tenants = await connection.query(
      "INSERT INTO vibecoder.organizations (name) VALUES ('Mine'), ('Theirs') RETURNING id, name",
    )
    const [mine, theirs] = ["Mine", "Theirs"].map((name) => tenants.rows.find((row) => row.name === name).id)
    const projects = await connection.query(
      "INSERT INTO vibecoder.projects (organization_id, name) VALUES ($1, 'Theirs') RETURNING id",
      [theirs],
    )
    return { mine, theirs, theirProject: projects.rows[0].id }
  })
}

export async function removeTenants(...tenants: string[]): Promise<void> {
  await asOwner((connection) => connection.query("DELETE FROM vibecoder.organizations WHERE id = ANY ($1)", [tenants]))
}

/** Runs the work on a connection of the owner, and closes it. */
export async function asOwner<T>(work: (connection: pg.Client) => Promise<T>, url = owner): Promise<T> {
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) {
    throw new Error(`${name}: expected the URL of a database; found nothing; see README.md`)
  }
  return value
}
