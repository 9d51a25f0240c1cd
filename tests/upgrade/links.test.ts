import { expect, test } from 'vitest'
import { filtersIn, linksIn } from './links.ts'

test('finds links, frames, forms and the goal of a redirect, on this site only', () => {
  const html = `<a class="btn" href="/cards?sort=number&amp;page=2">Cards</a><a href="https://resend.com">Resend</a>
    <iframe title="Letter" src="/mailbox/3/body"></iframe><form method="post" action="/cards/7/block"></form>
    <a href="/cards/7#history">Card</a><a href="/cards/7">Card</a><link href="/assets/app.css">`
  expect(linksIn(html, null)).toEqual([
    '/cards?sort=number&page=2',
    '/mailbox/3/body',
    '/cards/7/block',
    '/cards/7',
  ])
  expect(linksIn('', '/cabinet')).toEqual(['/cabinet'])
  expect(linksIn('', 'https://resend.com/')).toEqual([])
})

test('finds each choice of a filter', () => {
  const html = `<select id="s" name="status"><option value="">All</option><option value="lost" selected="">Lost</option>
    <option value="active">Active</option></select><select><option value="x">No field</option></select>`
  expect(filtersIn(html, '/cards')).toEqual(['/cards?status=lost', '/cards?status=active'])
})
