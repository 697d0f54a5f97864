// The policy as a text: the number of a line leads to it in the field.
(() => {
  'use strict';
  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-line]');
    const field = document.querySelector('textarea[data-lines]');
    if (!link || !field) return;
    event.preventDefault();
    const before = field.value.split('\n').slice(0, Number(link.dataset.line) - 1).join('\n').length;
    const from = before === 0 ? 0 : before + 1;
    const end = field.value.indexOf('\n', from);
    field.focus();
    field.setSelectionRange(from, end < 0 ? field.value.length : end);
    field.scrollTop = (Number(link.dataset.line) - 4) * parseFloat(getComputedStyle(field).lineHeight);
  });
})();
