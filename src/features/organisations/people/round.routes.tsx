// The addresses of the yearly round: who waits, confirming a whole organisation at once, the letter to it.
import { z } from 'zod'
import { addresses } from '#addresses'
import { m } from '#messages'
import { officers, ownPath, readers } from '#features/accounts/session.gate.ts'
import { checked, readForm, typed } from '#platform/http/form.ts'
import { versionField } from '#platform/http/form-fields.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { localText } from '#platform/texts/local-text.ts'
import { confirmPosts } from './ending.actions.ts'
import { letterIn, letterLanguage, LETTER_LANGUAGES, nameIn, roleIn } from './letter.ts'
import { displayName, languageOfCountry } from '../naming.ts'
import { organisationById } from '../organisation.queries.ts'
import { presentPeople } from './person.queries.ts'
import { withTitle } from './person.ts'
import { LetterPage, RoundPage } from './round.pages.tsx'
import { roundCounts, roundPage } from './round.queries.ts'

const confirmationForm = z.object({
  posts: z
    .array(z.object({ id: z.uuid(), version: versionField }))
    .max(200)
    .default([]),
})

export const roundRoutes = (): Routes =>
  new Routes()
    .get(addresses.peopleRound, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await here.db.inOffice(by.officeId, async (tx) => ({ counts: await roundCounts(tx, today), page: await roundPage(tx, today, turn) }))
      return c.html(<RoundPage shell={c.get('shell')} today={today} here={addresses.peopleRound(turn)} {...read} />)
    })
    .post(addresses.organisationConfirmation, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const id = c.req.param('id')!
      const organisation = await here.db.inOffice(by.officeId, (tx) => organisationById(tx, id))
      if (organisation === null) return notFound(c)
      const to = typed(body, 'to') === '' ? addresses.organisation({ id }) : ownPath(typed(body, 'to'))
      const form = checked(confirmationForm, body)
      if (!form.ok || form.value.posts.length === 0) return goWithNotice(c, to, { text: m.organisations_round_nothing(), tone: 'soon' })
      // Only posts that are in this organisation now; one that left it was changed meanwhile.
      const present = new Set(
        ((await here.db.inOffice(by.officeId, (tx) => presentPeople(tx, [id]))).get(id) ?? []).map(({ post }) => `${post.id} ${post.version}`),
      )
      if (form.value.posts.some((post) => !present.has(`${post.id} ${post.version}`)))
        return goWithNotice(c, to, { text: m.organisations_round_changed(), tone: 'late' })
      const confirmed = await confirmPosts(here, by, form.value.posts)
      return confirmed.ok
        ? goWithNotice(c, to, {
            text: m.organisations_round_confirmed({ count: form.value.posts.length, name: displayName(organisation) }),
            undo: addresses.activityUndo({ id: confirmed.value.activityId }),
          })
        : goWithNotice(c, to, { text: m.organisations_round_changed(), tone: 'late' })
    })
    .get(addresses.roundLetter, officers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const organisation = await organisationById(tx, c.req.param('id')!)
        return organisation === null ? null : { organisation, holders: (await presentPeople(tx, [organisation.id])).get(organisation.id) ?? [] }
      })
      if (read === null) return notFound(c)
      const { organisation, holders } = read
      const { office, reader } = c.get('visitor')!
      const language = letterLanguage(c.req.query('lang'), languageOfCountry(organisation.country))
      const letter = letterIn(language, {
        organisation: nameIn(language, organisation),
        people: holders.map(({ person, post }) => ({ name: withTitle(person.title, nameIn(language, person)), role: roleIn(language, post) })),
        from: [
          nameIn(language, { name: localText(reader.name, c.get('here').clock.now()), nativeName: null, nativeLanguage: null }),
          nameIn(language, { name: office.name, nativeName: null, nativeLanguage: null }),
        ],
      })
      return c.html(
        <LetterPage
          shell={c.get('shell')}
          organisation={organisation}
          language={language}
          languages={LETTER_LANGUAGES}
          named={holders.length}
          mailTo={holders.find(({ person }) => person.email !== null)?.person.email ?? null}
          {...letter}
        />,
      )
    })
