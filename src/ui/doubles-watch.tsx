// The place under a name's box where look-alikes of the register appear while one types.
import { m } from '#messages'

/**
 * Without script nothing stands here, and the form asks when it is sent. `source` answers `GET ?name=…&as=json` with `{ items: [{ title, sub, href, why }], said }`;
 * `names` are the form's fields that hold a name, `*` standing for any language. Load the page with `islands={['double.js']}`.
 */
export const DoublesWatch = ({
  source,
  names,
  except,
}: {
  readonly source: string
  readonly names: readonly string[]
  readonly except?: string | undefined
}) => (
  <div
    class="doubles-watch"
    data-doubles={source}
    data-names={names.join(' ')}
    data-except={except}
    data-title={m.ui_doubles_title()}
    data-open={m.ui_doubles_open()}
  ></div>
)
