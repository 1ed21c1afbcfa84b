import { useCallback, useState } from 'react';

export interface Place { lon: number; lat: number; accuracyM: number | null }
const WAIT_MS = 20_000;

/** The device's own place, when asked for and allowed. */
export const locate = (): Promise<Place> => new Promise((done, fail) => {
  if (!('geolocation' in navigator)) { fail(new Error('no geolocation')); return; }
  navigator.geolocation.getCurrentPosition((p) => done({ lon: p.coords.longitude, lat: p.coords.latitude, accuracyM: Math.round(p.coords.accuracy * 10) / 10 }), () => fail(new Error('refused')), { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 5000 });
});
export const usePosition = (): { position: Place | null; failed: boolean; ask: () => void } => {
  const [position, setPosition] = useState<Place | null>(null);
  const [failed, setFailed] = useState(false);
  const ask = useCallback(() => { setFailed(false); void locate().then(setPosition).catch(() => setFailed(true)); }, []);
  return { position, failed, ask };
};
