/** What a file was taken for, what must be asked, and the habits that follow from both. */

import { type Field, registerFields } from '../kinds.ts'
import { dateFields, decimalFields } from '../survey.ts'
import { foreignUnitOf, isBareQuantity } from '../titles/titles.ts'
import type { DecimalMark } from '../values/decimals.ts'
import type { Decided, ToDecide } from './asker.ts'
import { PaymentDecider } from './payment-decisions.ts'

const limitFields: readonly Field[] = ['dailyLimit', 'weeklyLimit', 'monthlyLimit', 'limit']
/** Columns that may say what a balance counts. */
const unitsOfBalance: readonly Field[] = ['balanceUnit', 'limitUnit', 'scheme']
const moneyFields: readonly Field[] = ['price', 'sum', 'credit', 'debit']

export function decide(about: ToDecide): Decided {
  const decider = new Decider(about)
  decider.dates()
  decider.marks()
  decider.volume()
  decider.currency()
  decider.cards()
  if (about.kind === 'transactions') decider.transactions()
  if (about.kind === 'payments') decider.payments()
  decider.owner()
  return { decisions: decider.decisions, habits: decider.habits, fileFaults: decider.fileFaults }
}

class Decider extends PaymentDecider {
  dates(): void {
    const { eitherDays, orders, yearFirst, yearLast } = this.given.survey
    const hasYearFirst = yearFirst.count > 0
    if (eitherDays.count === 0 && !hasYearFirst) return
    const [only] = orders
    const isCertain = orders.size === 1 && !(hasYearFirst && yearLast.count > 0)
    const choice = this.ask({
      code: 'date_order',
      about: 'date_order',
      field: dateFields.find((field) => this.byField.has(field)) ?? null,
      found: isCertain ? (only ?? null) : null,
      choices: hasYearFirst ? ['dmy', 'mdy', 'ymd'] : ['dmy', 'mdy'],
      sample: (hasYearFirst ? yearFirst : eitherDays).sample,
      isDisproved: (order) => [...orders].some((proved) => proved !== order),
    })
    if (choice === 'dmy' || choice === 'mdy' || choice === 'ymd') this.habits.dates.order = choice
  }

  marks(): void {
    const { marks, eitherNumbers } = this.given.survey
    if (eitherNumbers.size === 0) return
    const all = new Set([...marks.values()].flatMap((seen) => [...seen]))
    const ofFile = all.size === 1 ? [...all][0] : undefined
    const open: Field[] = []
    for (const field of decimalFields) {
      if (!eitherNumbers.has(field)) continue
      const own = marks.get(field)
      const mark = own?.size === 1 ? [...own][0] : own === undefined ? ofFile : undefined
      if (mark) this.habits.marks[field] = mark
      else open.push(field)
    }
    const first = open[0] ?? decimalFields.find((field) => eitherNumbers.has(field)) ?? null
    const choice = this.ask({
      code: 'decimal_mark',
      about: 'decimal_mark',
      field: first,
      found: open.length > 0 || first === null ? null : (this.habits.marks[first] ?? null),
      choices: ['comma', 'point'],
      sample: first === null ? [] : (eitherNumbers.get(first)?.sample ?? []),
      isDisproved: (mark) => [...all].some((proved) => proved !== mark),
    })
    if (choice !== 'comma' && choice !== 'point') return
    const mark: DecimalMark = choice
    const isAnswer = this.decisions.at(-1)?.by === 'answer'
    for (const field of eitherNumbers.keys())
      if (isAnswer || open.includes(field)) this.habits.marks[field] = mark
  }

  volume(): void {
    const column = this.byField.get('volume')
    if (!column) return
    const foreign = foreignUnitOf(column.title) ?? this.given.notes.volume
    const isVague =
      isBareQuantity(column.title) && !this.byField.has('unit') && this.isAbroad() && !this.asksCurrency()
    const unitless = this.given.survey.unitless.get('volume')
    if (!foreign && !(isVague && unitless)) return
    const choice = this.ask({
      code: 'unit.volume',
      about: 'unit',
      field: 'volume',
      found: null,
      choices: ['l', 'other'],
      params: { value: foreign ?? '' },
      sample: unitless?.sample ?? [],
    })
    if (choice === 'other')
      this.fileFaults.push({ code: 'foreign_unit', params: { unit: foreign ?? column.title } })
  }

  /** No word of ours in the whole file: its money may be anything. A BIN is Kazakhstan's, and so is its money. */
  private isAbroad(): boolean {
    const titles = this.given.columns.map(({ title }) => title)
    return (
      !this.given.survey.hasCyrillic &&
      titles.some((title) => title !== '') &&
      !titles.some((title) => /[\u0400-\u04FF]/.test(title))
    )
  }

  private asksCurrency(): boolean {
    const columns = moneyFields.flatMap((field) => this.byField.get(field) ?? [])
    const isOurs =
      this.byField.has('bin') ||
      this.byField.has('payerBin') ||
      this.byField.has('currency') ||
      columns.some(({ unit }) => unit === 'money')
    return columns.length > 0 && !isOurs && this.isAbroad()
  }

  currency(): void {
    const columns = moneyFields.flatMap((field) => this.byField.get(field) ?? [])
    // The sum of coupons is only held against their price.
    if (this.given.kind === 'coupons' && !this.byField.has('price')) return
    if (columns.length === 0 || this.byField.has('currency')) return
    const ofTitle = columns.map(({ title }) => foreignUnitOf(title)).find((unit) => unit !== null)
    const foreign = ofTitle ?? this.given.notes.currency
    if (!foreign && !this.asksCurrency()) return
    const field = columns[0]?.field ?? null
    const choice = this.ask({
      code: 'currency',
      about: 'currency',
      field,
      found: null,
      choices: ['kzt', 'other'],
      params: { value: foreign ?? '' },
      sample: (field && this.given.survey.unitless.get(field)?.sample) || [],
    })
    if (choice === 'other') {
      this.fileFaults.push({
        code: 'foreign_currency',
        params: { currency: foreign ?? columns[0]?.title ?? '' },
      })
    }
  }

  cards(): void {
    const { unitless } = this.given.survey
    const limits = limitFields.filter((field) => {
      const column = this.byField.get(field)
      return column && column.unit === null && unitless.has(field)
    })
    const first = limits[0]
    if (first && !this.byField.has('limitUnit') && !this.hasUnitOfOtherLimit()) {
      this.habits.units.limits = this.askUnit('unit.limits', first)
    }
    const balance = this.byField.get('balance')
    if (!balance || balance.unit !== null || !unitless.has('balance')) return
    if (unitsOfBalance.some((field) => this.byField.has(field))) return
    this.habits.units.balance = this.askUnit('unit.balance', 'balance')
  }

  /** "Лимит в сутки, тг" beside "Лимит в месяц": the same sheet counts in one unit. */
  private hasUnitOfOtherLimit(): boolean {
    return limitFields.some((field) => (this.byField.get(field)?.unit ?? null) !== null)
  }

  private askUnit(code: string, field: Field): 'ml' | 'tiyn' | undefined {
    const sample = this.given.survey.unitless.get(field)?.sample ?? []
    const choice = this.ask({
      code,
      about: 'unit',
      field,
      found: null,
      choices: ['l', 'kzt'],
      params: { value: '' },
      sample,
    })
    if (choice === null) return undefined
    return choice === 'l' ? 'ml' : 'tiyn'
  }

  owner(): void {
    const { kind, ownerHint, options } = this.given
    if (!('bin' in registerFields[kind]) || kind === 'companies' || this.byField.has('bin')) return
    if (this.given.ambiguous.includes('bin')) return
    const hint = ownerHint?.bin ?? null
    const bin = this.ask({
      code: 'owner',
      about: 'owner',
      found: hint,
      choices: [],
      params: { value: ownerHint?.name ?? options.fileName ?? '' },
      sample: ownerHint?.row ? [{ row: ownerHint.row, text: ownerHint.name ?? hint ?? '' }] : [],
    })
    this.habits.owner = bin
  }
}
