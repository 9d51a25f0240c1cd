/**
 * What was typed into a form and not sent yet, kept in this tab (sessionStorage): it survives a change of language and
 * a session that ended. Never passwords, codes, files and hidden fields. docs/decisions/0028.
 */

import { HOUR_MS } from '#app/domain/kernel/durations.ts'

const PREFIX = 'draft '
const MAX_AGE_MS = 12 * HOUR_MS
const MAX_DRAFT_LENGTH = 20_000
const SIGNING_IN = /^\/(sign-in|forgot-password|set-password)(\/|\?|$)/

interface Draft {
  path: string
  /** For which person and company the form was drawn; empty for a guest. */
  drawnFor: string
  at: number
  /** On its way to the server: drawn anew without an answer, the form was accepted. */
  sent: boolean
  /** By name: what was typed, and the values of what was ticked. */
  values: Record<string, string[]>
}

export interface FormPlace {
  path: string
  id: string
  drawnFor: string
}

const keyOf = ({ path, id, drawnFor }: FormPlace) => `${PREFIX}${drawnFor} ${path} ${id}`

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

function isControl(element: Element): element is Control {
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName)
}

/** Numbers and codes that prove something. */
const SECRET_NAMES = ['code', 'couponCode', 'pin', 'token']
const NEVER_KEPT = ['password', 'file', 'hidden', 'submit', 'button', 'image', 'reset']

/** A password that is shown is a field of text: what the browser may fill in tells it apart. */
function isKept(control: Control): boolean {
  return (
    control.name !== '' &&
    !SECRET_NAMES.includes(control.name) &&
    !NEVER_KEPT.includes(control.type) &&
    !/password|one-time-code/.test(control.autocomplete)
  )
}

const isTicked = (control: Control): control is HTMLInputElement =>
  control.type === 'checkbox' || control.type === 'radio'

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(isControl).filter(isKept)
}

/** Something was typed while the page was still without its script. */
function isTouched(form: HTMLFormElement): boolean {
  return controlsOf(form).some((control) => {
    if (control instanceof HTMLSelectElement) return false
    return isTicked(control)
      ? control.checked !== control.defaultChecked
      : control.value !== control.defaultValue
  })
}

export function keepDraft(form: HTMLFormElement, place: FormPlace): void {
  const values: Draft['values'] = {}
  for (const control of controlsOf(form)) {
    values[control.name] ??= []
    if (!isTicked(control) || control.checked) values[control.name]?.push(control.value)
  }
  if (Object.keys(values).length === 0) return
  const { path, drawnFor } = place
  write(keyOf(place), { path, drawnFor, at: Date.now(), sent: false, values })
}

/**
 * Puts what was typed back into a form that was drawn anew. A draft whose form was accepted is dropped, and what is
 * typed already goes before it.
 */
export function restoreDraft(form: HTMLFormElement, place: FormPlace): void {
  if (isTouched(form)) {
    keepDraft(form, place)
    return
  }
  const draft = read(keyOf(place))
  if (draft?.sent) dropDraft(place)
  if (draft && !draft.sent) fillIn(form, draft)
}

function fillIn(form: HTMLFormElement, draft: Draft): void {
  const places: Record<string, number> = {}
  for (const control of controlsOf(form)) {
    const typed = draft.values[control.name]
    if (!typed) continue
    if (isTicked(control)) setTicked(control, typed.includes(control.value))
    else {
      const nth = places[control.name] ?? 0
      places[control.name] = nth + 1
      setValue(control, typed[nth] ?? '')
    }
  }
}

function setTicked(control: HTMLInputElement, ticked: boolean): void {
  // A click, so that whatever listens to the box hears of it.
  if (control.checked !== ticked && !(control.type === 'radio' && !ticked)) control.click()
}

function setValue(control: Control, value: string): void {
  if (control.value === value) return
  const prototype = Object.getPrototypeOf(control) as object
  // The setter of the element itself is React's, which would take the change for its own and tell nobody.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value)
  for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }))
}

export function dropDraft(place: FormPlace): void {
  withStorage((storage) => storage.removeItem(keyOf(place)))
}

export function markSent(place: FormPlace): void {
  const draft = read(keyOf(place))
  if (draft) write(keyOf(place), { ...draft, sent: true })
}

/**
 * On each page: who leaves a form leaves its draft, unless it is to sign in. Whoever signs in finds no drafts of somebody
 * else.
 */
export function settleDrafts(path: string, drawnFor: string): void {
  const isSigningIn = SIGNING_IN.test(path)
  for (const [key, draft] of allDrafts()) {
    const isLeft = !isSigningIn && draft.path !== path
    const isForeign = drawnFor !== '' && personOf(draft.drawnFor) !== personOf(drawnFor)
    if (isLeft || isForeign || Date.now() - draft.at > MAX_AGE_MS) {
      withStorage((storage) => storage.removeItem(key))
    } else if (draft.sent && isSigningIn) write(key, { ...draft, sent: false })
  }
}

/** After an answer that is an error page: nothing was accepted. */
export function keepSentDrafts(): void {
  for (const [key, draft] of allDrafts()) if (draft.sent) write(key, { ...draft, sent: false })
}

/** Whoever signs out leaves nothing behind. */
export function dropAllDrafts(): void {
  for (const [key] of allDrafts()) withStorage((storage) => storage.removeItem(key))
}

/** The part of `drawnFor` that names the person. */
function personOf(drawnFor: string): string {
  return drawnFor.split('.')[0] ?? ''
}

function allDrafts(): [string, Draft][] {
  const keys = withStorage((storage) => Object.keys(storage)) ?? []
  return keys.flatMap((key) => {
    const draft = key.startsWith(PREFIX) ? read(key) : undefined
    return draft ? [[key, draft] as [string, Draft]] : []
  })
}

function read(key: string): Draft | undefined {
  const text = withStorage((storage) => storage.getItem(key))
  return text ? (JSON.parse(text) as Draft) : undefined
}

function write(key: string, draft: Draft): void {
  const text = JSON.stringify(draft)
  if (text.length <= MAX_DRAFT_LENGTH) withStorage((storage) => storage.setItem(key, text))
}

/** A browser may keep nothing, or be full: then a form behaves as without drafts. */
function withStorage<Result>(use: (storage: Storage) => Result): Result | undefined {
  try {
    return use(sessionStorage)
  } catch {
    return undefined
  }
}
