import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { Device, lobby } from './device.ts';
import { askFor, manager, openRequest, resident, sees } from './people.ts';
import { startServer } from './server.ts';
import { freeTwoHours } from './times.ts';

/** Takes the picture of the README from the built app with its sample content: `node tests/e2e/screenshot.ts`. */
await ensureTemporal();
const server = await startServer();
const devices: Device[] = [];
const device = async (look = {}) => {
	const own = await Device.switchOn(server, look);
	devices.push(own);
	return own;
};
try {
	const evening = await freeTwoHours(server.origin, 5);
	const phone = await resident(device);
	await askFor(phone, evening, { purpose: 'Spieleabend mit den Nachbarn' });
	await sees(phone.page, 'state_requested');
	const desk = await manager(device, server);
	await openRequest(desk.page, 'Spieleabend mit den Nachbarn');
	await phone.open('/kalender');
	await phone.page.locator('main').getByRole('link').first().waitFor();
	const screen = await device({ viewport: lobby });
	await screen.open(`/bildschirm/${nameOf(evening.facts.house._id)}`);
	await screen.page.getByRole('heading', { level: 1 }).waitFor();
	await desk.page.evaluate(() => scrollTo(0, 0));
	const shots = await Promise.all([phone, desk, screen].map(async ({ page }) => (await page.screenshot()).toString('base64')));
	const album = await device({ viewport: { width: 1500, height: 900 } });
	const [onPhone, atDesk, inLobby] = shots.map((shot) => `<img src="data:image/png;base64,${shot}">`);
	await album.page.setContent(`<style>body{margin:0;padding:30px;display:grid;grid-template-columns:380px 1fr;gap:30px;background:#e9e4da;align-items:start}
		img{display:block;width:100%;border:1px solid #999;border-radius:10px}div{display:grid;gap:30px}div img:last-child{width:62%}</style>${onPhone}<div>${atDesk}${inLobby}</div>`);
	await album.page.screenshot({ fullPage: true, path: 'docs/screenshot.png' });
	console.log('docs/screenshot.png');
} finally {
	for (const own of devices) await own.switchOff();
	await server.stop();
}
