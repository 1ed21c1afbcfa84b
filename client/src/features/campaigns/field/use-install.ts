import { useEffect, useState } from 'react';

/** What a browser hands a page that may be installed (Chromium's own; others have a menu of theirs). */
interface InstallOffer extends Event { prompt: () => Promise<unknown> }

/** Names the page's manifest while it stands, and answers how to install it: null where the browser offers nothing, or it is done. */
export const useInstall = (commune: string): (() => void) | null => {
  const [offer, setOffer] = useState<InstallOffer | null>(null);
  useEffect(() => {
    const link = Object.assign(document.createElement('link'), { rel: 'manifest', href: `/c/${encodeURIComponent(commune)}/field.webmanifest` });
    const touch = Object.assign(document.createElement('link'), { rel: 'apple-touch-icon', href: '/icon-192.png' });
    document.head.append(link, touch);
    const on = (e: Event) => { e.preventDefault(); setOffer(e as InstallOffer); };
    const done = () => setOffer(null);
    window.addEventListener('beforeinstallprompt', on);
    window.addEventListener('appinstalled', done);
    return () => { link.remove(); touch.remove(); window.removeEventListener('beforeinstallprompt', on); window.removeEventListener('appinstalled', done); };
  }, [commune]);
  return offer ? () => void offer.prompt().finally(() => setOffer(null)) : null;
};
