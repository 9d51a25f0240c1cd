import fc from 'fast-check'
import iconv from 'iconv-lite'
import { sample } from '../../imports/parsing/support/registers.ts'
import { nasty } from './values.ts'

/** A file that somebody uploads, as what. */
export interface Upload {
  kind: string
  name: string
  bytes: Buffer
}

const SAMPLES = [
  ['companies', 'companies-1c.csv'],
  ['stations', 'stations-1c.xlsx'],
  ['cards', 'cards-1c.xlsx'],
  ['coupons', 'coupons-1c.csv'],
  ['transactions', 'transactions-1c.csv'],
] as const
const KINDS = SAMPLES.map(([kind]) => kind)
/** Of a register of thousands: what is wrong with a file is wrong with its beginning. */
const LINES = 40
const ENCODINGS = ['utf8', 'utf-16', 'utf16le', 'utf16be', 'cp866', 'koi8-r', 'win1251', 'iso-8859-5', 'utf7']

/** An export of 1C, whole or spoilt in one way, as the register that it is or as another. */
export const uploads: fc.Arbitrary<Upload> = fc.constantFrom(...SAMPLES).chain(([kind, name]) => {
  const bytes = Buffer.from(sample(name))
  const spoilt = name.endsWith('.csv') ? fc.oneof(ofText(bytes), ofBytes(beginningOf(bytes))) : ofBytes(bytes)
  return fc.record({
    kind: fc.oneof(
      { weight: 4, arbitrary: fc.constant(kind) },
      { weight: 1, arbitrary: fc.constantFrom(...KINDS) },
    ),
    name: fc.oneof({ weight: 3, arbitrary: fc.constant<string>(name) }, { weight: 1, arbitrary: nasty }),
    bytes: spoilt,
  })
})

function beginningOf(bytes: Buffer): Buffer {
  let end = 0
  for (let line = 0; line < LINES && end >= 0; line++) end = bytes.indexOf('\n', end + 1)
  return end > 0 ? bytes.subarray(0, end + 1) : bytes
}

/** Bytes that changed, came twice or got lost on the way. */
function ofBytes(bytes: Buffer): fc.Arbitrary<Buffer> {
  const at = fc.nat(bytes.length - 1)
  return fc.oneof(
    fc.constant(bytes),
    at.map((end) => bytes.subarray(0, end)),
    at.map((start) => bytes.subarray(start)),
    fc.tuple(at, at).map(([one, other]) => Buffer.concat([bytes.subarray(0, one), bytes.subarray(other)])),
    fc.array(fc.tuple(at, fc.nat(255)), { minLength: 1, maxLength: 20 }).map((changes) => {
      const changed = Buffer.from(bytes)
      for (const [position, byte] of changes) changed[position] = byte
      return changed
    }),
    fc
      .tuple(at, fc.uint8Array({ maxLength: 64 }))
      .map(([position, more]) =>
        Buffer.concat([bytes.subarray(0, position), more, bytes.subarray(position)]),
      ),
    fc.uint8Array({ maxLength: 2_000 }).map((noise) => Buffer.from(noise)),
  )
}

/** Cells, titles and lines that are not what they should be, in any encoding. */
function ofText(bytes: Buffer): fc.Arbitrary<Buffer> {
  const lines = iconv.decode(beginningOf(bytes), 'win1251').split('\r\n')
  const row = fc.nat(lines.length - 1)
  const spoilt = fc.oneof(
    fc.constant(lines),
    fc.tuple(row, fc.nat(12), nasty).map(([at, column, value]) => {
      const cells = (lines[at] ?? '').split(';')
      cells[column % cells.length] = value
      return lines.with(at, cells.join(';'))
    }),
    fc.tuple(row, nasty).map(([at, value]) => lines.toSpliced(at, 0, value)),
    row.map((at) => lines.toSpliced(at, 1)),
    row.map((at) => lines.toSpliced(at, 0, lines[at] ?? '')),
    fc
      .tuple(row, fc.constantFrom('"', ';;;;;;;;;;;;', '\u0000', '\r', '\t'))
      .map(([at, more]) => lines.with(at, `${lines[at]}${more}`)),
    fc.constantFrom(',', '\t', '|').map((delimiter) => lines.map((line) => line.replaceAll(';', delimiter))),
  )
  return fc
    .tuple(spoilt, fc.constantFrom('\r\n', '\r\n', '\n', '\r'), fc.constantFrom('win1251', ...ENCODINGS))
    .map(([lines, end, encoding]) => iconv.encode(lines.join(end), encoding, { addBOM: encoding === 'utf8' }))
}
