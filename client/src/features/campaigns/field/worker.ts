/**
 * The page's own helper for working without a network. It answers only what this page asks: the page itself (the network's first), and its hashed
 * files; never data. A newer one waits until the reader lets it in, and says so.
 */
export const registerWorker = async (commune: string, onNewer: (reload: () => void) => void): Promise<void> => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const scope = `/c/${encodeURIComponent(commune)}/field`;
  const worker = await navigator.serviceWorker.register('/field-sw.js', { scope, updateViaCache: 'none' });
  const offer = (waiting: ServiceWorker) => onNewer(() => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('take over');
  });
  if (worker.waiting && navigator.serviceWorker.controller) offer(worker.waiting);
  worker.addEventListener('updatefound', () => {
    const next = worker.installing;
    next?.addEventListener('statechange', () => { if (next.state === 'installed' && navigator.serviceWorker.controller) offer(next); });
  });
};
/** Takes the helpers and their files off the device. */
export const forgetWorkers = async (): Promise<void> => {
  if (!('serviceWorker' in navigator)) return;
  for (const r of await navigator.serviceWorker.getRegistrations()) await r.unregister();
  for (const name of await caches.keys()) if (name.startsWith('sommier-field-')) await caches.delete(name);
};
