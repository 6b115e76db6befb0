/** What the contexts of this device (tabs, the replica worker) tell each other about syncing. Nothing of it is kept. */
export type Bulletin = {
	/** Whether the server answered last time. */
	reachable?: boolean;
	/** Whether something is under way right now. */
	syncing?: boolean;
	/** Stop waiting and try now: everything, or only what is to be sent. */
	wake?: 'all' | 'courier';
};

const NAME = 'quartierslotse-sync';
let out: BroadcastChannel | undefined;

/** Tells every context of this device, this one included. */
export function post(bulletin: Bulletin): void {
	out ??= new BroadcastChannel(NAME);
	out.postMessage(bulletin);
}

/** @returns how to stop hearing. */
export function hear(heard: (bulletin: Bulletin) => void): () => void {
	const channel = new BroadcastChannel(NAME);
	channel.onmessage = ({ data }) => heard(data as Bulletin);
	return () => channel.close();
}
