// Walks a running demonstration office once, signed in by the link given: every page of the office and of the citizens' site must answer.
const link = process.argv[2]
if (link === undefined) {
  process.stderr.write('usage: node scripts/walk.mjs SIGN-IN-LINK\n')
  process.exit(2)
}
const origin = new URL(link).origin
const cookies = new Map()

async function ask(path, options = {}) {
  const answer = await fetch(new URL(path, origin), {
    redirect: 'manual',
    ...options,
    headers: { origin, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...options.headers },
  })
  for (const line of answer.headers.getSetCookie()) {
    const pair = line.split(';')[0]
    cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }
  return answer
}

const entered = await ask(link, { method: 'POST', body: new URLSearchParams() })
if (entered.status !== 303) throw new Error(`sign-in answered ${entered.status}`)
const seen = new Set()
const waiting = ['/', '/bg', '/en', '/health', '/robots.txt', '/sitemap.xml']
let bad = 0
while (waiting.length > 0) {
  const path = waiting.shift()
  if (seen.has(path)) continue
  seen.add(path)
  const answer = await ask(path)
  const text = await answer.text()
  if (answer.status >= 400) {
    bad += 1
    process.stderr.write(`${answer.status} ${path}\n`)
  }
  const location = answer.headers.get('location')
  if (location !== null) waiting.push(new URL(location, origin).pathname)
  if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) continue
  for (const [, href] of text.matchAll(/\shref="([^"#]+)/g)) {
    const url = new URL(href.replaceAll('&amp;', '&'), new URL(path, origin))
    if (url.origin === origin && seen.size + waiting.length < 400) waiting.push(url.pathname + url.search)
  }
}
process.stdout.write(`${seen.size} pages walked, ${bad} bad\n`)
process.exit(bad === 0 && seen.size > 20 ? 0 : 1)
