import type { CompanyEvent } from '#app/domain/events/events.server.ts'

/** `missed`: events may have passed by unread, so whoever listens looks at everything again. */
export type LiveNews = readonly CompanyEvent[] | 'missed'

interface HubOptions {
  /** Events of all companies in the last so many seconds. */
  read: (seconds: number) => Promise<readonly CompanyEvent[]>
  onError: (error: unknown) => void
  everyMs?: number
}

const EVERY_MS = 1_000
/** A transaction's events are read when it has committed, which may be later than the moment that they bear. */
const OVERLAP_SECONDS = 5
/** After a longer silence of the database nobody knows what happened meanwhile. */
const MAX_GAP_SECONDS = 60

/**
 * One question a second to the database for all the open pages of a process, however many they are, and none while
 * nobody listens.
 */
export class LiveHub {
  readonly #listeners = new Map<number, Set<(news: LiveNews) => void>>()
  readonly #options: HubOptions
  /** Ids of the last reading. */
  #seen = new Set<number>()
  /** Of the last reading that succeeded; undefined while nobody listens. */
  #readAt: number | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(options: HubOptions) {
    this.#options = options
  }

  get size(): number {
    let size = 0
    for (const listeners of this.#listeners.values()) size += listeners.size
    return size
  }

  /** @returns how to stop listening. */
  listen(companyId: number, listener: (news: LiveNews) => void): () => void {
    const listeners = this.#listeners.get(companyId) ?? new Set()
    this.#listeners.set(companyId, listeners.add(listener))
    this.#timer ??= setTimeout(() => void this.#look(), 0)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(companyId) === listeners)
        this.#listeners.delete(companyId)
    }
  }

  async #look(): Promise<void> {
    try {
      await this.#read()
    } catch (error) {
      this.#options.onError(error)
    }
    if (this.#listeners.size > 0) {
      this.#timer = setTimeout(() => void this.#look(), this.#options.everyMs ?? EVERY_MS)
      return
    }
    this.#timer = undefined
    this.#readAt = undefined
    this.#seen.clear()
  }

  async #read(): Promise<void> {
    const begunAt = performance.now()
    const isFirst = this.#readAt === undefined
    const gap = (begunAt - (this.#readAt ?? begunAt)) / 1_000
    const seconds = Math.ceil(Math.min(gap, MAX_GAP_SECONDS) + OVERLAP_SECONDS)
    const events = await this.#options.read(seconds)
    this.#readAt = begunAt
    const fresh = events.filter(({ id }) => !this.#seen.has(id))
    this.#seen = new Set(events.map(({ id }) => id))
    // What happened before anybody listened is on the pages already.
    if (isFirst) return
    if (gap > MAX_GAP_SECONDS) {
      for (const listeners of this.#listeners.values()) for (const tell of listeners) tell('missed')
      return
    }
    for (const [companyId, ofCompany] of Map.groupBy(fresh, (event) => event.company_id))
      for (const tell of this.#listeners.get(companyId) ?? []) tell(ofCompany)
  }
}
