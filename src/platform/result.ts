// An answer that is either what was asked for or a refusal a person can act on.

/** A refusal: `code` for programs (kebab-case, stable), `message` for people (already in their language), `field` names the form field at fault. */
export type Refusal = { readonly code: string; readonly message: string; readonly field?: string }

export type Ok<T> = { readonly ok: true; readonly value: T }
export type Refused<R extends Refusal = Refusal> = { readonly ok: false; readonly refusal: R }
export type Result<T, R extends Refusal = Refusal> = Ok<T> | Refused<R>

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })

export const refuse = (code: string, message: string, field?: string): Refused => ({
  ok: false,
  refusal: field === undefined ? { code, message } : { code, message, field },
})

/** The record was changed since the form was opened; `current` is what stands there now. */
export type Stale<T> = Refusal & { readonly code: 'stale'; readonly current: T }

export const stale = <T>(message: string, current: T): Refused<Stale<T>> => ({ ok: false, refusal: { code: 'stale', message, current } })

export const isStaleRefusal = <T>(refusal: Refusal | Stale<T>): refusal is Stale<T> => refusal.code === 'stale' && 'current' in refusal
