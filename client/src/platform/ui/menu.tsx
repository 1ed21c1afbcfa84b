import type { ReactNode } from 'react';
import { popupKeys, usePopup } from './popup.ts';

export interface MenuItem { key: string; label: ReactNode; lang?: string; current?: boolean; run: () => void }

/** A button that opens a short list of buttons; Escape and a click elsewhere close it. The list exists only while open. Its text runs its own way: a name cut short keeps its beginning. */
export const Menu = ({ className, label, text, short, items }: { className: string; label: string; text: ReactNode; /** What a style may put in the place of the text where there is no room. */ short?: string; items: readonly MenuItem[] }) => {
  const popup = usePopup();
  const { box, open, setOpen } = popup;
  return (
    <div className="menu" ref={box} onKeyDown={popupKeys(popup, 'li button')}>
      <button className={className} data-short={short} dir="auto" type="button" aria-label={label} aria-expanded={open} onClick={() => setOpen(!open)}>{text} ▾</button>
      {open && <ul>{items.map((i) => <li key={i.key}><button type="button" lang={i.lang} aria-current={i.current ? true : undefined} onClick={() => { setOpen(false); i.run(); }}>{i.label}</button></li>)}</ul>}
    </div>
  );
};
