// The keyboard: ? tells the keys, / finds, g and a letter goes to a place, j and k go through a list, Enter opens.
(() => {
  'use strict';
  const typing = target => target.closest('input, select, textarea, [contenteditable], dialog[open]');
  const rows = () => [...document.querySelectorAll('[data-row]')].filter(row => row.getClientRects().length > 0);
  let went = 0;

  const select = step => {
    const all = rows();
    if (all.length === 0) return;
    const now = all.findIndex(row => row.hasAttribute('data-selected'));
    const next = all[Math.max(0, Math.min(all.length - 1, now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step))];
    all.forEach(row => row.toggleAttribute('data-selected', row === next));
    const link = next.matches('a, button') ? next : next.querySelector('a, button');
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  };

  const help = () => {
    const dialog = document.getElementById('keys');
    if (dialog && !dialog.open) dialog.showModal();
  };

  const goTo = key => {
    const link = document.querySelector('.rail a[data-go="' + CSS.escape(key) + '"]');
    if (link) location.assign(link.href);
    return link !== null;
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === 'Escape' && event.target.matches('[data-search]')) event.target.blur();
      return;
    }
    const going = Date.now() - went < 1500;
    went = 0;
    if (going && goTo(event.key)) { event.preventDefault(); return; }
    switch (event.key) {
      case 'g': went = Date.now(); break;
      case '?': help(); break;
      case 'j': select(1); break;
      case 'k': select(-1); break;
      case '/': {
        const search = document.querySelector('[data-search]');
        if (search) { search.focus(); search.select(); event.preventDefault(); }
        break;
      }
      default:
    }
  });
  document.addEventListener('focusin', event => {
    const row = event.target.closest('[data-row]');
    if (row) rows().forEach(one => one.toggleAttribute('data-selected', one === row));
  });
  document.addEventListener('click', event => {
    if (event.target.closest('[data-keys]')) help();
  });
})();
