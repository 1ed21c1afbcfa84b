import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

interface Popup { box: RefObject<HTMLDivElement | null>; open: boolean; setOpen: (open: boolean) => void }

/** A list under its button: open or not; a press or a focus elsewhere shuts it. */
export const usePopup = (): Popup => {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const away = (e: Event) => { if (!box.current?.contains(e.target as Node)) setOpen(false); };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => { document.removeEventListener('pointerdown', away); document.removeEventListener('focusin', away); };
  }, [open]);
  return { box, open, setOpen };
};

/** Keys of a list under its button: arrows, Home and End move among its entries, the down arrow opens it, Escape shuts it and gives the focus back to the button. */
export const popupKeys = ({ box, open, setOpen }: Popup, entry: 'a' | 'li button') => (e: KeyboardEvent): void => {
  const entries = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>(entry) ?? [])];
  const all = entries();
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (e.key === 'Escape' && open) { setOpen(false); box.current?.querySelector('button')?.focus(); } else if (e.key === 'ArrowDown' && !open) {
    setOpen(true);
    requestAnimationFrame(() => entries()[0]?.focus());
  } else if (e.key === 'ArrowDown') all[(at + 1) % all.length]?.focus();
  else if (e.key === 'ArrowUp' && open) all.at(at <= 0 ? -1 : at - 1)?.focus();
  else if (e.key === 'Home' && open) all[0]?.focus();
  else if (e.key === 'End' && open) all.at(-1)?.focus();
  else return;
  e.preventDefault();
  e.stopPropagation();
};
