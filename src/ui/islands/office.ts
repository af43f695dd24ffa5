// What the office's pages run in the browser: Ctrl+K, suggestions, list keys, the bar of long work, asking before typed text is left. Every page is whole without it.
import { commandMenu } from './command-menu.ts'
import { listKeys } from './keys.ts'
import { leaving } from './leaving.ts'
import { printing } from './print.ts'
import { typeAhead } from './type-ahead.ts'
import { underWay } from './under-way.ts'

commandMenu()
typeAhead()
listKeys()
printing()
underWay()
leaving()
// A page that came back with errors or a stale save puts the reader at the message about it.
document.querySelector<HTMLElement>('[data-focus]')?.focus()
