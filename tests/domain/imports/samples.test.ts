import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { listFaults } from '#app/domain/imports/faulty-rows.server.ts'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { requestCommit } from '#app/domain/imports/imports.server.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringIn, check, samples } from '#tests/support/imports.ts'
import { NOW } from '#tests/support/registers.ts'
import { sample } from '../../imports/parsing/support/registers.ts'

let cabinet: Cabinet
let staff: Person

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
})
afterAll(() => cabinet.destroy())

describe("the owner's files, as they are", () => {
  test.each(samples)('%s: all rows are new', async (kind, file, rows) => {
    const done = await bringIn(staff.ctx, kind, sample(file), file)
    expect(done).toMatchObject({
      status: 'committed',
      counts: { total: rows, added: rows, changed: 0, same: 0, faulty: 0 },
      fileName: file,
      committedBy: staff.email,
    })
    const { number } = await cabinet.db
      .selectFrom(kind)
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .executeTakeFirstOrThrow()
    expect(number).toBe(rows)
  })

  test.each(samples)(
    '%s once more: all rows are the same and there is nothing to commit',
    async (kind, file, rows) => {
      const { id, counts, status } = await check(staff.ctx, kind, sample(file))
      expect({ status, counts }).toEqual({
        status: 'checked',
        counts: { total: rows, added: 0, changed: 0, same: rows, faulty: 0, leftOut: expect.any(Number) },
      })
      await expect(requestCommit(staff.ctx, id)).rejects.toMatchObject({ code: 'import_not_ready' })
    },
  )

  test('each import is one row of the audit log, by who decided', async () => {
    const rows = await cabinet.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'import.committed')
      .execute()
    expect(rows.map(({ actor_label }) => actor_label)).toEqual(samples.map(() => staff.email))
    expect(JSON.parse(rows[3]?.data ?? '')).toEqual({
      register: 'coupons',
      file: 'coupons-1c.csv',
      added: 3_000,
      changed: 0,
      same: 0,
    })
  })

  test('a QR payload is there, sealed, and nowhere else', async () => {
    const coupon = await cabinet.db
      .selectFrom('coupons')
      .selectAll()
      .where('qr_ciphertext', 'is not', null)
      .limit(1)
      .executeTakeFirstOrThrow()
    const payload = openQr(staff.ctx.keyring, coupon.number, {
      ciphertext: coupon.qr_ciphertext ?? Buffer.alloc(0),
      keyId: coupon.qr_key_id ?? '',
    })
    expect(payload).toMatch(/^\d{10}$/)
    expect(
      await cabinet.db.selectFrom('import_chunks').select('import_id').where('import_id', '<=', 5).execute(),
    ).toEqual([])
    const seen = await Promise.all([1, 2, 3, 4, 5].map((id) => findImport(staff.ctx, id)))
    expect(JSON.stringify(seen)).not.toContain(payload)
  })

  test('transactions find their card or coupon', async () => {
    const lost = await cabinet.db
      .selectFrom('transactions')
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .where('card_id', 'is', null)
      .where('coupon_id', 'is', null)
      .executeTakeFirstOrThrow()
    expect(lost.number).toBe(0)
  })

  test('the faulty file: every fault by row, column and reason, and nothing comes in', async () => {
    const { id, counts, faults, status } = await check(staff.ctx, 'coupons', sample('coupons-1c-faulty.csv'))
    const listed = await listFaults(staff.ctx, id, { limit: 100 })
    expect(listed.map(({ row, column, code }) => `${row} ${column} ${code}`)).toMatchInlineSnapshot(`
      [
        "5 Номер талона duplicate_in_file",
        "7 БИН клиента bin_check_digit",
        "9 Вид топлива unknown_product",
        "11 Номинал, л not_positive",
        "13 Номинал, л not_a_number",
        "15 Действует с no_such_day",
        "17 Действует по ends_before_start",
        "19 Номер талона number_destroyed",
        "21 Номер талона missing_value",
        "23 Статус unknown_status",
        "25 БИН клиента missing_value",
        "27 Сумма, тг row_cut_short",
        "29 Номер талона formula",
      ]
    `)
    expect({ status, faults, counts }).toMatchInlineSnapshot(`
      {
        "counts": {
          "added": 0,
          "changed": 0,
          "faulty": 13,
          "leftOut": 0,
          "same": 27,
          "total": 40,
        },
        "faults": 13,
        "status": "checked",
      }
    `)
    await expect(requestCommit(staff.ctx, id)).rejects.toMatchObject({ code: 'import_faulty' })
    expect(JSON.stringify(listed)).not.toContain('2080417950')
  })
})
