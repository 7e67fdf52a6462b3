import type { Prisma, PrismaClient } from "../generated/prisma/client/client.js"

/**
 * Runs the work of one tenant in a transaction. At its end the tenant is gone, so the connection goes back to the pool
 * without one. The work must use the client that it is given.
 */
export function asTenant<T>(
  prisma: PrismaClient,
  tenant: string,
  work: (transaction: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT set_config('app.current_tenant_id', ${tenant}, true)`
    return work(transaction)
  })
}
