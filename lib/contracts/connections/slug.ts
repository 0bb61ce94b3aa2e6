/** The public name of a connection, part of its address: lower-case letters, digits and single hyphens inside. */
export const SLUG_PATTERN = /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){0,62}$/;
