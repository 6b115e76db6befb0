import { playFrom } from './play.ts';

playFrom(2);
