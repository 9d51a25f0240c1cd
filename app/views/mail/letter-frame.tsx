export interface LetterFrameProps {
  src: string
  /** Names the frame to a screen reader: the letter's subject. */
  title: string
  /** Lets a press on a link open a window of its own. */
  links?: boolean
}

/** A letter as its recipient sees it, kept apart from the page around it. */
export function LetterFrame({ src, title, links }: LetterFrameProps) {
  const sandbox = links ? 'allow-popups allow-popups-to-escape-sandbox' : ''
  return <iframe className="letter" src={src} title={title} sandbox={sandbox} referrerPolicy="no-referrer" />
}
