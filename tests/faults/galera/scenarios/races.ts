import { sealAuditLog, verifyAuditLog } from '#app/domain/audit/seal.server.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { sendDueMail } from '#app/domain/mail/sender.server.ts'
import { letterTo, mailerTo } from '#tests/support/mail.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'
import { contextsOf, newBin, newCompany, SYSTEM } from '../processes.ts'
import type { Scenario } from '../scenario.ts'

const LETTERS_A_ROUND = 5

/** The same company from three nodes at once, letters that three workers want to send, a log that three seal. */
export const scenario: Scenario = {
  title: 'three nodes at once: one company a BIN, one message a letter, one chain of the log',
  count: 100,
  async run({ processes, count, fail }) {
    const [staff, workers] = await Promise.all([contextsOf(processes), contextsOf(processes, SYSTEM)])
    const [worker] = workers as [(typeof workers)[0]]
    const provider = await ResendStandIn.start()
    const mailer = mailerTo(provider)
    const refusals = new Map<string, number>()
    let winners = 0
    let letters = 0
    const note = (what: string, error: unknown) => {
      const code =
        error instanceof DomainError ? error.code : String((error as { code?: string }).code ?? error)
      refusals.set(`${what}: ${code}`, (refusals.get(`${what}: ${code}`) ?? 0) + 1)
    }
    for (let round = 0; round < count; round++) {
      const bin = newBin()
      const before = winners
      const rival = async (ctx: (typeof staff)[0]) => {
        try {
          await newCompany(ctx, bin)
          winners += 1
        } catch (error) {
          note('company', error)
        }
      }
      await Promise.all(staff.map(rival))
      if (winners !== before + 1) fail(`${winners - before} made the company ${bin}`)
      for (let letter = 0; letter < LETTERS_A_ROUND; letter++) {
        await letterTo(worker, `reader-${round}-${letter}@altyn-dala.kz`)
        letters += 1
      }
      await Promise.all(
        workers.flatMap((ctx) => [
          sendDueMail(ctx, mailer).catch((error) => note('mail', error)),
          sealAuditLog(ctx).catch((error) => note('seal', error)),
        ]),
      )
    }
    for (let last = 0; last < 50 && (await sendDueMail(worker, mailer)) > 0; last++);
    const verification = await verifyAuditLog(worker)
    if (!verification.intact) fail(JSON.stringify(verification.faults))
    const sent = new Set(provider.messages.map(({ key }) => key))
    if (provider.messages.length !== letters || sent.size !== letters)
      fail(`${letters} letters became ${provider.messages.length} messages of ${sent.size} letters`)
    await provider.stop()
    return {
      rounds: count,
      'companies made': winners,
      letters,
      messages: provider.messages.length,
      'batches of the log': verification.batches,
      'told otherwise': JSON.stringify(Object.fromEntries(refusals)),
    }
  },
}
