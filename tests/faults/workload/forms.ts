import { randomBytes } from 'node:crypto'
import { csv } from '#tests/support/imports.ts'
import { newBin, newEmail, PASSWORD } from './people.ts'
import type { Person } from './person.ts'

/** A form as it stands on a page, filled in. */
export interface FoundForm {
  /** Where it stands. */
  page: string
  /** Where it goes. */
  action: string
  fields: Record<string, string>
  hasFile: boolean
}

/** Of an API key in a path: letters and digits, as words are. */
const KEY_ID = /(\/(?:api-keys|integrations)\/)[2-9a-z]{12}(?=\/)/

/** `/cards/17/block?x=1` -> `/cards/:id/block` */
export function patternOf(path: string): string {
  return (path.split('?')[0] ?? '')
    .replace(KEY_ID, '$1:id')
    .split('/')
    .map((part) => (/^\d+$/.test(part) ? ':id' : /^[\w-]{22,43}$/.test(part) ? ':token' : part))
    .join('/')
}

/**
 * Reads every kind of page that a person can reach by links from `starts`, one of a kind, and finds the forms that
 * post. A page or a form that is added later is found like any other.
 */
export async function formsWithin(person: Person, starts: readonly string[]): Promise<FoundForm[]> {
  const seen = new Set<string>()
  const forms = new Map<string, FoundForm>()
  for (let wave = [...starts]; wave.length > 0; ) {
    const next: string[] = []
    for (const path of wave) {
      const pattern = patternOf(path)
      if (seen.has(pattern) || /^\/(?:assets|fonts|words|api)\/|\/export$/.test(pattern)) continue
      seen.add(pattern)
      let answer = await person.read(path)
      // A link leads to its clean address, which looks the same.
      if (answer.location && patternOf(answer.location) === pattern)
        answer = await person.read(answer.location)
      else if (answer.location) next.push(answer.location)
      if (!answer.body.includes('<html')) continue
      for (const form of formsIn(answer.body, path)) {
        const key = patternOf(form.action)
        if (!forms.has(key)) forms.set(key, form)
      }
      for (const [, href = ''] of answer.body.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)"/g))
        next.push(decoded(href))
    }
    wave = next
  }
  return [...forms.values()]
}

/** The forms of a page that post, filled in as a person might. */
function formsIn(html: string, page: string): FoundForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, attributes = '', inside = '']) => {
      if (attributeOf(attributes, 'method')?.toLowerCase() !== 'post') return []
      const fields: Record<string, string> = {}
      for (const [, tag = '', of = '', rest = ''] of inside.matchAll(/<(input|textarea)\b([^>]*)>([^<]*)/g)) {
        const name = attributeOf(of, 'name')
        const type = attributeOf(of, 'type') ?? 'text'
        if (!name || type === 'file' || /\bdisabled\b/.test(of)) continue
        const value = tag === 'textarea' ? rest : attributeOf(of, 'value')
        // Of a group of choices the first one.
        if (type === 'radio' && name in fields) continue
        const earliest = type === 'date' ? attributeOf(of, 'min') : undefined
        fields[name] = valueFor(name, type, decoded(value || earliest || ''))
      }
      for (const [, of = '', options = ''] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
        const name = attributeOf(of, 'name')
        const values = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option)
        const chosen = values.find((option) => /\bselected\b/.test(option)) ?? ''
        const known = [chosen, ...values].map((option) => attributeOf(option, 'value')).find(Boolean)
        // The file that stands in for each register.
        const companies = values.some((option) => attributeOf(option, 'value') === 'companies')
        if (name) fields[name] = name === 'kind' && companies ? 'companies' : decoded(known ?? '')
      }
      const button = /<button\b([^>]*\bname="[^>]*)>/.exec(inside)?.[1]
      const pressed = button && attributeOf(button, 'name')
      if (button && pressed) fields[pressed] = decoded(attributeOf(button, 'value') ?? '')
      const action = decoded(attributeOf(attributes, 'action') ?? page)
      return [{ page, action, fields, hasFile: /type="file"/.test(inside) }]
    },
  )
}

/** With its file, where it has one. */
export function bodyOf({
  fields,
  hasFile,
}: FoundForm): { fields: Record<string, string> } | { form: () => FormData } {
  if (!hasFile) return { fields }
  const register = csv('БИН;Наименование', [[newBin(), 'ТОО «Дважды»']])
  return {
    form() {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      form.set('file', new File([Buffer.from(register)], 'companies.csv', { type: 'text/csv' }))
      return form
    },
  }
}

function valueFor(name: string, type: string, value: string): string {
  if (name === 'currentPassword') return PASSWORD
  if (type === 'password') return `${PASSWORD}-2`
  if (value !== '' && type !== 'email') return value
  if (type === 'checkbox') return 'on'
  if (type === 'email' || name === 'email') return newEmail('form')
  if (name === 'bin') return newBin()
  if (name === 'phone') return '+7 701 000 00 00'
  if (type === 'date') return '2026-01-15'
  if (name === 'code') return `fuel_${oneOf()}`
  // A name belongs to one product.
  if (/^name(En|Ru|Kk)$/.test(name)) return `Проверка ${oneOf()}`
  if (name === 'position') return '70'
  return /name|reason/i.test(name) ? 'Проверка' : value
}

/** Letters that nothing else has. */
function oneOf(): string {
  return randomBytes(4)
    .toString('hex')
    .replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))
}

function attributeOf(attributes: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(attributes)?.[1]
}

function decoded(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
}
