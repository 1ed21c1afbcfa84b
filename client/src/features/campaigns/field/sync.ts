import { sendVisit, sendVisitPhoto } from '@sommier/domain/campaigns';
import { call, ProblemError } from '../../../platform/call.ts';
import { all, keep, type KeptPhoto, type KeptVisit } from './db.ts';

/** A refusal that sending again will not mend; anything else (no network, a server that starts) is for later. */
const final = (e: unknown): e is ProblemError => e instanceof ProblemError && e.status >= 400 && e.status < 500 && ![401, 408, 425, 429].includes(e.status);

const sendOne = async (commune: string, v: KeptVisit): Promise<void> => {
  const { asset, revision, outcome, answers, foundName, baseVersion, occupant, note, position, at } = v;
  try {
    const kept = await call(sendVisit, { params: { commune, id: v.campaign, client: v.client }, body: { asset, revision, outcome, answers, foundName, baseVersion, occupant, note, position, at } });
    // Read again: an answer typed while this was on its way has its own revision, still to be sent.
    const now = (await all('visits', v.owner)).find((x) => x.client === v.client) ?? v;
    await keep('visits', { ...now, sent: Math.max(now.sent, kept.kept), kept, refused: null });
  } catch (cause) {
    if (!final(cause)) throw cause;
    await keep('visits', { ...v, refused: cause.message });
  }
};
const sendPhoto = async (commune: string, v: KeptVisit, p: KeptPhoto): Promise<void> => {
  if (!p.bytes) return;
  try {
    const { document } = await call(sendVisitPhoto, { params: { commune, id: v.campaign, client: v.client }, body: { photo: p.id, sha256: p.sha256, takenAt: p.takenAt, ...(p.position ? { position: p.position } : {}) } }, { file: new File([p.bytes], `${p.id}.jpg`, { type: p.bytes.type }) });
    // Confirmed: the bytes leave the device, the mark stays, so that the photo is never sent twice.
    await keep('photos', { ...p, bytes: null, document, refused: null });
  } catch (cause) {
    if (!final(cause)) throw cause;
    await keep('photos', { ...p, refused: cause.message });
  }
};

/**
 * Sends finished visits, then their photos one by one, and stops at the first silence of the network: what is left stays queued. One tab at a
 * time; a tab killed between the server's answer and the note of it sends once more, and the server knows the number.
 */
export const sendAll = (commune: string, owner: string, tell: () => Promise<void>): Promise<void> => navigator.locks.request('sommier-field', { ifAvailable: true }, async (lock) => {
  if (!lock) return;
  try {
    for (const v of await all('visits', owner)) if (!v.draft && v.sent < v.revision && !v.refused) { await sendOne(commune, v); await tell(); }
    const visits = (await all('visits', owner)).filter((v) => v.sent > 0);
    for (const p of await all('photos', owner)) {
      const v = visits.find((x) => x.client === p.client);
      if (v && p.document === null && !p.refused) { await sendPhoto(commune, v, p); await tell(); }
    }
  } catch { /* for later: the queue says so */ }
});
