// Has drizzle-kit read each catalog into generated/drizzle/CATALOG, and corrects what it writes wrong (README.md).
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import pg from "pg"
import { camel, relationsOf } from "./relations.mjs"

const database = new pg.Client({ connectionString: process.env["SCHEMUSE_CLIENTS_URL"] })
await database.connect()

for (const catalog of ["promptpal", "triberspace", "vibecoder", "vibemuse", "virtubar"]) {
  execFileSync("node_modules/.bin/drizzle-kit", ["pull", "--config=drizzle/drizzle.config.mjs"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, CATALOG: catalog },
  })
  const file = `generated/drizzle/${catalog}/schema.ts`
  const schema = inOrder(corrected(readFileSync(file, "utf8")), await keysOf(catalog))
  writeFileSync(file, schema)
  writeFileSync(`generated/drizzle/${catalog}/relations.ts`, relationsOf(schema))
}
await database.end()

/** The foreign keys of several columns, as PostgreSQL has them: column by column. */
async function keysOf(catalog) {
  const { rows } = await database.query(
    `SELECT conname, array_agg(a.attname::text ORDER BY i) AS columns,
       array_agg(f.attname::text ORDER BY i) AS targets
     FROM pg_constraint, unnest(conkey, confkey) WITH ORDINALITY AS pair (source, target, i)
     JOIN pg_attribute a ON a.attnum = source JOIN pg_attribute f ON f.attnum = target
     WHERE contype = 'f' AND cardinality(conkey) > 1 AND connamespace = $1::regnamespace
       AND a.attrelid = conrelid AND f.attrelid = confrelid
     GROUP BY conname, conrelid`,
    [catalog],
  )
  return rows
}

/** drizzle-kit mixes the columns of a key: it pairs organization_id with id. The names of keys are unique in a catalog. */
function inOrder(schema, keys) {
  return keys.reduce((text, { conname, columns, targets }) => {
    const key = new RegExp(`columns: \\[[^\\]]+\\],(\\s*)foreignColumns: \\[(\\w+)\\.[^\\]]+\\],(\\s*name: "${conname}")`)
    const list = (table, names) => names.map((name) => `${table}.${camel(name)}`).join(", ")
    if (!key.test(text)) {
      throw new Error(`${conname}: expected this foreign key in what drizzle-kit wrote; found none`)
    }
    return text.replace(
      key,
      (_, line, target, name) => `columns: [${list("table", columns)}],${line}foreignColumns: [${list(target, targets)}],${name}`,
    )
  }, schema)
}

/** The schema with the other things corrected that drizzle-kit 0.31 writes wrong. */
function corrected(schema) {
  return (
    schema
      // A default that is a function of the database stands there as a function of TypeScript.
      .replace(/\.default\(\(?((?:\w+\.)?\w+\(\))\)?\)/g, ".default(sql`$1`)")
      // An empty array stands there as an array of one empty text.
      .replaceAll('.default([""])', ".default([])")
      // Two tables that refer to each other: their types cannot be inferred from each other.
      .replaceAll("}, (table) => [", "}, (table): PgTableExtraConfigValue[] => [")
      .replace("import { ", "import { type PgTableExtraConfigValue, ")
  )
}
