import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { betterAuth } from "better-auth"
import { getMigrations } from "better-auth/db/migration"
import pg from "pg"
import { asOwner, login } from "../support/database.js"
import { triberspace } from "./triberspace.js"

const person = {
  name: "Ada Lovelace",
  firstName: "Ada",
  lastName: "Lovelace",
  userName: "ada",
  email: "ada@example.org",
  password: "correct horse battery staple",
  socialLinks: { web: "https://example.org/ada" },
}
const sent: string[] = []
let pool: pg.Pool
let auth: ReturnType<typeof create>

function create(database: pg.Pool) {
  return betterAuth({
    ...triberspace,
    database,
    baseURL: "http://localhost:3000",
    secret: "only for this test, 32 characters long",
    logger: { disabled: true },
    telemetry: { enabled: false },
    socialProviders: {
      google: {
        clientId: "none",
        clientSecret: "none",
        mapProfileToUser: (profile) => ({
          firstName: profile.given_name,
          lastName: profile.family_name,
          userName: profile.email,
        }),
      },
    },
    emailAndPassword: {
      enabled: true,
      sendResetPassword: async ({ token }) => {
        sent.push(token)
      },
    },
  })
}

before(async () => {
  await asOwner((owner) => owner.query("DELETE FROM triberspace.user WHERE email LIKE '%@example.org'"))
  pool = new pg.Pool({
    connectionString: await login("triberspace", "better_auth"),
    options: "-c search_path=triberspace",
  })
  auth = create(pool)
})

after(() => pool.end())

/** The headers of a browser that keeps the cookies of this response. */
function cookies(response: { headers: Headers }): Headers {
  const pairs = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0])
  return new Headers({ cookie: pairs.join("; ") })
}

function signIn(password: string) {
  return auth.api.signInEmail({ body: { email: person.email, password }, returnHeaders: true })
}

test("Better Auth finds every table and column that it wants", async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(auth.options)
  assert.deepEqual({ toBeCreated, toBeAdded }, { toBeCreated: [], toBeAdded: [] })
  const withoutMapping = await getMigrations({ database: pool })
  assert.notDeepEqual(withoutMapping.toBeAdded, [])
})

test("the login is a member of triberspace_app, and neither owns nor bypasses anything", async () => {
  const { rows } = await pool.query(
    "SELECT rolsuper, rolbypassrls, pg_has_role(oid, 'triberspace_app', 'member') AS member FROM pg_roles WHERE rolname = current_user",
  )
  assert.deepEqual(rows, [{ rolsuper: false, rolbypassrls: false, member: true }])
})

test("sign-up writes the user and the account, and opens a session", async () => {
  const { headers, response } = await auth.api.signUpEmail({ body: person, returnHeaders: true })
  assert.equal(response.user.userName, "ada")
  assert.equal(response.user.role, "user")
  const session = await auth.api.getSession({ headers: cookies({ headers }) })
  assert.equal(session?.user.email, person.email)
  const { rows } = await asOwner((owner) =>
    owner.query(
      `SELECT u.first_name, u.last_name, u.user_name, u.role, u.social_links, a.provider_id, a.password <> $2 AS hashed,
          (SELECT count(*)::int FROM triberspace.session s WHERE s.user_id = u.id) AS sessions
       FROM triberspace.user u JOIN triberspace.account a ON a.user_id = u.id WHERE u.email = $1`,
      [person.email, person.password],
    ),
  )
  assert.deepEqual(rows, [
    {
      first_name: "Ada",
      last_name: "Lovelace",
      user_name: "ada",
      role: "user",
      social_links: person.socialLinks,
      provider_id: "credential",
      hashed: true,
      sessions: 1,
    },
  ])
})

test("sign-in, session and sign-out", async () => {
  const browser = cookies(await signIn(person.password))
  const session = await auth.api.getSession({ headers: browser })
  assert.equal(session?.user.firstName, "Ada")
  assert.deepEqual(session?.user.socialLinks, person.socialLinks)
  assert.ok(session.session.expiresAt > new Date())
  await auth.api.signOut({ headers: browser })
  assert.equal(await auth.api.getSession({ headers: browser }), null)
})

test("a user changes their own fields", async () => {
  const browser = cookies(await signIn(person.password))
  await auth.api.updateUser({ headers: browser, body: { avatarUrl: "https://example.org/ada.glb" } })
  const session = await auth.api.getSession({ headers: browser, query: { disableCookieCache: true } })
  assert.equal(session?.user.avatarUrl, "https://example.org/ada.glb")
})

test("a wrong password is refused: 401, no session", async () => {
  const count = () => asOwner((owner) => owner.query("SELECT count(*)::int AS n FROM triberspace.session"))
  const before = (await count()).rows
  await assert.rejects(signIn("wrong password"), {
    status: "UNAUTHORIZED",
    body: { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" },
  })
  assert.deepEqual((await count()).rows, before)
})

test("a forgotten password is reset through table verification", async () => {
  await auth.api.requestPasswordReset({ body: { email: person.email } })
  const token = sent.at(-1)
  assert.ok(token)
  await auth.api.resetPassword({ body: { token, newPassword: "another battery staple" } })
  await assert.rejects(signIn(person.password), { status: "UNAUTHORIZED" })
  assert.equal((await signIn("another battery staple")).response.user.email, person.email)
})

test("a person who comes from Google gets the columns that are NOT NULL from their profile", async () => {
  const email = "grace@example.org"
  const profile = { sub: "1906", email, email_verified: true, name: "Grace Hopper", given_name: "Grace", family_name: "Hopper" }
  const token = [{ alg: "none" }, profile, {}].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  const context = await auth.$context
  const google = context.socialProviders.find((provider) => provider.id === "google")
  const found = await google?.getUserInfo({ idToken: token.join("."), accessToken: "at" })
  assert.ok(found?.user)
  const { user } = found
  await context.internalAdapter.createOAuthUser(
    { ...user, name: user.name ?? "", email, emailVerified: true },
    { providerId: "google", accountId: profile.sub, accessToken: "at", accessTokenExpiresAt: new Date() },
  )
  const { rows } = await pool.query(
    `SELECT first_name, last_name, user_name, provider_id, account_id, access_token, password
     FROM triberspace.user u JOIN triberspace.account a ON a.user_id = u.id WHERE email = $1`,
    [email],
  )
  const names = { first_name: "Grace", last_name: "Hopper", user_name: email }
  const account = { provider_id: "google", account_id: "1906", access_token: "at", password: null }
  assert.deepEqual(rows, [{ ...names, ...account }])
})

test("the same e-mail address twice is refused by Better Auth", async () => {
  await assert.rejects(auth.api.signUpEmail({ body: { ...person, userName: "ada2" } }), {
    status: "UNPROCESSABLE_ENTITY",
  })
})

test("the same user name twice is refused by the database, and Better Auth says 422 FAILED_TO_CREATE_USER", async () => {
  const email = "other@example.org"
  await assert.rejects(auth.api.signUpEmail({ body: { ...person, email } }), {
    status: "UNPROCESSABLE_ENTITY",
    body: { code: "FAILED_TO_CREATE_USER", message: "Failed to create user" },
  })
  const { rows } = await pool.query("SELECT FROM triberspace.user WHERE email = $1", [email])
  assert.equal(rows.length, 0)
  const context = await auth.$context
  const user = { name: person.name, email, emailVerified: false, role: "user" }
  const names = { firstName: person.firstName, lastName: person.lastName, userName: person.userName }
  await assert.rejects(context.adapter.create({ model: "user", data: { ...user, ...names } }), {
    code: "23505",
    constraint: "user_user_name_key",
  })
})

test("a role chosen at sign-up is ignored", async () => {
  const body = { ...person, email: "eve@example.org", userName: "eve", role: "admin" }
  const { user } = await auth.api.signUpEmail({ body })
  assert.equal(user.role, "user")
})

test("a role outside the closed list is refused by the database: 23514", async () => {
  const context = await auth.$context
  await assert.rejects(context.internalAdapter.updateUserByEmail(person.email, { role: "emperor" }), {
    code: "23514",
    constraint: "user_role_known",
  })
})

test("a session of a user who does not exist is refused by the database: 23503", async () => {
  const context = await auth.$context
  await assert.rejects(context.internalAdapter.createSession("nobody", false), {
    code: "23503",
    constraint: "session_user_id_fkey",
  })
})
