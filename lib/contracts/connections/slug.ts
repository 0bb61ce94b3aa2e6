/** The public name of a connection, part of its address: lower-case letters, digits and single hyphens inside. */
export const SLUG_PATTERN = /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){0,62}$/;

/** Names are unique over all companies: those beginning so are Milepost's own, one a company for events entered by hand. */
const OWN_PREFIX = "person-";

/** The name of the connection that holds what people of a company enter by hand. */
export const personSlug = (companyId: number) => `${OWN_PREFIX}${companyId}`;

/** True for names nobody may choose. */
export const isReservedSlug = (slug: string) => slug.startsWith(OWN_PREFIX);
