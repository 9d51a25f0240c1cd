import { refuse } from '#app/http/session/guards.server.ts'

/** Every address that has no page: as a page of its own it keeps the menu of whoever went astray. */
export function loader(): never {
  throw refuse('not_found')
}

export function action(): never {
  throw refuse('not_found')
}

export default function NotFoundPage() {
  return null
}
