// Shows the mail anew a moment after something was written, in the frame that only shows mails.
(() => {
  'use strict';
  document.addEventListener('DOMContentLoaded', () => {
    const form = document.querySelector('form[data-preview]');
    if (!form) return;
    const show = form.querySelector('[data-show]');
    let waits;
    const soon = () => {
      clearTimeout(waits);
      waits = setTimeout(() => form.requestSubmit(show), 500);
    };
    form.querySelectorAll('[data-written]').forEach(field => field.addEventListener('input', soon));
    form.querySelector('#lead').addEventListener('change', soon);
    form.requestSubmit(show);
  });
})();
