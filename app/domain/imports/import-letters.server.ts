import { activeStaff } from '#app/domain/accounts/users.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { rolesWith } from '#app/domain/kernel/rights.ts'
import { staffRoles } from '#app/domain/kernel/roles.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import type { RegisterKind } from './parsing/kinds.ts'

interface WaitingFile {
  kind: RegisterKind
  file: string
  /** Null: the file could not be taken in. */
  importId: number | null
}

/** Tells everybody who may run imports, each in their language, that a file of the watched folder waits. */
export async function sayWaiting(ctx: Context, { kind, file, importId }: WaitingFile): Promise<void> {
  for (const { id, email, locale } of await activeStaff(ctx.db, rolesWith(staffRoles, 'run_imports'))) {
    await enqueue(ctx, 'import_waiting', {
      to: email,
      locale,
      userId: id,
      props: { email, file, register: kind, importId },
    })
  }
}
