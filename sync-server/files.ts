import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** One file of the built app, as it is and compressed. */
export type BuiltFile = { type: string; tag: string; identity: Buffer<ArrayBuffer>; br?: Buffer<ArrayBuffer>; gzip?: Buffer<ArrayBuffer> };

/** The page that answers every address of the app. */
export const FALLBACK = '/200.html';

const types: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.webmanifest': 'application/manifest+json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.webp': 'image/webp',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
	'.txt': 'text/plain; charset=utf-8'
};

const tagOf = (content: Buffer) => createHash('sha256').update(content).digest('base64url').slice(0, 22);

/**
 * Reads the built app into memory, by path from the root (`/_app/…`), each with what `precompress` wrote beside it.
 * What is not there cannot be asked for, so no path can lead out of the folder.
 * @param quarter is written into the fallback page, which is therefore compressed here.
 * @returns an empty map where nothing was built.
 */
export function readBuild(folder: string, quarter: string): Map<string, BuiltFile> {
	const paths = existsSync(folder) ? globSync('**/*', { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile()) : [];
	const read = (path: string) => readFileSync(join(folder, path));
	const known = new Set(paths);
	const files = new Map<string, BuiltFile>();
	for (const path of paths) {
		if (/\.(br|gz)$/.test(path) && known.has(path.replace(/\.(br|gz)$/, ''))) continue;
		const address = `/${path.replaceAll('\\', '/')}`;
		const type = types[extname(path)] ?? 'application/octet-stream';
		if (address === FALLBACK) files.set(address, pageOf(read(path).toString(), quarter, type));
		else {
			const identity = read(path);
			files.set(address, {
				type,
				tag: tagOf(identity),
				identity,
				...(known.has(`${path}.br`) && { br: read(`${path}.br`) }),
				...(known.has(`${path}.gz`) && { gzip: read(`${path}.gz`) })
			});
		}
	}
	return files;
}

function pageOf(html: string, quarter: string, type: string): BuiltFile {
	const identity = Buffer.from(html.replace(/(<meta name="quarter" content=")[^"]*/, `$1${quarter}`));
	return { type, tag: tagOf(identity), identity, br: brotliCompressSync(identity), gzip: gzipSync(identity) };
}
