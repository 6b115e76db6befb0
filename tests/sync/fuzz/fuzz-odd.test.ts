import { playFrom } from './play.ts';

playFrom(1);
