/** Of a page as React writes it: every tag but the void ones is closed. */

const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
/** Inline in no style of ours, or isolated by base.css: text beside them keeps its direction. */
const APART = new Set(
  `html head title body main header footer nav section article aside div p h1 h2 h3 h4 ul ol li dl dt dd table caption
  thead tbody tfoot tr th td form fieldset legend details option optgroup select textarea button figure figcaption
  blockquote address bdi a b strong em small span q code time label output summary`.split(/\s+/),
)
/** They hold no text. */
const WITHOUT_TEXT = new Set([
  'svg',
  'script',
  'style',
  'template',
  'path',
  'use',
  'input',
  'br',
  'wbr',
  'img',
])

interface Open {
  tag: string
  text: string
  hasOtherParts: boolean
}

/**
 * Where a name in right-to-left letters could turn the text beside it: it is neither alone in an element that stands
 * apart, nor between the characters that isolate it.
 */
export function turnedText(html: string, name: RegExp): string[] {
  const open: Open[] = [{ tag: 'html', text: '', hasOtherParts: false }]
  const faults: string[] = []
  const parts = html.replace(/<!--.*?-->|<!doctype[^>]*>/gis, '').split(/(<script\b.*?<\/script>|<[^>]*>)/is)
  for (const part of parts) {
    const parent = open.at(-1)
    if (!parent) throw new Error('more tags are closed than opened')
    const [, slash, tag = ''] = /^<(\/?)([a-z0-9]+)/i.exec(part) ?? []
    if (!part.startsWith('<')) parent.text += part
    else if (slash) {
      open.pop()
      faults.push(...faultsOf(parent, name))
    } else {
      if (!WITHOUT_TEXT.has(tag)) parent.hasOtherParts = true
      const isWhole = VOID.has(tag) || tag === 'script' || part.endsWith('/>')
      if (!isWhole) open.push({ tag, text: '', hasOtherParts: false })
    }
  }
  return faults
}

function faultsOf({ tag, text, hasOtherParts }: Open, name: RegExp): string[] {
  const bare = text.replace(/\u2068[^\u2069]*\u2069/g, '')
  if (!name.test(bare)) return []
  const isAlone = bare.replace(name, '').trim() === '' && bare === text && !hasOtherParts
  return isAlone && APART.has(tag) ? [] : [`<${tag}>${text.trim().slice(0, 120)}`]
}
