// Has `prisma db pull` read the schema vibecoder with Prisma's schema engine for WebAssembly, which comes with the
// package. The engine that Prisma uses otherwise is downloaded; with it you do not need this file.
import { PrismaPg } from "@prisma/adapter-pg"
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils"
import pg from "pg"

const CHAR = 18
const NAME = 19
const TEXT = 25

/** The adapter refuses two types of PostgreSQL's own catalogs. This pool tells it that they are text. */
class CatalogPool extends pg.Pool {
  async query(...query) {
    const result = await super.query(...query)
    this.characters = result.fields.map((field) => field.dataTypeID === CHAR)
    for (const field of result.fields) {
      if (field.dataTypeID === CHAR || field.dataTypeID === NAME) {
        field.dataTypeID = TEXT
      }
    }
    return result
  }
}

async function adapter() {
  const pool = new CatalogPool({ connectionString: process.env["SCHEMUSE_CLIENTS_URL"] })
  const factory = new PrismaPg(pool, { schema: "vibecoder", disposeExternalPool: true })
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const connection = await connect()
    const queryRaw = connection.queryRaw.bind(connection)
    // The engine reads "char" as a character, so it must not be told that it is text.
    connection.queryRaw = async (query) => {
      const result = await queryRaw(query)
      const types = result.columnTypes.map((type, i) => (pool.characters[i] ? ColumnTypeEnum.Character : type))
      return { ...result, columnTypes: types }
    }
    return connection
  }
  return factory
}

export default { engine: "js", experimental: { adapter: true }, adapter }
