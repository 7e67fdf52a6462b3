// How Better Auth finds its fields in the catalog triberspace. Copy this file into your project.
import type { BetterAuthOptions } from "better-auth"

/**
 * Names of tables and columns, and the fields of a user that Better Auth does not know by itself. The tables must lie
 * in the search_path of the connection.
 */
export const triberspace = {
  user: {
    modelName: "user",
    fields: {
      emailVerified: "email_verified",
      createdAt: "created_at",
      updatedAt: "updated_at",
    },
    additionalFields: {
      firstName: { type: "string", required: true, fieldName: "first_name" },
      lastName: { type: "string", required: true, fieldName: "last_name" },
      userName: { type: "string", required: true, unique: true, fieldName: "user_name" },
      avatarUrl: { type: "string", required: false, fieldName: "avatar_url" },
      socialLinks: { type: "json", required: false, fieldName: "social_links" },
      // A person who signs up must not choose their role: user, creator or admin.
      role: { type: "string", required: false, input: false, defaultValue: "user" },
    },
  },
  session: {
    modelName: "session",
    fields: {
      userId: "user_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      createdAt: "created_at",
      updatedAt: "updated_at",
    },
  },
  account: {
    modelName: "account",
    fields: {
      userId: "user_id",
      accountId: "account_id",
      providerId: "provider_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      createdAt: "created_at",
      updatedAt: "updated_at",
    },
  },
  verification: {
    modelName: "verification",
    fields: {
      expiresAt: "expires_at",
      createdAt: "created_at",
      updatedAt: "updated_at",
    },
  },
} as const satisfies BetterAuthOptions
