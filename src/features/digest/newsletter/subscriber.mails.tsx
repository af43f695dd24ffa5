// The two letters a subscription begins with: „was it you?“, and, to whoever is subscribed already, where they change it.
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { type SiteLanguage, speakingIn } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { ledTo, letterInHtml } from './letter-frame.mails.tsx'

export type Written = { readonly subject: string; readonly text: string; readonly html: string }

type About = { readonly language: SiteLanguage; readonly office: LocalText; readonly address: string; readonly url: string }

function written(language: SiteLanguage, subject: string, before: readonly string[], press: { text: string; url: string }, after: readonly string[]): Written {
  const html = letterInHtml({
    language,
    title: subject,
    children: (
      <>
        {before.map((text) => (
          <p>{text}</p>
        ))}
        <p class="press">
          <a href={press.url}>{press.text}</a>
        </p>
        {after.map((text) => (
          <p>{text}</p>
        ))}
      </>
    ),
  })
  return { subject, text: [...before, ledTo(press.text, press.url, language), ...after].join('\n\n'), html }
}

/** `until`: the last day (YYYY-MM-DD) on which the link opens. `asked`: by whom the address came to us, its reader themselves or the office. */
export const confirmationLetter = ({
  language,
  office,
  address,
  url,
  until,
  asked,
}: About & { readonly until: string; readonly asked: 'reader' | 'office' }): Written =>
  speakingIn(language, () => {
    const name = textIn(office)
    return written(
      language,
      m.newsletter_mail_confirm_subject({ office: name }),
      [
        m.newsletter_mail_greeting(),
        asked === 'reader' ? m.newsletter_mail_confirm_asked({ office: name, address }) : m.newsletter_mail_confirm_added({ office: name, address }),
      ],
      { text: m.newsletter_mail_confirm_press(), url },
      [m.newsletter_mail_confirm_until({ day: dayInWords(until, { language }) }), m.newsletter_mail_confirm_not(), name],
    )
  })

/** Says nothing to whoever typed the address into the form: only its reader learns that it was subscribed already. */
export const knownLetter = ({ language, office, address, url }: About): Written =>
  speakingIn(language, () => {
    const name = textIn(office)
    return written(
      language,
      m.newsletter_mail_known_subject({ office: name }),
      [m.newsletter_mail_greeting(), m.newsletter_mail_known({ office: name, address })],
      { text: m.newsletter_mail_known_press(), url },
      [m.newsletter_mail_known_not(), name],
    )
  })
