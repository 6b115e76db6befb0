import { describe, expect, test } from 'vitest';
import { LOOPBACK, readProxies, visitorOf } from './visitors.ts';

const loopback = readProxies(LOOPBACK)!;
const seen = (connection: string, headers: Record<string, string> = {}, proxies = loopback) => visitorOf(new Request('http://in.process/', { headers }), connection, proxies);
const forwarded = (connection: string, chain: string, proxies = loopback) => seen(connection, { 'X-Forwarded-For': chain }, proxies).address;

describe('S2.12 whose address counts', () => {
	test.each([
		['nobody is believed who is no proxy', '9.9.9.9', '1.1.1.1', '9.9.9.9'],
		['what the proxy wrote is at the end', '127.0.0.1', '6.6.6.6, 1.1.1.1', '1.1.1.1'],
		['a port is no part of it', '127.0.0.1', '1.1.1.1:4711', '1.1.1.1'],
		['proxies behind proxies are passed over', '127.0.0.1', '6.6.6.6, 1.1.1.1, 127.0.0.2', '1.1.1.1'],
		['IPv4 in the clothes of IPv6', '::ffff:127.0.0.1', '::ffff:1.1.1.1', '1.1.1.1'],
		['IPv6 counts by household', '::1', '2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
		['IPv6 in short', '::1', '[2001:DB8::1]:443', '2001:db8:0:0::/64'],
		['nonsense at the end is nobody’s address', '127.0.0.1', '1.1.1.1, unknown', '127.0.0.1'],
		['no header', '127.0.0.1', '', '127.0.0.1'],
		['a chain of proxies only', '127.0.0.1', '127.0.0.1', '127.0.0.1']
	])('%s', (_, connection, chain, address) => expect(forwarded(connection, chain)).toBe(address));

	test('a network of proxies, or none', () => {
		const network = readProxies('10.0.0.0/8, fd00::/8, 192.0.2.7')!;
		expect(forwarded('10.1.2.3', '1.1.1.1, 10.9.9.9', network)).toBe('1.1.1.1');
		expect(forwarded('fd00::5', '1.1.1.1', network)).toBe('1.1.1.1');
		expect(forwarded('127.0.0.1', '1.1.1.1', network)).toBe('127.0.0.1');
		expect(forwarded('127.0.0.1', '1.1.1.1', readProxies('none')!)).toBe('127.0.0.1');
	});

	test('TLS is believed of a proxy only', () => {
		expect(seen('127.0.0.1', { 'X-Forwarded-Proto': 'https' }).secure).toBe(true);
		expect(seen('127.0.0.1', { 'X-Forwarded-Proto': 'http' }).secure).toBe(false);
		expect(seen('9.9.9.9', { 'X-Forwarded-Proto': 'https' }).secure).toBe(false);
		expect(visitorOf(new Request('https://in.process/'), '9.9.9.9', loopback).secure).toBe(true);
	});
});

test.each(['', 'localhost', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/x', '1.2.3', '127.0.0.1,', '::1/129', '*'])('S1.1 "%s" names no proxies', (text) => expect(readProxies(text)).toBeUndefined());
