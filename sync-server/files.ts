import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
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
	const found = existsSync(folder) ? globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile()) : [];
	const paths = new Set(found.map(({ parentPath, name }) => `/${relative(folder, join(parentPath, name)).replaceAll(sep, '/')}`));
	const contents = new Map([...paths].flatMap((path) => readIfThere(path, join(folder, path))));
	const files = new Map<string, BuiltFile>();
	for (const [path, identity] of contents) {
		if (/\.(br|gz)$/.test(path) && paths.has(path.slice(0, -3))) continue;
		const type = types[extname(path)] ?? 'application/octet-stream';
		const [br, gzip] = [contents.get(`${path}.br`), contents.get(`${path}.gz`)];
		files.set(path, path === FALLBACK ? pageOf(identity.toString(), quarter, type) : { type, tag: tagOf(identity), identity, ...(br && { br }), ...(gzip && { gzip }) });
	}
	return files;
}

/** A build that runs at the same time takes files away. */
function readIfThere(path: string, file: string): [string, Buffer<ArrayBuffer>][] {
	try {
		return [[path, readFileSync(file)]];
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}

function pageOf(html: string, quarter: string, type: string): BuiltFile {
	const identity = Buffer.from(html.replace(/(<meta name="quarter" content=")[^"]*/, `$1${quarter}`));
	return { type, tag: tagOf(identity), identity, br: brotliCompressSync(identity), gzip: gzipSync(identity) };
}
