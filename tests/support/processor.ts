import type { apiOf } from './api.ts'

type Api = ReturnType<typeof apiOf>

interface Handed {
  id: string
  instrument: 'card' | 'coupon'
  number: string
  version: number
  state: { blocked: boolean }
}

/** What a processor keeps of a card or a coupon. */
export interface Kept {
  version: number
  blocked: boolean
}

/** How badly the processor and the network between behave; each a share from 0 to 1. */
export interface Misfortune {
  /** An answer of the feed is lost after the cabinet sent it. */
  lost: number
  /** A message to the cabinet is sent twice. */
  doubled: number
  /** A message to the cabinet is lost on its way, and the processor believes that it arrived. */
  dropped: number
  /** The processor is killed: it forgets its cursor and what it has not stored. */
  killed: number
  /** An instruction is refused. */
  refused: number
}

export const CALM: Misfortune = { lost: 0, doubled: 0, dropped: 0, killed: 0, refused: 0 }

/** What a processor does with the register of its states: a line may be lost, and the whole may be sent twice. */
export interface NightFate {
  lostLines: number
  doubled: boolean
}

/** A processor that takes instructions, as docs/integration.md tells one to, in a world that goes wrong by chance. */
export class Processor {
  /** On its disk: a kill leaves it. */
  readonly kept = new Map<string, Kept>()
  readonly #api: Api
  readonly #chance: () => number
  #cursor: string | null = null

  constructor(api: Api, chance: () => number = () => 1) {
    this.#api = api
    this.#chance = chance
  }

  /** One call of the feed and what follows of it. @returns how many instructions it was handed */
  async turn(fate: Misfortune): Promise<number> {
    const after = this.#cursor === null ? '' : `?after=${this.#cursor}`
    const { status, body } = await this.#api.get(`/api/v1/instructions${after}`)
    if (status !== 200) throw new Error(`the feed answered ${status}`)
    const handed = (body.data ?? []) as unknown as Handed[]
    if (this.#happens(fate.lost)) return handed.length
    this.#cursor = body.next_cursor ?? null
    const answers: [string, object][] = []
    for (const one of this.#shuffled(handed)) {
      if (this.#happens(fate.killed)) {
        this.#cursor = null
        return handed.length
      }
      answers.push([one.id, this.#apply(one, fate)])
    }
    await this.#send(this.#shuffled(answers), fate)
    return handed.length
  }

  /** At night: the state of all its cards, in whatever order. @returns the answer of the cabinet */
  async tellStates(asOf: Date, { lostLines, doubled }: NightFate = { lostLines: 0, doubled: false }) {
    const lines = this.#shuffled([...this.kept]).flatMap(([key, { version, blocked }]) => {
      const [instrument, number] = key.split(':')
      if (instrument !== 'card' || this.#happens(lostLines)) return []
      return [JSON.stringify({ number, blocked, version })]
    })
    const path = `/api/v1/state-registers?${new URLSearchParams({ instrument: 'card', as_of: asOf.toISOString() })}`
    const send = () =>
      this.#api.post(path, undefined, {
        raw: lines.join('\n'),
        headers: { 'content-type': 'application/x-ndjson' },
      })
    const [first] = await Promise.all(doubled ? [send(), send()] : [send()])
    return first
  }

  /** A version that is older than the one it has changes nothing, and is in force as part of the newer one. */
  #apply({ instrument, number, version, state }: Handed, fate: Misfortune): object {
    const key = `${instrument}:${number}`
    if ((this.kept.get(key)?.version ?? 0) < version) {
      if (this.#happens(fate.refused)) return { outcome: 'refused', reason: 'the card is in use' }
      this.kept.set(key, { version, blocked: state.blocked })
    }
    return { outcome: 'in_force' }
  }

  async #send(answers: [string, object][], fate: Misfortune): Promise<void> {
    for (const [id, answer] of answers) {
      if (this.#happens(fate.dropped)) continue
      const times = this.#happens(fate.doubled) ? 2 : 1
      const sent = await Promise.all(
        Array.from({ length: times }, () => this.#api.post(`/api/v1/instructions/${id}/outcome`, answer)),
      )
      for (const { status, body } of sent)
        if (status !== 200) throw new Error(`an outcome was answered ${status} ${body.code}`)
    }
  }

  #happens(share: number): boolean {
    return this.#chance() < share
  }

  #shuffled<One>(all: readonly One[]): One[] {
    return all
      .map((one) => ({ one, at: this.#chance() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one)
  }
}

/** The same numbers for the same seed, so that a failure can be seen again. */
export function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
