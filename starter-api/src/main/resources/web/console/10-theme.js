// Which scheme is shown stands before the first paint: the system's, or the one this browser chose.
(() => {
  'use strict';
  const KEY = 'leadloop-theme';
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const show = theme => theme ? root.setAttribute('data-theme', theme) : root.removeAttribute('data-theme');
  root.setAttribute('data-script', '');
  show(stored());

  const NEXT = { '': 'light', light: 'dark', dark: '' };
  const tell = () => document.querySelectorAll('[data-theme-switch]').forEach(button => {
    const theme = root.getAttribute('data-theme') || 'system';
    button.textContent = button.getAttribute('data-' + theme);
  });
  document.addEventListener('DOMContentLoaded', tell);
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-theme-switch]')) return;
    const theme = NEXT[root.getAttribute('data-theme') || ''];
    show(theme);
    try { theme ? localStorage.setItem(KEY, theme) : localStorage.removeItem(KEY); } catch { /* shown until the page is left */ }
    tell();
  });
})();
