// Where the style sheets, letters and islands lie: logical name → web address with the content's hash in it.

/** Sizes in bytes; `file` lies in dist/assets and is served under /assets. */
export type Asset = { readonly file: string; readonly bytes: number; readonly gzip: number }
export type AssetManifest = Readonly<Record<string, Asset>>

let known: AssetManifest = {}

/** Given once at start with dist/assets/manifest.json. Without it (tests) every name stands for itself. */
export const useAssets = (manifest: AssetManifest): void => {
  known = manifest
}

/** `assetPath('office.css')` → `/assets/office-3f2a….css`. */
export const assetPath = (name: string): string => `/assets/${known[name]?.file ?? name}`
