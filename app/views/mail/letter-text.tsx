import { Fragment } from 'react'

const address = /(https?:\/\/[^\s<>"]+)/

/** A letter as programs without pictures show it; what looks like an address can be pressed. */
export function LetterText({ text }: { text: string }) {
  return (
    <pre className="letter-text">
      {text.split(address).map((part, index) => {
        // Text and addresses take turns, so the place is the key.
        const key = `${index}`
        if (!address.test(part)) return <Fragment key={key}>{part}</Fragment>
        return (
          <a key={key} href={part} rel="noreferrer">
            {part}
          </a>
        )
      })}
    </pre>
  )
}
