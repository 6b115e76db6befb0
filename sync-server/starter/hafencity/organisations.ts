import { entry, text } from '../entry.ts';

/** The association that runs the neighbourhood office. */
export const organisations = [
	entry('organisation', 'quartiersmanagement-hafencity', {
		name: text(['Quartiersmanagement HafenCity e. V.', 'Quartiers·management Hafen·City', 'Quartiersmanagement HafenCity (neighbourhood office)']),
		url: 'https://unsere-hafencity.de',
		source: 'https://unsere-hafencity.de/faq/',
		checkedOn: null
	})
];
