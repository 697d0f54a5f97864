// The inbox: two keys answer, u takes back, the list follows what comes in. Everything here is a form or a link without it.
(() => {
  'use strict';
  const $ = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const here = () => $('#inbox') !== null;
  const typing = target => target.closest('input:not([type=hidden]), select, textarea, [contenteditable], dialog[open]');
  let armed = null;
  let went = 0;

  const disarm = () => {
    armed = null;
    all('[data-armed]').forEach(one => one.removeAttribute('data-armed'));
    all('details.menu[open]').forEach(one => { one.open = false; });
  };
  const arm = (key, shown) => {
    disarm();
    armed = key;
    if (shown.matches('details')) { shown.open = true; } else { shown.setAttribute('data-armed', ''); }
  };
  const send = button => { disarm(); button.form.requestSubmit(button); };
  const choose = (menu, key) => {
    const button = $('[data-key="' + CSS.escape(key) + '"]', menu);
    if (!button) return false;
    const note = $('textarea', menu);
    if (button.hasAttribute('data-note') && note && note.value.trim() === '') {
      all('[data-wanted]', menu).forEach(one => one.removeAttribute('data-wanted'));
      button.setAttribute('data-wanted', '');
      note.required = true;
      note.focus();
    } else {
      send(button);
    }
    return true;
  };

  document.addEventListener('keydown', event => {
    if (!here() || event.altKey || event.isComposing || event.repeat) return;
    const menu = event.target.closest('details.menu');
    if (event.key === 'Escape' && (armed || menu)) {
      const summary = menu && $('summary', menu);
      disarm();
      if (summary) summary.focus();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && menu) {
      const wanted = $('[data-wanted]', menu);
      if (wanted) { event.preventDefault(); send(wanted); }
      return;
    }
    if (event.ctrlKey || event.metaKey || typing(event.target)) return;
    const going = Date.now() - went < 1500;
    went = event.key === 'g' ? Date.now() : 0;
    if (going) return;
    const open = $('details.menu[open]');
    if (open && choose(open, event.key)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (event.key === 'a') {
      const accept = $('[data-act=a]');
      if (!accept) return;
      event.preventDefault();
      if (armed === 'a') { send(accept); } else { arm('a', accept); }
      return;
    }
    const asked = $('[data-menu="' + CSS.escape(event.key) + '"]');
    if (asked) { event.preventDefault(); arm(event.key, asked); return; }
    if (event.key === 'u') {
      const undo = all('[data-undo] button').pop();
      if (undo) { event.preventDefault(); send(undo); }
      return;
    }
    if (event.key === 'o') {
      const page = $('[data-open]');
      if (page) location.assign(page.href);
      return;
    }
    if (armed && event.key !== 'Shift') disarm();
  }, true);

  // An answer, what takes it back and what lets it go are sent beside the page, which then shows the next one.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!window.htmx || !form.matches('[data-answer], [data-undo], [data-go-on]') || !here()) return;
    event.preventDefault();
    const values = new FormData(form, event.submitter);
    const toast = form.closest('.toast');
    if (form.matches('[data-answer]')) disarm();
    all('button', form).forEach(one => { one.disabled = true; });
    window.htmx.ajax('POST', form.getAttribute('action'), {
      source: form, target: '#inbox', select: '#inbox', swap: 'outerHTML', values: Object.fromEntries(values),
      selectOOB: '#toasts:beforeend' }).then(() => {
        if (toast) toast.remove();
        shown(true);
      });
  });

  // On a phone the record is a page of its own, so that going back leads to the list.
  document.addEventListener('htmx:beforeRequest', event => {
    const link = event.detail.elt;
    if (link.matches('.lines a') && matchMedia('(max-width: 52rem)').matches) {
      event.preventDefault();
      location.assign(link.href);
    }
  });

  const shown = move => {
    const waiting = $('#waiting');
    if (waiting) {
      document.title = waiting.dataset.title;
      const count = $('.rail a[data-go=i] .count');
      if (count && waiting.dataset.own === 'true') count.textContent = waiting.dataset.count;
    }
    const beside = $('#beside');
    const lead = beside && beside.dataset.lead;
    all('#waiting [data-row]').forEach(row => {
      const is = row.dataset.lead === lead;
      const link = $('a', row);
      is ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
      if (move) row.toggleAttribute('data-selected', is);
    });
    const seen = new Set();
    all('#toasts > [id]').forEach(toast => { seen.has(toast.id) ? toast.remove() : seen.add(toast.id); });
    if (move) {
      const head = $('#beside [data-focus]');
      if (head) head.focus({ preventScroll: true });
    }
  };

  // What came new is marked for a moment; a record whose handoff is over gives way, unless somebody is writing in it.
  let known = null;
  const note = () => known = new Set(all('#waiting [data-row]').map(row => row.dataset.lead));
  document.addEventListener('htmx:beforeSwap', event => { if (event.detail.target.id === 'waiting') note(); });
  document.addEventListener('htmx:afterSettle', event => {
    if (!here()) return;
    shown(false);
    if (event.detail.target.id !== 'waiting' || !known) return;
    all('#waiting [data-row]').forEach(row => row.toggleAttribute('data-new', !known.has(row.dataset.lead)));
    const beside = $('#beside');
    const lead = beside.dataset.lead;
    const still = $('#waiting [data-row][data-lead="' + CSS.escape(lead || '') + '"]');
    const writes = all('textarea', beside).some(one => one.value !== '');
    if (!still && !writes && (lead || $('#waiting [data-row]'))) {
      window.htmx.ajax('GET', location.pathname + location.search, { target: '#beside', select: '#beside', swap: 'outerHTML' });
    }
  });

  const tick = () => {
    all('.toast.held').forEach(toast => {
      const left = Math.ceil((Date.parse(toast.dataset.until) - Date.now()) / 1000);
      const told = $('[data-left]', toast);
      if (told) told.textContent = String(Math.max(0, left));
      if (left <= 0) all('form', toast).forEach(form => form.remove());
    });
    all('.toast[data-fades]').forEach(toast => {
      const since = Number(toast.dataset.since || (toast.dataset.since = String(Date.now())));
      const stays = toast.matches('.bad') ? 20000 : 7000;
      if (Date.now() - since > stays && !toast.matches(':hover, :focus-within') && !toast.hasAttribute('hx-get')) toast.remove();
    });
  };
  document.addEventListener('DOMContentLoaded', () => {
    if (!here()) return;
    setInterval(tick, 250);
    all('[data-submits]').forEach(field => field.addEventListener('change', () => field.form.requestSubmit()));
  });
})();
