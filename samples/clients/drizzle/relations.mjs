/**
 * Relations for Drizzle from the foreign keys in a schema that drizzle-kit wrote, with all columns of each key.
 * drizzle-kit 0.31 takes the first column of a key only, and writes some names twice.
 */
export function relationsOf(schema) {
  const tables = tablesOf(schema)
  const sides = new Map(tables.map((table) => [table.variable, []]))
  for (const table of tables) {
    for (const key of table.keys) {
      const name = nameOf(key, table)
      sides.get(table.variable).push(one(name, key))
      sides.get(key.target).push(`  ${table.name}By${capital(name)}: many(${table.variable}, { relationName: "${key.name}" }),`)
    }
  }
  const used = tables.filter((table) => sides.get(table.variable).length > 0)
  return [
    'import { relations } from "drizzle-orm/relations"',
    `import { ${used.map((table) => table.variable).join(", ")} } from "./schema.js"`,
    ...used.map(({ variable }) => block(variable, sides.get(variable))),
  ].join("\n\n")
}

function tablesOf(schema) {
  return schema.split(/^export const /m).flatMap((text) => {
    const [, variable, name] = /^(\w+) = \w+\.table\("(\w+)"/.exec(text) ?? []
    return variable ? [{ variable, name: camel(name), keys: keysOf(text, variable), columns: columnsOf(text) }] : []
  })
}

function keysOf(table, variable) {
  const keys = /foreignKey\(\{\s*columns: \[([^\]]+)\],\s*foreignColumns: \[([^\]]+)\],\s*name: "(\w+)"/g
  return [...table.matchAll(keys)].map(([, columns, references, name]) => {
    const absolute = references.replaceAll("table.", `${variable}.`)
    return { name, columns: columns.replaceAll("table.", `${variable}.`), references: absolute, target: absolute.split(".")[0] }
  })
}

function columnsOf(table) {
  return [...table.matchAll(/^\t(\w+): /gm)].map(([, name]) => name)
}

/** By the last column of the key, which tells it from other keys: createdById makes createdBy. */
function nameOf(key, table) {
  const last = (columns) => columns.split(".").at(-1).replace(/Id$/, "")
  const name = last(key.columns)
  const same = table.keys.filter((other) => last(other.columns) === name)
  return same.length > 1 || table.columns.includes(name) ? camel(key.name) : name
}

function one(name, { target, columns, references, name: key }) {
  return `  ${name}: one(${target}, { fields: [${columns}], references: [${references}], relationName: "${key}" }),`
}

function block(variable, lines) {
  const kinds = ["one", "many"].filter((kind) => lines.some((line) => line.includes(`: ${kind}(`)))
  return `export const ${variable}Relations = relations(${variable}, ({ ${kinds.join(", ")} }) => ({\n${lines.join("\n")}\n}))`
}

/** The name that drizzle-kit gives to a column. */
export function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
}

function capital(name) {
  return name[0].toUpperCase() + name.slice(1)
}
