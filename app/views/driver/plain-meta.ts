/**
 * No search engine keeps a driver's page. What it asks for says from which site it comes and not from which address, so that
 * forms keep their Origin and the token stays in the address bar.
 */
export function plainMeta() {
  return [
    { name: 'robots', content: 'noindex, nofollow' },
    { name: 'referrer', content: 'strict-origin' },
  ]
}
