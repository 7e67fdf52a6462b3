import type { SupabaseClient } from "@supabase/supabase-js"
import { createClient } from "@supabase/supabase-js"
import type { Database, Tables, TablesInsert } from "../generated/supabase/database.js"

type Client = SupabaseClient<Database, "promptpal">

export function connect(url: string, key: string): Client {
  return createClient<Database, "promptpal">(url, key, { db: { schema: "promptpal" } })
}

/** Names of prompts, with the names of their folders. */
export async function shelf(client: Client): Promise<string[]> {
  const { data, error } = await client.from("prompts").select("name, folders(name)").is("deleted_at", null)
  if (error) {
    throw error
  }
  return data.map((prompt) => `${prompt.folders?.name ?? "(no folder)"}: ${prompt.name}`)
}

export async function addPrompt(client: Client, prompt: TablesInsert<"prompts">): Promise<Tables<"prompts">> {
  const { data, error } = await client.from("prompts").insert(prompt).select().single()
  if (error) {
    throw error
  }
  return data
}

/** The natural key takes NULLs for equal, so a live folder of this name is found. */
export async function keepFolder(client: Client, user_id: string, name: string): Promise<string> {
  const { data, error } = await client
    .from("folders")
    .upsert({ user_id, name, deleted_at: null }, { onConflict: "user_id,name,deleted_at" })
    .select("id")
    .single()
  if (error) {
    throw error
  }
  return data.id
}

// What follows must not compile. If a line compiles, tsc says that an expected error is missing.

export async function mistakes(client: Client, folder: Tables<"folders">) {
  // @ts-expect-error there is no such table
  client.from("prompt")
  // @ts-expect-error a prompt belongs to a user
  await client.from("prompts").insert({ name: "Nobody's" })
  // @ts-expect-error a name is not a number
  await client.from("folders").upsert({ user_id: folder.user_id, name: 7 })
  // @ts-expect-error there is no such column to write
  await client.from("folders").insert({ user_id: folder.user_id, name: "A", colour: "red" })
  // @ts-expect-error a name is never null
  await client.from("prompts").update({ name: null }).eq("id", folder.id)
  const { data } = await client.from("folders").select("name").single()
  // @ts-expect-error a column that was not selected
  data?.user_id
  // @ts-expect-error the schema has another name
  createClient<Database, "prompts">("", "")
}
