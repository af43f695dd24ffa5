// A post: what someone is, or was, in an organisation.
export const ROLE_CLASSES = [
  'mayor', 'deputy_mayor', 'council_chair', 'councillor', 'ambassador', 'consul', 'diplomat', 'minister', 'head_of_state', 'head_of_government',
  'governor', 'official', 'business', 'academic', 'culture', 'clergy', 'association', 'other',
] as const
export type RoleClass = (typeof ROLE_CLASSES)[number]
