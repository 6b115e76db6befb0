import { tick } from 'svelte';

/**
 * Takes a person who sent a form to the first field that keeps it from being sent, or to what is said about the whole
 * form. Waits until the page shows what is wrong.
 */
export async function focusFirstInvalid(form: HTMLFormElement | undefined): Promise<void> {
	await tick();
	const found = form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector<HTMLElement>('[role="alert"]');
	found?.focus();
}
