import { storeContract } from '../../tests/contract/store.ts';
import { openMemory } from './memory.ts';

storeContract('memory', async () => ({ open: async () => openMemory(), remove: async () => {}, keeps: false, isOwn: true }));
