/** What a transactions' file names its operations, what its signs mean, and what it leaves out. */

import { zoneInTitle } from '../values/dates.ts'
import { type OperationChoice, operationChoices } from '../values/operations.ts'
import { answerOf } from '../values/status-words.ts'
import { Asker } from './asker.ts'

const headDecisions = [
  ['date', 'day'],
  ['station', 'station'],
  ['product', 'product'],
] as const

const ofReturns =
  /^(?:(?:признак|флаг|это|is)[\s_]*)?(?:возврат\p{L}?|сторно|refund(?:ed)?|return(?:ed)?|қайтару|қайтарым)$/iu

export class TransactionDecider extends Asker {
  transactions(): void {
    const { survey } = this.given
    const isReturn = this.saysWhetherReturned()
    for (const { value, known: named, seen } of survey.operations.values()) {
      if (value === '') continue
      const known = isReturn && named === null ? (answerOf(value) ? 'return' : 'sale') : named
      const choice = this.ask({
        code: `operation.${value}`,
        about: 'operation',
        field: 'operation',
        found: known,
        choices: operationChoices,
        params: { value },
        sample: seen.sample,
      })
      const chosen = operationChoices.find((each) => each === choice)
      if (chosen) this.habits.operations[value] = chosen
    }
    this.sign()
    this.price()
    this.instrument()
    this.zone()
    this.heads()
    this.fileOperation()
    if (this.byField.has('time') || this.byField.has('hour') || survey.hasTime || survey.days.count === 0)
      return
    const time = this.ask({
      code: 'time',
      about: 'time',
      field: 'date',
      found: null,
      choices: ['midnight'],
      sample: survey.days.sample,
    })
    this.habits.isMidnight = time === 'midnight'
  }

  /** "Время (UTC)", "Дата и время (МСК)": the file says it, and a person sees what becomes of it. */
  private zone(): void {
    const titles = (['date', 'time', 'hour'] as const).map((field) => this.byField.get(field)?.title ?? '')
    const found = titles.map(zoneInTitle).find((zone) => zone !== null) ?? this.given.notes.zone
    if (!found) return
    const choice = this.ask({
      code: 'zone',
      about: 'zone',
      field: 'date',
      found,
      choices: [found, 'almaty'],
      sample: this.given.survey.days.sample,
    })
    this.habits.zone = choice === 'utc' || choice === 'msk' ? choice : null
  }

  /** "Признак возврата" with yes and no, and with nothing else. */
  private saysWhetherReturned(): boolean {
    const title = this.byField.get('operation')?.title ?? ''
    const values = [...this.given.survey.operations.keys()].filter((value) => value !== '')
    return ofReturns.test(title.trim()) && values.every((value) => answerOf(value) !== null)
  }

  /** Nothing but rows above others says their days, stations or fuels. */
  private heads(): void {
    const { heads, survey } = this.given
    for (const [field, about] of headDecisions) {
      if (!heads.includes(field)) continue
      const isCertain = field !== 'date' || survey.dayHeads.isCertain
      const { sample = [] } = survey.heads.get(field) ?? {}
      const { doubtful } = survey.dayHeads
      this.ask({
        code: about,
        about,
        found: isCertain ? 'from_heads' : null,
        choices: ['from_heads'],
        sample: field === 'date' && doubtful.count > 0 ? doubtful.sample : sample,
        // Nobody who chose it for another file knew of the nights in this one.
        isDisproved: () => !isCertain,
      })
    }
  }

  /** "Реестр возвратов" above a table in which nothing else tells a return from a sale. */
  private fileOperation(): void {
    const { operationAbove: text, survey } = this.given
    if (text === null || this.byField.has('operation') || survey.operations.size > 0) return
    if (survey.negative.count > 0) return
    const choice = this.ask({
      code: `operation.${text}`,
      about: 'operation',
      // A line above a table may be of a part of it: what turns every row of it is never taken for certain.
      found: null,
      choices: operationChoices,
      params: { value: text },
      sample: survey.unitless.get('volume')?.sample ?? [],
    })
    const chosen = operationChoices.find((each) => each === choice)
    if (chosen) this.habits.operations[text] = chosen
    this.habits.operationAbove = text
  }

  private price(): void {
    if (this.byField.has('price')) return
    const { unexplained, unitless } = this.given.survey
    const isCertain = unexplained.count === 0
    const choice = this.ask({
      code: 'price',
      about: 'price',
      field: 'sum',
      // What was paid for a litre. Where no price in whole tiyn comes to the amount, a person says whether that is meant.
      found: isCertain ? 'from_amount' : null,
      choices: ['from_amount'],
      sample: (isCertain ? unitless.get('sum')?.sample : unexplained.sample) ?? [],
    })
    this.habits.pricesFromAmounts = choice === 'from_amount'
  }

  /** Without a card's number, the plate tells it: a merge finds the only card of the client that has it. */
  private instrument(): void {
    if (!this.given.findsByPlate) return
    const choice = this.ask({
      code: 'instrument',
      about: 'instrument',
      field: 'plate',
      found: 'by_plate',
      choices: ['by_plate'],
      sample: this.given.survey.plates.sample,
    })
    this.habits.cardsByPlate = choice === 'by_plate'
  }

  /** A minus is a return, unless everything that was sold has one. */
  private sign(): void {
    const { survey } = this.given
    if (survey.negative.count === 0) return
    const sales = [...survey.operations.values()].filter(({ value }) => this.operation(value) === 'sale')
    const sold = sales.reduce(
      (sum, { negative, positive }) => ({
        negative: sum.negative + negative,
        positive: sum.positive + positive,
      }),
      {
        negative: 0,
        positive: 0,
      },
    )
    const found = this.signOf(sales.length > 0, sold)
    const choice = this.ask({
      code: 'sign',
      about: 'sign',
      field: 'volume',
      found,
      choices: ['sale', 'return'],
      sample: survey.negative.sample,
    })
    this.habits.salesAreNegative = choice === 'sale'
  }

  private signOf(hasSales: boolean, sold: { negative: number; positive: number }): 'sale' | 'return' | null {
    if (hasSales && sold.negative > 0) return sold.positive === 0 ? 'sale' : 'return'
    const { negative, positive } = this.given.survey
    // More came back than was sold: the sender may write sales with a minus.
    if (!hasSales && positive > 0) return negative.count <= positive ? 'return' : null
    if (hasSales) return 'return'
    return this.byField.has('operation') ? 'return' : null
  }

  private operation(value: string): OperationChoice | null {
    return this.habits.operations[value] ?? null
  }
}
