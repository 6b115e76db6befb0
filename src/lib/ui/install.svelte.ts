/** The browser's offer to install the app, kept until a person asks for it. */
type InstallOffer = Event & { prompt: () => Promise<unknown>; userChoice: Promise<{ outcome: string }> };

let offer = $state.raw<InstallOffer>();

export const install = {
	/** The browser can install the app and it is not installed yet. */
	get possible() {
		return offer !== undefined;
	},
	/** The app runs from the home screen already. */
	get done() {
		return matchMedia('(display-mode: standalone)').matches;
	},
	/** Shows the browser's own question. */
	async ask() {
		await offer?.prompt();
		await offer?.userChoice;
		offer = undefined;
	}
};

/** Keeps the browser's offer instead of letting it interrupt. @returns how to stop. */
export function watchInstall(): () => void {
	const keep = (event: Event) => {
		event.preventDefault();
		offer = event as InstallOffer;
	};
	const forget = () => (offer = undefined);
	addEventListener('beforeinstallprompt', keep);
	addEventListener('appinstalled', forget);
	return () => {
		removeEventListener('beforeinstallprompt', keep);
		removeEventListener('appinstalled', forget);
	};
}
