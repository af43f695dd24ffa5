// „No more of these“: the page a reader of our letters comes to from the line under them, in their own language.
import { addresses } from '#addresses'
import type { MailKind } from '#platform/mail/letter.ts'
import { refusableName, type UnsubscribeWords } from '#platform/mail/unsubscribe-words.ts'
import { BarePage } from '#ui/layout.tsx'
import type { BareShell } from '#ui/shell.ts'

export type UnsubscribePageProps = {
  readonly shell: BareShell
  readonly words: UnsubscribeWords & { readonly language: string }
  readonly token: string
  readonly office: string
  readonly address: string
  readonly kind: MailKind
  readonly refused: boolean
  /** Something was just changed. */
  readonly done: boolean
}

export const UnsubscribePage = ({ shell, words, token, office, address, kind, refused, done }: UnsubscribePageProps) => (
  <BarePage shell={{ colorScheme: shell.colorScheme, locale: shell.locale, officeName: office }} lang={words.language} title={words.title}>
    <p>{words.sends.replace('{office}', () => office).replace('{address}', () => address)}</p>
    <ul class="prose">
      <li>{refusableName(words, kind)}</li>
    </ul>
    {refused || done ? (
      <p class="strong" role="status">
        {refused ? words.stopped : words.resumed}
      </p>
    ) : (
      <p>{words.question}</p>
    )}
    <form method="post" action={addresses.unsubscribe({ token })}>
      {refused ? <input type="hidden" name="wants" value="1" /> : null}
      <button class="ds-button" data-variant={refused ? 'secondary' : undefined}>
        {refused ? words.resume : words.stop}
      </button>
    </form>
  </BarePage>
)
