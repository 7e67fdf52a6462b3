import { defineConfig } from "drizzle-kit"

const catalog = process.env["CATALOG"]

export default defineConfig({
  dialect: "postgresql",
  dbCredentials: { url: process.env["SCHEMUSE_CLIENTS_URL"] },
  schemaFilter: [catalog],
  tablesFilter: ["!databasechangelog*"],
  out: `generated/drizzle/${catalog}`,
})
