import type { ReactNode } from 'react'

/** A coupon issued here has 15 digits, one of a register usually 20; no other number that a page shows has as many. */
const COUPON_NUMBER = /(\d{15,})/

/**
 * A long number in groups of four, for who reads it aloud. The digits stay bare in the page, so that they are copied and
 * found as they are: the groups are drawn over them by CSS.
 */
export function NumberInGroups({ number }: { number: string }) {
  return (
    <span className="groups" data-groups={number.replace(/(.{4})(?=.)/g, '$1\u2009')}>
      <span>{number}</span>
    </span>
  )
}

/** A sentence, a title or the name of a file, with the numbers of coupons in it in groups. */
export function withNumbersInGroups(text: string): ReactNode {
  const parts = text.split(COUPON_NUMBER)
  if (parts.length === 1) return text
  return parts.map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, which has no others
    at % 2 === 1 ? <NumberInGroups key={at} number={part} /> : part,
  )
}

/** What fuelled: a coupon's number in groups, or a card's masked one as it is. */
export function InstrumentName({ name, href }: { name: string; href?: string | null }) {
  const written = /^\d+$/.test(name) ? <NumberInGroups number={name} /> : name
  return href ? <a href={href}>{written}</a> : written
}
