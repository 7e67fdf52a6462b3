import type { SupabaseClient } from "@supabase/supabase-js"
import type { Database, Tables, TablesInsert, TablesUpdate } from "./database.js"

type Client = SupabaseClient<Database, "promptpal">

/** A new prompt; everything the database fills in by itself may be left out. */
export async function create(client: Client, owner: string, name: string): Promise<Tables<"prompts">> {
  const prompt: TablesInsert<"prompts"> = { user_id: owner, name }
  const { data, error } = await client.from("prompts").insert(prompt).select().single()
  if (error) {
    throw error
  }
  return data
}

/** Names with the names of the folders they are in: the compiler knows the foreign key, and that it may be null. */
export async function shelf(client: Client): Promise<string[]> {
  const { data, error } = await client.from("prompts").select("name, folders(name)")
  if (error) {
    throw error
  }
  return data.map((prompt) => `${prompt.folders?.name ?? "(no folder)"}: ${prompt.name}`)
}

export async function rename(client: Client, id: string, change: TablesUpdate<"prompts">): Promise<void> {
  const { error } = await client.from("prompts").update(change).eq("id", id)
  if (error) {
    throw error
  }
}

// What follows must not compile; where it does, tsc says that an expected error is missing.

// @ts-expect-error a prompt belongs to a user
export const ownerless: TablesInsert<"prompts"> = { name: "Nobody's" }

// @ts-expect-error a name is never null
export const nameless: TablesUpdate<"prompts"> = { name: null }

// @ts-expect-error there is no such column
export const misspelt = (prompt: Tables<"prompts">) => prompt.nmae

// @ts-expect-error there is no such table
export type Missing = Tables<"prompt">

// @ts-expect-error a folder may be missing
export const folder = (prompt: Tables<"prompts">): string => prompt.folder_id
