/** The quarter this page belongs to, as the server wrote it into the page. */
export const quarterName = (): string => document.querySelector<HTMLMetaElement>('meta[name="quarter"]')?.content || 'hafencity';
