import type { Step } from './changes-read.ts';

export type Kind = 'longpoll' | 'continuous' | 'eventsource';

/** How far a feed came that ends. */
type Ended = Pick<Step, 'last_seq' | 'pending'>;

const encoder = new TextEncoder();
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);
const list = ({ rows, last_seq, pending }: Pick<Step, 'rows'> & Ended) => JSON.stringify({ results: rows, last_seq, pending });

/** How each kind of feed writes what happens. */
export const forms = {
	longpoll: {
		type: 'application/json',
		beat: bytesOf('\n'),
		rows: (step: Step) => list(step),
		end: ({ last_seq, pending }: Ended) => list({ rows: [], last_seq, pending })
	},
	continuous: {
		type: 'application/json',
		beat: bytesOf('\n'),
		rows: ({ rows }: Step) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
		end: ({ last_seq, pending }: Ended) => `${JSON.stringify({ last_seq, pending })}\n`
	},
	eventsource: {
		type: 'text/event-stream',
		beat: bytesOf('event: heartbeat\ndata: \n\n'),
		rows: ({ rows }: Step) => rows.map((row) => `data: ${JSON.stringify(row)}\nid: ${JSON.stringify(row.seq)}\n\n`).join(''),
		end: () => ''
	}
};
