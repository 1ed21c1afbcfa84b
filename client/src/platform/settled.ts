import { useEffect, useState } from 'react';

/** What the typing settles on, so that each letter is not a request. */
export const useSettled = (text: string, ms = 250): string => {
  const [settled, settle] = useState(text);
  useEffect(() => { const id = setTimeout(() => settle(text), ms); return () => clearTimeout(id); }, [text, ms]);
  return settled;
};
