import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface MenuItem { key: string; label: ReactNode; lang?: string; current?: boolean; run: () => void }

/** A button that opens a short list of buttons; Escape and a click elsewhere close it. The list exists only while open. */
export const Menu = ({ className, label, text, items }: { className: string; label: string; text: ReactNode; items: readonly MenuItem[] }) => {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const away = (e: Event) => { if (!box.current?.contains(e.target as Node)) setOpen(false); };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => { document.removeEventListener('pointerdown', away); document.removeEventListener('focusin', away); };
  }, [open]);
  const onKey = (e: KeyboardEvent) => {
    if (!open) return;
    const all = [...(box.current?.querySelectorAll('button') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    if (e.key === 'Escape') { setOpen(false); all[0]?.focus(); } else if (e.key === 'ArrowDown') all[(at + 1) % all.length]?.focus();
    else if (e.key === 'ArrowUp') all[(at - 1 + all.length) % all.length]?.focus();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  return (
    <div className="menu" ref={box} onKeyDown={onKey}>
      <button className={className} type="button" aria-label={label} aria-expanded={open} onClick={() => setOpen(!open)}>{text} ▾</button>
      {open && <ul>{items.map((i) => <li key={i.key}><button type="button" lang={i.lang} aria-current={i.current ? true : undefined} onClick={() => { setOpen(false); i.run(); }}>{i.label}</button></li>)}</ul>}
    </div>
  );
};
