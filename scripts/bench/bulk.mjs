// `npm run bench -- bulk`: a change of ten thousand cards by the pages and the worker that ship, preview and confirmation
// as a person sends them.
import { setTimeout as sleep } from 'node:timers/promises'
import { end, open } from '../service.mjs'
import { seedCompany } from './cabinet.mjs'
import { report } from './report.mjs'

const CARDS = Number(process.env.BENCH_BULK_CARDS ?? 10_000)
const BIN = '160140777772'

/** @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet */
export async function benchBulk(cabinet) {
  const { companyId, token } = await seedCompany(cabinet.db, BIN, 0)
  await cabinet.db.query(
    `insert into cards (company_id, number, number_reversed, holder, plate, products, scheme, daily_limit, limit_unit,
       status, issuer_status, valid_until, updated_at)
     select ?, concat('7825', lpad(seq, 12, '0')), reverse(concat('7825', lpad(seq, 12, '0'))), '', '', 'diesel', 'limits',
       100000, 'ml', 'active', 'active', current_date + interval 1 year, utc_timestamp(6) from seq_1_to_${CARDS}`,
    [companyId],
  )
  const web = await cabinet.web()
  const worker = open('worker', [], cabinet.env, { output: 'ignore' })
  const headers = { Cookie: `session=${token}`, Origin: web.url }
  try {
    const asked = performance.now()
    const preview = await (await fetch(`${web.url}/cards/bulk?action=block`, { headers })).text()
    const shown = (performance.now() - asked) / 1_000
    const body = new URLSearchParams(hiddenFields(preview))
    body.set('reason', 'bench')
    const confirmed = performance.now()
    const answer = await fetch(`${web.url}/cards/bulk?action=block`, {
      ...{ method: 'POST', body, headers, redirect: 'manual' },
    })
    const started = (performance.now() - confirmed) / 1_000
    if (answer.status !== 302) throw new Error(`the change was not started: ${answer.status}`)
    for (;;) {
      const [rows] = await cabinet.db.query(`select status, done from bulk_changes where company_id = ?`, [
        companyId,
      ])
      const [change] = /** @type {{ status: string, done: number }[]} */ (rows)
      if (change?.status === 'done') {
        report(`bulk: cards changed, of ${CARDS}`, change.done, `= ${CARDS}`)
        break
      }
      await sleep(50)
    }
    const seconds = (performance.now() - confirmed) / 1_000
    report('bulk: seconds to the preview', shown, '<= 2')
    report('bulk: seconds from the confirmation to its page', started, '<= 2')
    report('bulk: seconds from the confirmation to the last card', seconds, '<= 30')
  } finally {
    await web.stop()
    await end(worker, 10_000)
  }
}

/**
 * Of the form that confirms.
 * @param {string} html
 * @returns {[string, string][]}
 */
function hiddenFields(html) {
  const [, after = ''] = html.split('data-confirm')
  const [form = ''] = after.split('</form>')
  return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value],
  )
}
