// Which files the browser's modules come in. Modules that the same pages need lie together; then the two files whose
// joining costs least are joined, again and again, until no page asks for too many. A page loads whole files and all
// that they import, needed or not: that is what a joining costs, the more the more a page is burdened already.

/**
 * @typedef {object} Chunk
 * @property {Set<string>} modules
 * @property {number} size  in characters
 * @property {Uint8Array} pages  1 for each page that loads it
 * @property {number[]} needed  how much of it each page needs
 */

/** A phone on a slow link waits for each. The page's own, the root's and the entry's are not among them. */
const MAX_SHARED_FILES = 9

/**
 * @param {Pick<import('vite').Rollup.ManualChunkMeta, 'getModuleIds' | 'getModuleInfo'>} graph
 * @param {{ isPage: (id: string) => boolean, isOfAll: (id: string) => boolean }} entries
 * @returns {Map<string, string>} the name of the file of each module that pages share
 */
export function sharedChunks({ getModuleIds, getModuleInfo }, { isPage, isOfAll }) {
  const ids = [...getModuleIds()].sort()
  const importsOf = (/** @type {string} */ id) => getModuleInfo(id)?.importedIds ?? []
  const pages = ids.filter(isPage)
  const ofAll = reached(ids.filter(isOfAll), importsOf)
  /** @type {Map<string, Uint8Array>} */
  const pagesOf = new Map([...ofAll].map((id) => [id, new Uint8Array(pages.length).fill(1)]))
  for (const [at, page] of pages.entries()) {
    for (const id of reached([page], importsOf)) {
      const own = pagesOf.get(id) ?? new Uint8Array(pages.length)
      own[at] = 1
      pagesOf.set(id, own)
    }
  }
  /** @type {Map<string, Chunk>} */
  const chunks = new Map()
  for (const [id, own] of pagesOf) {
    const info = getModuleInfo(id)
    if (info?.isEntry || sum(own) < 2 || !info?.isIncluded) continue
    const chunk = chunks.get(own.join('')) ?? {
      modules: new Set(),
      size: 0,
      pages: own,
      needed: pages.map(() => 0),
    }
    const size = info.code?.length ?? 0
    chunk.modules.add(id)
    chunk.size += size
    chunk.needed = chunk.needed.map((needed, page) => needed + size * (own[page] ?? 0))
    chunks.set(own.join(''), chunk)
  }
  const joined = joinedUntilFew([...chunks.values()], importsOf)
  const nameOf = (/** @type {Chunk} */ { pages }, /** @type {number} */ at) =>
    pages.every(Boolean) ? 'base' : `shared-${at}`
  return new Map(joined.flatMap((chunk, at) => [...chunk.modules].map((id) => [id, nameOf(chunk, at)])))
}

/**
 * @template Item
 * @param {Iterable<Item>} from
 * @param {(item: Item) => Iterable<Item>} next
 */
function reached(from, next) {
  const found = new Set(from)
  for (const item of found) for (const further of next(item)) found.add(further)
  return found
}

const sum = (/** @type {Iterable<number>} */ numbers) => [...numbers].reduce((total, one) => total + one, 0)

/**
 * @param {Chunk[]} chunks
 * @param {(id: string) => readonly string[]} importsOf
 */
function joinedUntilFew(chunks, importsOf) {
  for (;;) {
    const loads = (chunks[0]?.needed ?? []).map((_, page) => {
      const loaded = chunks.filter(({ pages }) => pages[page])
      const unneeded = sum(loaded.map(({ size, needed }) => size - (needed[page] ?? 0)))
      return { files: loaded.length, unneeded }
    })
    if (loads.every(({ files }) => files <= MAX_SHARED_FILES)) return chunks
    const home = new Map(chunks.flatMap((chunk) => [...chunk.modules].map((id) => [id, chunk])))
    const below = new Map(
      chunks.map((chunk) => {
        const imported = (/** @type {Chunk} */ { modules }) =>
          [...modules].flatMap(importsOf).flatMap((id) => home.get(id) ?? [])
        return [chunk, reached(imported(chunk), imported)]
      }),
    )
    /** @type {{ cost: number, one: Chunk, other: Chunk } | undefined} */
    let best
    for (const [at, one] of chunks.entries()) {
      for (const other of chunks.slice(at + 1)) {
        const cost = costOf(one, other, below, loads)
        if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { cost, one, other }
      }
    }
    if (!best) return chunks
    const { one, other } = best
    const pages = one.pages.map((loads, page) => loads | (other.pages[page] ?? 0))
    for (const chunk of [...(below.get(one) ?? []), ...(below.get(other) ?? [])])
      chunk.pages = chunk.pages.map((loads, page) => loads | (pages[page] ?? 0))
    chunks = chunks.filter((chunk) => chunk !== one && chunk !== other)
    const modules = new Set([...one.modules, ...other.modules])
    const needed = one.needed.map((some, page) => some + (other.needed[page] ?? 0))
    chunks.push({ modules, size: one.size + other.size, pages, needed })
  }
}

/**
 * What pages would load without needing it, by the square, for each file that a page with too many is spared.
 * @param {Chunk} one
 * @param {Chunk} other
 * @param {Map<Chunk, Set<Chunk>>} below  what each imports, directly or not
 * @param {{ files: number, unneeded: number }[]} loads  of each page
 */
function costOf(one, other, below, loads) {
  const [belowOne = new Set(), belowOther = new Set()] = [below.get(one), below.get(other)]
  const leads = (/** @type {Set<Chunk>} */ to, /** @type {Chunk} */ end) =>
    [...to].some((chunk) => chunk !== end && below.get(chunk)?.has(end))
  let [cost, spared] = [0, 0]
  for (const [page, { files, unneeded }] of loads.entries()) {
    const [hasOne, hasOther] = [one.pages[page], other.pages[page]]
    if (!hasOne && !hasOther) continue
    const isFull = files > MAX_SHARED_FILES
    if (hasOne && hasOther) {
      if (isFull) spared++
      continue
    }
    let more = hasOne ? other.size : one.size
    for (const chunk of hasOne ? belowOther : belowOne) {
      if (chunk.pages[page] || chunk === one || chunk === other) continue
      more += chunk.size
      if (isFull) spared--
    }
    cost += more * (2 * unneeded + more)
  }
  // Where one leads to the other through a third they would wait for each other.
  if (spared <= 0 || leads(belowOne, other) || leads(belowOther, one)) return Number.POSITIVE_INFINITY
  return cost / spared
}
