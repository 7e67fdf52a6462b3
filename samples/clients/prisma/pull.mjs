// Writes the models of vibecoder to generated/prisma/schema.prisma, and the client to generated/prisma/client.
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"

const schema = "generated/prisma/schema.prisma"
const url = '  url      = env("SCHEMUSE_CLIENTS_URL")\n'
const provider = '  provider = "postgresql"\n'

/** Runs a version of Prisma. It downloads its binary engines unless it is told where they are; none of them is used. */
function prisma(version, ...words) {
  const engine = process.execPath
  const run = spawnSync(process.execPath, [`node_modules/${version}/build/index.js`, ...words, `--schema=${schema}`], {
    encoding: "utf8",
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      PRISMA_SCHEMA_ENGINE_BINARY: engine,
      PRISMA_QUERY_ENGINE_LIBRARY: engine,
    },
  })
  // What it prints when it is done is a list of what it leaves out, such as comments and checks.
  if (run.status !== 0) {
    throw new Error(`prisma ${words.join(" ")}: ${run.stdout}${run.stderr}`, { cause: run.error })
  }
}

mkdirSync("generated/prisma", { recursive: true })
// Prisma 6 wants the URL in the schema, Prisma 7 refuses it there.
writeFileSync(schema, readFileSync("prisma/schema.prisma", "utf8").replace(provider, provider + url))
prisma("prisma-6", "db", "pull", "--config=prisma/pull.config.mjs")
writeFileSync(schema, readFileSync(schema, "utf8").replace(url, ""))
prisma("prisma", "generate")
