import { reads, type Case } from './case.ts';

/** The open page of a commune that has opened none. */
export const portal: Record<string, Case> = { getPortal: reads, changePortal: { body: {}, allowed: 400 }, openPage: { allowed: 404 }, openPageStyle: reads, openPagePicture: { params: { name: 'nothing' }, allowed: 404 } };
