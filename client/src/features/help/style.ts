import style from './help.css?inline';

let worn = false;
/** Puts the help's own style on the page, once: the one style sheet of all screens is paid for at the sign-in. The policy allows a sheet made by script, not one written into the page. A call and not a side effect: this package declares it has none, and the build would drop it. */
export const wearHelp = (): void => {
  if (worn) return;
  worn = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
};
