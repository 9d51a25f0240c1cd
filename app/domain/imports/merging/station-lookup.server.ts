import type { Context } from '#app/domain/kernel/context.ts'
import { listAllStations, type StationName } from '#app/domain/stations/stations.server.ts'
import { plainWords } from '../parsing/normalise-text.ts'
import type { MergeFault } from './merge.ts'

/** What a row says of its station: a code, a name or words of an address, in columns of their own or in one. */
interface SaidStation {
  station: string | null
  stationName: string | null
  stationAddress: string | null
}

/** An answer's code; its value is a station's code, or KEEP_AS_CODE. */
const stationAnswer = (said: string): string => `station.${said}`
/** The person says: it is a station that no register brought yet, keep what the file calls it. */
const KEEP_AS_CODE = '+'

const MAX_CODE_LENGTH = 64
/** Words of an address that tell one from another; fewer could be those of a whole street. */
const MIN_ADDRESS_WORDS = 2

/** Stations by code, name or address, read once an import: there are hundreds. */
export class StationLookup {
  #stations: readonly StationName[] | undefined
  readonly #byCode = new Map<string, string>()
  readonly #byShortCode = new Index()
  readonly #byName = new Index()
  readonly #byNumber = new Index()
  #addresses: { code: string; words: ReadonlySet<string> }[] = []
  readonly #found = new Map<string, string | null>()

  constructor(private readonly answers: Readonly<Record<string, string>>) {}

  async load(ctx: Context): Promise<void> {
    if (this.#stations) return
    this.#stations = await listAllStations(ctx)
    for (const { code, name, city } of this.#stations) {
      this.#byCode.set(code, code)
      this.#byShortCode.add(short(code), code)
      this.#byName.add(plainWords(name), code)
      this.#byName.add(plainWords(`${city} ${name}`), code)
      this.#byNumber.add(numberIn(code), code)
    }
    this.#addresses = this.#stations.map(({ code, name, city, address }) => ({
      code,
      words: wordsOf(`${name} ${city} ${address}`),
    }))
  }

  /**
   * The code of the one station that the row means; empty where the file has no station. While no station is here,
   * there is nothing to compare with and the file's own text is the code.
   */
  codeOf(row: number, said: SaidStation): string | MergeFault {
    const texts = [said.station, said.stationName, said.stationAddress].filter((text) => text !== null)
    const first = texts[0]
    if (first === undefined) return ''
    const key = texts.join('\n')
    const known = this.#found.get(key) ?? this.#find(said, texts)
    this.#found.set(key, known)
    return known ?? { row, field: 'station', code: 'station_not_found', params: { value: first } }
  }

  #find({ station }: SaidStation, texts: readonly string[]): string | null {
    const first = texts[0] ?? ''
    if (this.#stations?.length === 0) return first.slice(0, MAX_CODE_LENGTH)
    const answer = this.answers[stationAnswer(first)]
    if (answer === KEEP_AS_CODE) return first.slice(0, MAX_CODE_LENGTH)
    if (answer !== undefined && this.#byCode.has(answer)) return answer
    if (station !== null) {
      const byCode = this.#byCode.get(station) ?? this.#byShortCode.one(short(station))
      if (byCode) return byCode
    }
    for (const text of texts) {
      const found = this.#byName.one(plainWords(text)) ?? this.#byAddress(text)
      if (found) return found
    }
    // `5` and `АЗС № 5` are the station with the code АЗС-005, where no other has that number.
    return station === null ? null : this.#byNumber.one(numberIn(station))
  }

  /** The one station whose name, city and address have all the words of the text. */
  #byAddress(text: string): string | null {
    const words = [...wordsOf(text)]
    if (words.length < MIN_ADDRESS_WORDS) return null
    const fitting = this.#addresses.filter(({ words: known }) => words.every((word) => known.has(word)))
    return fitting.length === 1 ? (fitting[0]?.code ?? null) : null
  }
}

/** Text -> the one code that it means; two that share it mean none. */
class Index {
  readonly #codes = new Map<string, string | null>()

  add(text: string, code: string): void {
    if (text === '') return
    const known = this.#codes.get(text)
    this.#codes.set(text, known === undefined || known === code ? code : null)
  }

  one(text: string): string | null {
    return this.#codes.get(text) ?? null
  }
}

/** `007` and `7`, `АЗС-005` and `азс 5`: letters small, no punctuation, numbers without zeros in front. */
function short(code: string): string {
  return plainWords(code)
    .replaceAll('№', ' ')
    .replace(/(?<!\p{N})0+(?=\p{N})/gu, '')
    .replace(/ +/g, ' ')
    .trim()
}

/** The only number of a text, if all its words but that one only say that it is a station; empty else. */
function numberIn(text: string): string {
  const words = short(text).split(' ')
  const numbers = words.filter((word) => /^\d+$/.test(word))
  const others = words.filter((word) => !/^\d+$/.test(word))
  return numbers.length === 1 && others.every((word) => stationWords.has(word)) ? (numbers[0] ?? '') : ''
}

const stationWords = new Set(['азс', 'агзс', 'казс', 'жқс', 'станция', 'station', 'no', 'номер'])
/** Said of every street and town: they tell no station from another. */
const streetWords = new Set([
  ...[
    'г',
    'город',
    'ул',
    'улица',
    'пр',
    'просп',
    'проспект',
    'пер',
    'мкр',
    'д',
    'дом',
    'зд',
    'обл',
    'область',
  ],
  ...[
    'р',
    'н',
    'район',
    'с',
    'село',
    'пос',
    'трасса',
    'қ',
    'қаласы',
    'көшесі',
    'даңғылы',
    'үй',
    'азс',
    'жқс',
  ],
  ...['street', 'st', 'avenue', 'ave', 'city', 'station'],
])

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    short(text)
      .split(' ')
      .filter((word) => word !== '' && !streetWords.has(word)),
  )
}
