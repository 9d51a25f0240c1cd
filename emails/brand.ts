/** Colours of letters: the light and dark values of app/styles/tokens.css, which letters cannot read. */
export const light = {
  canvas: '#f5f7f6',
  surface: '#ffffff',
  sunken: '#eef2f1',
  ink: '#10201f',
  muted: '#50625f',
  line: '#dfe6e4',
  brand: '#0b5d63',
  onBrand: '#ffffff',
  link: '#0b5d63',
} as const

const dark: Record<keyof typeof light, string> = {
  canvas: '#0c1313',
  surface: '#121b1b',
  sunken: '#0e1717',
  ink: '#e7eeed',
  muted: '#9db0ad',
  line: '#243231',
  brand: '#45b3b5',
  onBrand: '#04191a',
  link: '#71d0d1',
}

export const sun = '#f2b134'

/** What every machine has and what covers Kazakh: letters load nothing from anywhere. */
export const fontFamily = "'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

function darkRules(scope: string): string {
  const rules = [
    ['canvas', `background-color:${dark.canvas} !important`],
    ['surface', `background-color:${dark.surface} !important;border-color:${dark.line} !important`],
    ['sunken', `background-color:${dark.sunken} !important;border-color:${dark.line} !important`],
    ['ink', `color:${dark.ink} !important`],
    ['muted', `color:${dark.muted} !important`],
    ['link', `color:${dark.link} !important`],
    ['button', `background-color:${dark.brand} !important;color:${dark.onBrand} !important`],
  ]
  return rules.map(([name, rule]) => `${scope}.m-${name}{${rule}}`).join('')
}

/**
 * What inline styles cannot say: dark mode (Apple Mail obeys the media query, Outlook.com marks with data-ogsc
 * what it darkens) and phones. No quotes and no `>`: React would escape them.
 */
export const css = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  `.m-canvas{background-color:${light.canvas}}`,
  `@media (prefers-color-scheme:dark){${darkRules('')}}`,
  darkRules('[data-ogsc] '),
  '@media (max-width:620px){.m-pad{padding-left:20px !important;padding-right:20px !important}',
  '.m-button{display:block !important;text-align:center !important}}',
].join('')

/** Who sends: from the operator's settings. */
export interface Brand {
  brandName: string
  legalName: string
  supportEmail: string
  supportPhone: string
  /** Base of every link that is not a secret one. */
  publicUrl: string
}
