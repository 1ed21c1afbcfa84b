import type { FieldPack, FieldSheet } from '@sommier/domain/campaigns';
import { getFieldPack } from '@sommier/domain/campaigns';
import { call } from '../../../platform/call.ts';
import { all, drop, keep, type KeptPhoto, type KeptVisit } from './db.ts';
import { sendAll } from './sync.ts';

export interface Who { commune: string; person: string; name: string }
export interface FieldState { pack: FieldPack | null; visits: readonly KeptVisit[]; photos: readonly KeptPhoto[]; online: boolean; sending: boolean; stale: boolean; /** The device has been read: before that, nothing is known of its queue. */ ready: boolean }
const RETRY_MS = 20_000;

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('');

/** Everything the field page shows, read from the device and written to it first; the network comes after. */
export class FieldStore {
  readonly who: Who;
  readonly owner: string;
  private state: FieldState = { pack: null, visits: [], photos: [], online: navigator.onLine, sending: false, stale: false, ready: false };
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;
  constructor(who: Who) { this.who = who; this.owner = `${who.commune}/${who.person}`; }

  readonly read = (): FieldState => this.state;
  readonly listen = (on: () => void): (() => void) => { this.listeners.add(on); return () => { this.listeners.delete(on); }; };
  private tell(change: Partial<FieldState>): void { this.state = { ...this.state, ...change }; this.listeners.forEach((on) => on()); }
  private readonly wake = (): void => { this.tell({ online: navigator.onLine }); void this.send(); };

  async start(kept: FieldPack | null): Promise<void> {
    this.tell({ pack: kept, visits: await all('visits', this.owner), photos: await all('photos', this.owner), ready: true });
    window.addEventListener('online', this.wake);
    window.addEventListener('offline', this.wake);
    this.timer = setInterval(this.wake, RETRY_MS);
    await this.refresh();
    void this.send();
  }
  stop(): void {
    window.removeEventListener('online', this.wake);
    window.removeEventListener('offline', this.wake);
    clearInterval(this.timer);
  }
  /** Takes the newest sheets along; without a network the ones on the device stay, and that is said. */
  async refresh(): Promise<void> {
    try {
      const pack = await call(getFieldPack, { params: { commune: this.who.commune } });
      await keep('packs', { owner: this.owner, ...this.who, pack });
      this.tell({ pack, stale: false, online: true });
    } catch { this.tell({ stale: true }); }
  }
  /** Sends what waits, one by one; a second call meanwhile does nothing. */
  async send(): Promise<void> {
    if (this.state.sending || !navigator.onLine) return;
    this.tell({ sending: true });
    try { await sendAll(this.who.commune, this.owner, () => this.reload()); } finally { await this.reload(); this.tell({ sending: false }); }
  }
  private async reload(): Promise<void> { this.tell({ visits: await all('visits', this.owner), photos: await all('photos', this.owner) }); }

  /** The visit of a sheet, begun or not: what is typed goes to the device at each answer. */
  visitOf(sheet: FieldSheet): KeptVisit {
    return this.state.visits.find((v) => v.asset === sheet.asset.id && v.campaign === sheet.campaign) ?? {
      client: crypto.randomUUID(), owner: this.owner, campaign: sheet.campaign, asset: sheet.asset.id, label: `${sheet.asset.code} ${sheet.asset.name}`, labelAr: sheet.asset.nameAr === null ? null : `${sheet.asset.code} ${sheet.asset.nameAr}`, revision: 0, sent: 0, outcome: 'seen', answers: {}, foundName: null,
      baseVersion: sheet.asset.version, occupant: null, note: null, position: null, at: new Date().toISOString(), draft: true, kept: null, refused: null,
    };
  }
  newVisit(campaign: string): KeptVisit {
    return { client: crypto.randomUUID(), owner: this.owner, campaign, asset: null, label: '', revision: 0, sent: 0, outcome: 'seen', answers: {}, foundName: null, baseVersion: null, occupant: null, note: null, position: null, at: new Date().toISOString(), draft: true, kept: null, refused: null };
  }
  async keepVisit(visit: KeptVisit): Promise<void> {
    await keep('visits', visit);
    const others = this.state.visits.filter((v) => v.client !== visit.client);
    this.tell({ visits: [...others, visit] });
  }
  /** A finished visit waits to be sent under its next revision. */
  async finish(visit: KeptVisit): Promise<void> {
    await this.keepVisit({ ...visit, draft: false, revision: visit.revision + 1, refused: null });
    void this.send();
  }
  async dropVisit(client: string): Promise<void> {
    for (const p of this.state.photos.filter((x) => x.client === client)) await drop('photos', p.id);
    await drop('visits', client);
    await this.reload();
  }
  /** Queues photos of a visit as the camera gave them; each resolves once the device has it. */
  async addPhotos(visit: KeptVisit, files: readonly File[]): Promise<void> {
    void navigator.storage?.persist?.();
    for (const file of files) {
      const bytes = await file.arrayBuffer();
      const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
      if (this.state.photos.some((p) => p.client === visit.client && p.sha256 === sha256)) continue; // chosen twice
      const position = visit.position ? `${visit.position.lon.toFixed(7)},${visit.position.lat.toFixed(7)}` : null;
      await keep('photos', { id: crypto.randomUUID(), owner: this.owner, client: visit.client, sha256, bytes: new Blob([bytes], { type: file.type }), size: file.size, takenAt: new Date(file.lastModified).toISOString(), position, document: null, refused: null });
      await this.reload();
    }
    void this.send();
  }
  async dropPhoto(id: string): Promise<void> { await drop('photos', id); await this.reload(); }
}
