import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ fallback: '200.html', precompress: true }),
		files: { serviceWorker: 'src/service-worker' },
		serviceWorker: { register: false },
		output: { preloadStrategy: 'modulepreload' },
		version: { pollInterval: 0 }
	}
};
