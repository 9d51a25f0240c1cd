// A driver's page without signal: what the phone keeps of it, with the codes, and since when nobody has checked.
importScripts('/driver-store.js')

const FILES = 'driver-files'
/** One bar of signal may be worse than none. */
const MAX_WAIT_MS = 8000

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.mode === 'navigate')
    event.respondWith(request.method === 'GET' ? page(request, url) : press(request, url))
  else if (request.method !== 'GET') return
  else if (/^\/(assets|fonts|driver|favicon)/.test(url.pathname)) event.respondWith(file(request))
})

const pathOf = (url) => `/d/${url.pathname.split('/')[2]}`

async function page(request, url) {
  try {
    return await heard(await fetch(request, { signal: AbortSignal.timeout(MAX_WAIT_MS) }), url)
  } catch {
    return without(pathOf(url))
  }
}

/** A form that cannot be sent shows what is kept. */
async function press(request, url) {
  try {
    return await heard(await fetch(request), url)
  } catch {
    return without(pathOf(url))
  }
}

/** With these the server says what has become of a link; not with a redirect, a limit or a failure. */
const SPOKEN = [200, 404, 409, 410]

/** What is kept is no more than what the link's own page shows. */
async function heard(answer, url) {
  const path = pathOf(url)
  if (url.pathname.replace(/\/$/, '') !== path || !SPOKEN.includes(answer.status)) return answer
  try {
    if (answer.headers.get('X-Driver-State') !== (await driverStore.stateOf(path))) await driverStore.remove(path)
  } catch {
    // Without storage nothing is kept.
  }
  return answer
}

async function without(path) {
  const kept = await driverStore.get(path).catch(() => undefined)
  return kept ? offline(kept, path) : Response.error()
}

async function file(request) {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match(request)) ?? Response.error()
  }
}

const escaped = (text) =>
  String(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

function offline({ content, checkedAt }, here) {
  const { words, coupons, styles, lang, name, plate } = content
  const checked = escaped(words.checked.replace('{{moment}}', momentOf(checkedAt)))
  const rows = coupons.map((coupon, index) => couponOf(coupon, index, { words, name, plate })).join('')
  const html = `<!doctype html><html lang="${escaped(lang)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(words.title)}</title>
${styles.map((href) => `<link rel="stylesheet" href="${escaped(href)}">`).join('')}</head>
<body><main class="driver" data-offline><h1>${escaped(words.title)}</h1>
<div class="alert alert-warn"><div class="alert-body"><p class="alert-title">${checked}</p>
<p>${escaped(words.unknown)}</p></div></div>${rows}
<a class="btn btn-wide" href="${escaped(here)}">${escaped(words.again)}</a></main></body></html>`
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  })
}

function couponOf({ number, fuel, volume, until, where, code, size, path }, index, { words, name, plate }) {
  const side = size + 8
  const groups = number.replace(/(.{4})(?=.)/g, '$1\u2009')
  return `<details${index === 0 ? ' open' : ''}><summary class="btn btn-wide">${escaped(fuel)}, ${escaped(volume)} · …${escaped(number.slice(-4))}</summary>
<figure class="qr"><svg viewBox="-4 -4 ${side} ${side}" role="img" aria-label="${escaped(number)}" shape-rendering="crispEdges">
<rect x="-4" y="-4" width="${side}" height="${side}" fill="#ffffff"/><path d="${escaped(path)}" fill="#000000"/></svg>
<figcaption><span class="driver-number">${escaped(groups)}</span>
<span class="block driver-fuel">${escaped(fuel)}, ${escaped(volume)}</span>
<span class="block">${escaped(words.code.replace('{{code}}', code))}</span>
<span class="block">${escaped(where)} · ${escaped(until)}</span>
<span class="driver-who">${plate ? `<b class="driver-plate">${escaped(plate)}</b>` : ''}<span>${escaped(name)}</span></span>
</figcaption></figure></details>`
}

function momentOf(time) {
  const moment = new Date(time)
  const two = (value) => String(value).padStart(2, '0')
  const day = `${two(moment.getDate())}.${two(moment.getMonth() + 1)}.${moment.getFullYear()}`
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`
}
