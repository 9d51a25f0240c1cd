/**
 * No search engine keeps a page that is opened by a link alone. What it asks for says from which site it comes and not from which address, so that
 * forms keep their Origin and the token stays in the address bar.
 */
export function plainMeta() {
  return [
    { name: 'robots', content: 'noindex, nofollow' },
    { name: 'referrer', content: 'strict-origin' },
  ]
}
