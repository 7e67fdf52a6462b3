// Written by "schemuse types --lang typescript" from the live schema. Do not edit.

export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  "Odd schema": {
    Tables: {
      event: {
        Row: {
          at: string
          group_id: number | null
          what: string | null
        }
        Insert: {
          at: string
          group_id?: number | null
          what?: string | null
        }
        Update: {
          at?: string
          group_id?: number | null
          what?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "event_group_id_fkey"
            columns: ["group_id"]
            isOneToOne: false
            referencedRelation: "group"
            referencedColumns: ["id"]
          },
        ]
      }
      group: {
        Row: {
          amount: number
          "display name": string
          elsewhere_id: number | null
          extra: Json | null
          id: number
          labels: string[]
          lived: Database["Odd schema"]["CompositeTypes"]["address"] | null
          mood: "calm" | "cross" | null
          number: number
          serial: number
          shout: string | null
          size: Database["Odd schema"]["Enums"]["size"]
          sizes: Database["Odd schema"]["Enums"]["size"][] | null
          span: unknown
        }
        Insert: {
          amount: number
          "display name": string
          elsewhere_id?: number | null
          extra?: Json | null
          id?: never
          labels?: string[]
          lived?: Database["Odd schema"]["CompositeTypes"]["address"] | null
          mood?: "calm" | "cross" | null
          number?: number
          serial?: number
          shout?: never
          size?: Database["Odd schema"]["Enums"]["size"]
          sizes?: Database["Odd schema"]["Enums"]["size"][] | null
          span?: unknown
        }
        Update: {
          amount?: number
          "display name"?: string
          elsewhere_id?: number | null
          extra?: Json | null
          id?: never
          labels?: string[]
          lived?: Database["Odd schema"]["CompositeTypes"]["address"] | null
          mood?: "calm" | "cross" | null
          number?: number
          serial?: number
          shout?: never
          size?: Database["Odd schema"]["Enums"]["size"]
          sizes?: Database["Odd schema"]["Enums"]["size"][] | null
          span?: unknown
        }
        Relationships: []
      }
      member: {
        Row: {
          amount: number | null
          group_id: number
          joined: string
          number: number | null
        }
        Insert: {
          amount?: number | null
          group_id: number
          joined?: string
          number?: number | null
        }
        Update: {
          amount?: number | null
          group_id?: number
          joined?: string
          number?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "member_group_id_fkey"
            columns: ["group_id"]
            isOneToOne: true
            referencedRelation: "group"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "member_number_fkey"
            columns: ["number", "amount"]
            isOneToOne: false
            referencedRelation: "group"
            referencedColumns: ["number", "amount"]
          },
        ]
      }
      note_of_event: {
        Row: {
          at: string | null
        }
        Insert: {
          at?: string | null
        }
        Update: {
          at?: string | null
        }
        Relationships: []
      }
    }
    Views: {
      big: {
        Row: {
          "display name": string | null
          id: number | null
          loud: string | null
        }
        Insert: {
          "display name"?: string | null
          id?: number | null
          loud?: never
        }
        Update: {
          "display name"?: string | null
          id?: number | null
          loud?: never
        }
        Relationships: []
      }
      counted: {
        Row: {
          many: number | null
        }
        Relationships: []
      }
      kept: {
        Row: {
          id: number | null
        }
        Relationships: []
      }
    }
    Functions: {
      all_groups: {
        Args: never
        Returns: Database["Odd schema"]["Tables"]["group"]["Row"][]
      }
      greet:
        | {
          Args: { loudly?: boolean; name: string }
          Returns: string
        }
        | {
          Args: { number: number }
          Returns: string
        }
      nothing: {
        Args: never
        Returns: undefined
      }
      one_column: {
        Args: never
        Returns: { only_one: number }[]
      }
      pairs: {
        Args: { a: number; more?: string[] }
        Returns: { a: number; b: string }
      }
      tidy: {
        Args: { days: number }
        Returns: undefined
      }
      twice: {
        Args: { n: number }
        Returns: number
      }
      unnamed: {
        Args: { "": number }
        Returns: Database["Odd schema"]["Enums"]["size"][]
      }
    }
    Enums: {
      size: "small" | "it's \"big\"" | "back\\slash"
    }
    CompositeTypes: {
      address: {
        "house number": number | null
        old: boolean[] | null
        street: string | null
      }
    }
  }
}

type Schema = Database["Odd schema"]

/** A row of a table or view, as it is read. */
export type Tables<Name extends keyof (Schema["Tables"] & Schema["Views"])> =
  (Schema["Tables"] & Schema["Views"])[Name] extends { Row: infer Row } ? Row : never

/** What can be inserted into a table or view. */
export type TablesInsert<Name extends keyof (Schema["Tables"] & Schema["Views"])> =
  (Schema["Tables"] & Schema["Views"])[Name] extends { Insert: infer Insert } ? Insert : never

/** What can be changed in a row of a table or view. */
export type TablesUpdate<Name extends keyof (Schema["Tables"] & Schema["Views"])> =
  (Schema["Tables"] & Schema["Views"])[Name] extends { Update: infer Update } ? Update : never

/** The words of an enum. */
export type Enums<Name extends keyof Schema["Enums"]> = Schema["Enums"][Name]

/** The fields of a composite type. */
export type CompositeTypes<Name extends keyof Schema["CompositeTypes"]> = Schema["CompositeTypes"][Name]

export const Constants = {
  "Odd schema": {
    Enums: {
      size: ["small", "it's \"big\"", "back\\slash"],
    },
  },
} as const
