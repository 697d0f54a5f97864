// The list of leads: tick all of a page at once, and see how many are ticked.
(() => {
  'use strict';
  const ticks = form => [...form.querySelectorAll('input[name=lead]')];
  const tell = form => {
    const said = form.querySelector('[data-ticked]');
    const count = ticks(form).filter(tick => tick.checked).length;
    if (said) said.textContent = count > 0 ? count + ' ' + said.dataset.words : '';
    const all = form.querySelector('[data-tick-all]');
    if (all) {
      all.checked = count > 0 && count === ticks(form).length;
      all.indeterminate = count > 0 && !all.checked;
    }
  };
  document.addEventListener('change', event => {
    const form = event.target.closest('form.list');
    if (!form) return;
    if (event.target.matches('[data-tick-all]')) ticks(form).forEach(tick => { tick.checked = event.target.checked; });
    tell(form);
  });
})();
