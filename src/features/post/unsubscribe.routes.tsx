// The address under our letters by which their readers refuse more: looking changes nothing, for mail filters follow links; posting does, with or without the page (RFC 8058).
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { addressById } from '#platform/mail/deciding.ts'
import type { MailKind } from '#platform/mail/letter.ts'
import type { MailAddress } from '#platform/mail/outbox.table.ts'
import { readUnsubscribeToken } from '#platform/mail/unsubscribing.ts'
import { unsubscribeWords } from '#platform/mail/unsubscribe-words.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { readerRefuses, type RefusalTold } from './post.actions.ts'
import { officeWords } from './post.queries.ts'
import { UnsubscribePage } from './unsubscribe.pages.tsx'

export const unsubscribeRoutes = (secret: string, told: readonly RefusalTold[] = []): Routes =>
  new Routes()
    .get(addresses.unsubscribe, anyone, async (c) => {
      const meant = readUnsubscribeToken(secret, c.req.param('token') ?? '')
      const address = meant === null ? null : await c.get('here').db.asSystem((tx) => addressById(tx, meant.id))
      return meant === null || address === null ? notFound(c) : page(c, address, meant.kind, false)
    })
    .post(addresses.unsubscribe, anyone, async (c) => {
      const meant = readUnsubscribeToken(secret, c.req.param('token') ?? '')
      const wants = typed(await readForm(c), 'wants') !== ''
      const address = meant === null ? null : await readerRefuses(c.get('here'), meant.id, meant.kind, wants, told)
      return meant === null || address === null ? notFound(c) : page(c, address, meant.kind, true)
    })

async function page(c: Context, address: MailAddress, kind: MailKind, done: boolean): Promise<Response> {
  const { name: office } = await c.get('here').db.inOffice(address.officeId, officeWords)
  const words = unsubscribeWords(address.language)
  // Whoever has the address may look; nobody else shall find the page.
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  const language = words.language === 'bg' ? 'bg' : 'en'
  return speakingIn(language, async () =>
    c.html(
      <UnsubscribePage
        shell={{ ...c.get('bareShell'), locale: language }}
        words={words}
        token={c.req.param('token')!}
        office={textIn(office, words.language)}
        address={address.address}
        kind={kind}
        refused={address.refused[kind] !== undefined}
        done={done}
      />,
    ),
  )
}
